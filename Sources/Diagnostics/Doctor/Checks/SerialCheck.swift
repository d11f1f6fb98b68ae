import Transport

/// A serial line must be one, run at a rate that it has, belong to nobody else and pass bytes on.
///
/// No line is opened for that: opening raises DTR, which wakes or resets what is docked, and takes
/// the line from a run that begins. Rate, 8N1 and no flow control are set by every run anew, so
/// what stands in the line now tells nothing of the next one; what the kernel tells beside does.
enum SerialCheck {
  /// FTDI's adapters collect for 16 ms, which costs every round trip of the link as much.
  private static let latencyMillisecondsMaximum = 4

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let found = facts.ports.filter(\.exists).compactMap { port in
      port.baud.map { finding(port, baud: $0) }
    }
    return found.isEmpty ? [.nothing(.serial, .noSerialLine)] : found
  }

  private static func finding(_ port: DockedPort, baud: Int) -> Finding {
    func broken(_ reason: Reason) -> Finding { Finding(.serial, .broken, reason, mend: .person) }
    guard port.isTerminal else {
      return broken(.line(.notTerminal(path: port.node), at: port.address))
    }
    guard port.hasHardware else { return broken(.device(.noPort(path: port.node))) }
    guard port.isBaudKnown, baud <= port.baudMaximum ?? .max else {
      return broken(.line(.unsupportedBaud(baud), at: port.address))
    }
    if port.isConsole { return broken(.device(.console(path: port.node))) }
    if let latency = port.latencyMilliseconds, latency > latencyMillisecondsMaximum {
      // A run asks for a low one when it opens the line; the driver keeps it until the plug is out.
      return Finding(
        .serial, .notice, .device(.slowAdapter(path: port.node, milliseconds: latency)))
    }
    return .passed(
      .serial,
      .serialLine(
        path: port.node, baud: baud, driver: port.driver,
        latencyMilliseconds: port.latencyMilliseconds))
  }
}
