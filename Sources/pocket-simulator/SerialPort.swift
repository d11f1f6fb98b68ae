import Glibc
import LinkChannel
import PocketSimulator
import SerialTransport
import Transport

/// A serial device of this machine that may go and come back, such as a gadget's end of a cable.
final class SerialPort {
  private static let defaultBaud = 115_200
  private static let lookAgainMicroseconds: UInt32 = 50_000

  let path: String
  private let baud: Int
  private let makeChannel: (any Transport) -> MessageChannel
  private var line: (transport: SerialTransport, channel: MessageChannel)?

  /// Opens the device, so that a wrong one is told at once.
  init(
    path: String, baud: Int?, makeChannel: @escaping (any Transport) -> MessageChannel
  ) throws(TransportError) {
    self.path = path
    self.baud = baud ?? Self.defaultBaud
    self.makeChannel = makeChannel
    try open()
  }

  private func open() throws(TransportError) {
    let transport = try SerialTransport(path: path, baud: baud)
    line = (transport, makeChannel(transport))
  }

  /// Runs the body on the open line; nil where the device did not come back in time.
  func withChannel<Result>(
    waitMilliseconds: Int, _ body: (MessageChannel) throws(SimulatorFault) -> Result?
  ) throws(SimulatorFault) -> Result? {
    let deadline = Deadline(milliseconds: waitMilliseconds)
    while line == nil, !deadline.isOver {
      do throws(TransportError) { try open() } catch { usleep(Self.lookAgainMicroseconds) }
    }
    guard let line else { return nil }
    do throws(SimulatorFault) { return try body(line.channel) } catch {
      if case .line(.transport) = error {
        line.transport.close()
        self.line = nil
      }
      throw error
    }
  }
}
