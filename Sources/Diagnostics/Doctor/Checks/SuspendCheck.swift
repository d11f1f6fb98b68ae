/// A pocket that may fall asleep in mid-session is gone.
enum SuspendCheck {
  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let found = facts.ports.compactMap { port -> Finding? in
      guard let usb = port.usbPort, let control = port.powerControl else { return nil }
      guard control == "auto" else { return .passed(.suspend, .awake(port: usb)) }
      // The rules keep awake what is marked; who is not marked has to be named first.
      let isMarked = port.properties["POCKET_SYNC"] == "1"
      return Finding(
        .suspend, .notice, .device(.mayFallAsleep(port: usb)),
        mend: isMarked ? .reloadRules : naming(port))
    }
    return found.isEmpty ? [.nothing(.suspend, .noDevice)] : found
  }

  /// A line's place is that of its interface: a rule by it would not reach the device.
  private static func naming(_ port: DockedPort) -> Mend {
    port.baud == nil || port.hasNumber ? port.naming : .person
  }
}
