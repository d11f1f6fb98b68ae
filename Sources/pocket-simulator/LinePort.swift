import Link
import LinkChannel
import PocketProtocol
import PocketSimulator
import SealedChannel
import SerialTransport
import SocketTransport
import Transport

/// The place where a PC finds the pocket: a terminal that stays, a device, or a port.
final class LinePort {
  private enum Place {
    case terminal(PseudoTerminal, MessageChannel)
    case device(SerialPort)
    case gadget(GadgetPort)
    case port(SocketListener)
  }

  private static let waitMilliseconds = 60_000
  private static let version = "pocket-simulator 1"

  private let options: LineOptions
  private let pairing: PairingWish
  private let keys: KeyFile
  private let place: Place

  init(
    _ options: LineOptions, _ pairing: PairingWish, keys: KeyFile
  ) throws(TransportError) {
    self.options = options
    self.pairing = pairing
    self.keys = keys
    if options.pty {
      let terminal = try PseudoTerminal(survivesClose: true)
      place = .terminal(terminal, Self.channel(over: terminal, .serial, options))
    } else if let path = options.serial {
      place = .device(
        try SerialPort(path: path, baud: options.baud) {
          Self.channel(over: $0, .serial, options)
        })
    } else if let path = options.functionfs {
      place = .gadget(
        try GadgetPort(path: path, phone: options.gadget) { Self.channel(over: $0, .bulk, options) }
      )
    } else {
      place = .port(try SocketListener(port: options.tcp ?? 0))
    }
  }

  /// One line for whoever started the program: "pty PATH", "tcp HOST:PORT" and so on.
  var name: String {
    switch place {
    case .terminal(let terminal, _): "pty \(terminal.path)"
    case .device(let port): "serial \(port.path)"
    case .gadget(let port): "functionfs \(port.path)"
    case .port(let listener): "tcp 127.0.0.1:\(listener.port)"
    }
  }

  /// Waits for a PC and runs one session; nil where none came.
  func session(_ store: PocketStore) throws(SimulatorFault) -> SessionOutcome? {
    switch place {
    case .terminal(_, let channel):
      return try pocket(store, channel, ProtocolTarget.serialBatchBytes)
        .session(waitMilliseconds: Self.waitMilliseconds)
    case .device(let port):
      return try port.withChannel(waitMilliseconds: Self.waitMilliseconds) {
        (channel) throws(SimulatorFault) in
        try pocket(store, channel, ProtocolTarget.serialBatchBytes)
          .session(waitMilliseconds: Self.waitMilliseconds)
      }
    case .gadget(let port):
      return try port.withChannel(waitMilliseconds: Self.waitMilliseconds) {
        (channel) throws(SimulatorFault) in
        try pocket(store, channel, ProtocolTarget.batchBytes)
          .session(waitMilliseconds: Self.waitMilliseconds)
      }
    case .port(let listener):
      let socket: SocketTransport?
      do { socket = try listener.accept(timeoutMilliseconds: Self.waitMilliseconds) } catch {
        throw .line(.transport(error))
      }
      guard let socket else { return nil }
      let counted = CuttingTransport(over: socket, afterBytes: nil)
      defer { if options.countBytes { Output.line("bytes \(counted.passedBytes)") } }
      return try withTransport(counted) { (socket) throws(SimulatorFault) in
        try pocket(store, Self.channel(over: socket, .bulk, options), ProtocolTarget.batchBytes)
          .session(waitMilliseconds: Self.waitMilliseconds)
      }
    }
  }

  /// Gives back what comes to a USB function instead of being a pocket.
  func giveBack() throws(TransportError) {
    if case .gadget(let port) = place { try port.giveBack() }
  }

  private func pocket(
    _ store: PocketStore, _ channel: MessageChannel, _ batchBytes: Int
  ) -> DockedPocket {
    let versions =
      options.protocolVersion.map { $0...$0 } ?? ProtocolVersion.oldest...ProtocolVersion.newest
    return DockedPocket(
      store: store, keys: keys, channel: channel, program: Self.version, pairing: pairing,
      batchBytes: batchBytes, versions: versions,
      probeBytes: options.withoutProbes ? 0 : ProtocolLimit.probeBytes.maximum)
  }

  private static func channel(
    over transport: any Transport, _ form: LinkForm, _ options: LineOptions
  ) -> MessageChannel {
    var line = transport
    if let bytes = options.cutAfter { line = DyingTransport(over: line, afterBytes: bytes) }
    if options.drop + options.flip + options.duplicate > 0 {
      let faults = LossyTransport.Faults(
        drop: options.drop, flip: options.flip, duplicate: options.duplicate)
      line = LossyTransport(
        over: line, seed: options.seed, unit: .frame(delimiter: 0), outgoing: faults,
        incoming: faults)
    }
    // A device is as slow as it is.
    if let baud = options.baud, options.serial == nil {
      line = PacedTransport(over: line, baud: baud, latencyMilliseconds: options.latency)
    }
    let rate = line.lineBytesPerSecond
    let configuration =
      rate.map { LinkConfiguration(lineBytesPerSecond: $0) } ?? LinkConfiguration()
    return MessageChannel(
      over: line, role: .pocket, form: form, configuration: configuration)
  }
}
