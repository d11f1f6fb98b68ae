/// USB allows five hubs in a row, and each is one more plug and one more power supply.
enum BusCheck {
  private static let hubsNoticed = 3
  private static let hubsWarned = 5
  /// A full-speed pocket is a pocket; what is slower carries no bulk endpoint at all.
  private static let megabitsMinimum = 12

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let found = facts.ports.compactMap { port -> Finding? in
      guard let usb = port.usbPort else { return nil }
      let hubs = usb.split(separator: ".").count - 1
      if hubs >= hubsNoticed {
        return Finding(
          .bus, hubs >= hubsWarned ? .warning : .notice,
          .device(.manyHubs(port: usb, hubs: hubs)), mend: .person)
      }
      guard let megabits = port.megabits else { return nil }
      guard megabits >= megabitsMinimum else {
        return Finding(
          .bus, .warning, .device(.slow(port: usb, megabits: megabits)), mend: .person)
      }
      return .passed(.bus, .onBus(port: usb, hubs: hubs, megabits: megabits))
    }
    return found.isEmpty ? [.nothing(.bus, .noDevice)] : found
  }
}
