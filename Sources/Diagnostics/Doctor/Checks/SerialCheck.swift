import Transport

/// A serial line must run at a rate that it knows, and pass bytes on at once.
enum SerialCheck {
  /// FTDI's adapters collect for 16 ms, which costs every round trip of the link as much.
  private static let latencyMillisecondsMaximum = 4

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let found = facts.ports.filter(\.exists).compactMap { port -> Finding? in
      guard let baud = port.baud else { return nil }
      guard port.isBaudKnown else {
        return Finding(
          .serial, .broken, .line(.unsupportedBaud(baud), at: port.address), mend: .person)
      }
      if let latency = port.latencyMilliseconds, latency > latencyMillisecondsMaximum {
        // The program asks for a low one when it opens the line; the driver keeps what it can.
        return Finding(
          .serial, .notice, .device(.slowAdapter(path: port.node, milliseconds: latency)))
      }
      return .passed(
        .serial, .serialLine(path: port.node, baud: baud, driver: port.driver))
    }
    return found.isEmpty ? [.nothing(.serial, .noSerialLine)] : found
  }
}
