import SerialTransport
import SocketTransport
import Testing
import Transport

/// One conversation of the contract: what each end does, in order.
enum Step: Sendable {
  case hostSends([UInt8])
  case peerSends([UInt8])
  /// Closes the far end.
  case peerLeaves
}

/// A transport under test and its far end; a replayed one has none.
struct Line {
  var host: any Transport
  var peer: (any Transport)?
}

/// Every implementation of the seam; each passes the whole contract.
enum Implementation: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case socketPair
  case tcp
  case tcp6
  case serial
  case pseudoTerminal
  case recording
  case replaying
  case lossless
  case neverCut
  case paced

  var testDescription: String { rawValue }

  /// The far end's leaving throws away what a kernel pty still held.
  var losesBytesOnHangUp: Bool { self == .serial || self == .pseudoTerminal }

  func line(for script: [Step]) throws -> Line {
    switch self {
    case .socketPair: return try Self.pair()
    case .tcp: return try Self.tcp("127.0.0.1")
    case .tcp6: return try Self.tcp("::1")
    case .serial:
      let master = try PseudoTerminal()
      return Line(host: try SerialTransport(path: master.path, baud: 115_200), peer: master)
    case .pseudoTerminal:
      let master = try PseudoTerminal()
      return Line(host: master, peer: try SerialTransport(path: master.path, baud: 921_600))
    case .recording:
      let line = try Self.pair()
      let recording = try RecordingTransport(
        over: line.host, to: TemporaryFile.path(), startedMilliseconds: 1)
      return Line(host: recording, peer: line.peer)
    case .replaying: return Line(host: ReplayTransport(Self.trace(of: script), mode: .strict))
    case .lossless:
      let line = try Self.pair()
      return Line(
        host: LossyTransport(over: line.host, seed: 1, unit: .frame(delimiter: 0)),
        peer: line.peer)
    case .neverCut:
      let line = try Self.pair()
      return Line(host: CuttingTransport(over: line.host, afterBytes: nil), peer: line.peer)
    case .paced:
      let line = try Self.pair()
      return Line(
        host: PacedTransport(over: line.host, baud: 8_000_000, latencyMilliseconds: 3),
        peer: line.peer)
    }
  }

  private static func pair() throws -> Line {
    let (host, peer) = try SocketTransport.pair()
    return Line(host: host, peer: peer)
  }

  private static func tcp(_ address: String) throws -> Line {
    let listener = try SocketListener(host: address)
    let host = try SocketTransport(
      host: address, port: listener.port, timeoutMilliseconds: 2000)
    let peer: SocketTransport = try #require(try listener.accept(timeoutMilliseconds: 2000))
    return Line(host: host, peer: peer)
  }

  /// What a recorder would have written of the script.
  private static func trace(of script: [Step]) -> Trace {
    var records: [Trace.Record] = []
    for step in script {
      switch step {
      case .hostSends(let bytes):
        records += pieces(bytes).map {
          Trace.Record(direction: .sent, microseconds: 0, bytes: $0)
        }
      case .peerSends(let bytes):
        records += pieces(bytes).map {
          Trace.Record(direction: .received, microseconds: 0, bytes: $0)
        }
      case .peerLeaves: break
      }
    }
    return Trace(startedMilliseconds: 0, records: records)
  }

  private static func pieces(_ bytes: [UInt8]) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: 1000).map {
      Array(bytes[$0..<min($0 + 1000, bytes.count)])
    }
  }
}
