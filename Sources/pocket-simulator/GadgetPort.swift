import GadgetTransport
import LinkChannel
import PocketSimulator
import Transport

/// The device's end of a USB cable that is plugged in and pulled out by others.
final class GadgetPort {
  private static let patienceMilliseconds = 60_000
  private static let pieceBytes = 1 << 16

  let path: String
  private let function: GadgetFunction
  private let makeChannel: (any Transport) -> MessageChannel
  private var line: (transport: EndpointTransport, channel: MessageChannel)?

  /// Describes the function in the mounted FunctionFS; a phone changes its face in `phone`.
  init(
    path: String, phone: String?, makeChannel: @escaping (any Transport) -> MessageChannel
  ) throws(TransportError) {
    self.path = path
    self.makeChannel = makeChannel
    function = try GadgetFunction(
      folder: path, role: phone.map { .phone(gadget: $0) } ?? .pocket)
  }

  deinit { line?.transport.close() }

  /// Gives back what comes, without end, so that others can judge and measure the cable.
  func giveBack() throws(TransportError) -> Never {
    while true {
      guard let transport = try function.accept(timeoutMilliseconds: Self.patienceMilliseconds)
      else { continue }
      try? withTransport(transport) { (line) throws(TransportError) in
        while true {
          var rest = try line.receive(
            maximumBytes: Self.pieceBytes, timeoutMilliseconds: Self.patienceMilliseconds)[...]
          while !rest.isEmpty {
            rest = rest.dropFirst(
              try line.send(rest, timeoutMilliseconds: Self.patienceMilliseconds))
          }
        }
      }
    }
  }

  /// Runs the body on the connection that there is; nil where none came in time.
  func withChannel<Result>(
    waitMilliseconds: Int, _ body: (MessageChannel) throws(SimulatorFault) -> Result?
  ) throws(SimulatorFault) -> Result? {
    if line == nil {
      let transport: EndpointTransport?
      do { transport = try function.accept(timeoutMilliseconds: waitMilliseconds) } catch {
        throw .line(.transport(error))
      }
      guard let transport else { return nil }
      if let host = transport.introduction {
        Output.line("accessory of \(host.manufacturer), \(host.model) \(host.version)")
      }
      line = (transport, makeChannel(transport))
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
