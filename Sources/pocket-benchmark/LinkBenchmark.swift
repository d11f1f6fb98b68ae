import ArgumentParser
import Foundation
import Link
import LinkChannel
import SerialTransport
import SocketTransport
import Transport

/// The serial link over a kernel pseudo-terminal at a line's pace, and over sockets without one.
struct LinkBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "The serial link: goodput, repeats, processor time.")

  @Option(help: "Line rate of the paced runs, 8N1.")
  var baud = 115_200
  @Option(help: "Delay of the line each way, in milliseconds.")
  var latency = 16
  @Option(help: "Bytes of each paced run.")
  var bytes = 1_000_000
  @Option(help: "Bytes of each unpaced run.")
  var unpacedBytes = 50_000_000
  @Option(help: "Per cent of frames lost in each direction of the lossy runs.")
  var loss = 1.0
  @Option(help: "Number of lossy runs, each with its own seed.")
  var seeds = 2
  @Flag(help: "Only the unpaced runs.")
  var unpacedOnly = false

  private static let messageBytes = 64 * 1024
  /// A frame of random bytes: header, checksum, about one byte of stuffing, one delimiter.
  private static let framingShare = 1024.0 / (1024 + 9 + 4 + 2)

  func run() throws {
    print("Shares: of the line (baud/10); of that without the lost frames; of that without the")
    print("bytes of the framing. Processor time is of both ends and of the paced line's threads.")
    let columns = "   line    - loss - framing  resent  checksum  cpu ms/MB     MB/s"
    print("run".padding(toLength: 24, withPad: " ", startingAt: 0), columns)
    if !unpacedOnly {
      try report("pty, lossless", loss: 0, on: pacedPair(loss: 0, seed: 0), bytes: bytes)
      for seed in 0..<seeds {
        let pair = try pacedPair(loss: loss / 100, seed: UInt64(seed))
        try report("pty, \(loss) % lost, #\(seed)", loss: loss / 100, on: pair, bytes: bytes)
      }
    }
    try report("pty unpaced", loss: nil, on: pseudoTerminalPair(), bytes: unpacedBytes)
    try report("TCP loopback", loss: nil, on: tcpPair(), bytes: unpacedBytes)
    let (host, pocket) = try SocketTransport.pair()
    try report("socket pair", loss: nil, on: (host, pocket), bytes: unpacedBytes)
  }

  // MARK: Lines

  private typealias Pair = (host: any Transport, pocket: any Transport)

  private func pseudoTerminalPair() throws -> Pair {
    let pocket = try PseudoTerminal()
    return (try SerialTransport(path: pocket.path, baud: baud), pocket)
  }

  /// Each end paces what it sends; frames are lost behind the line, after their time on it.
  private func pacedPair(loss: Double, seed: UInt64) throws -> Pair {
    let ends = try pseudoTerminalPair()
    let pace = { (inner: any Transport, seed: UInt64) in
      PacedTransport(
        over: LossyTransport(
          over: inner, seed: seed, unit: .frame(delimiter: 0),
          outgoing: LossyTransport.Faults(drop: loss)),
        baud: baud, latencyMilliseconds: latency, directions: .outgoing)
    }
    return (pace(ends.host, seed * 2 + 1), pace(ends.pocket, seed * 2 + 2))
  }

  private func tcpPair() throws -> Pair {
    let listener = try SocketListener()
    let host = try SocketTransport(
      host: "127.0.0.1", port: listener.port, timeoutMilliseconds: 1000)
    guard let pocket = try listener.accept(timeoutMilliseconds: 1000) else {
      throw ExitCode.failure
    }
    return (host, pocket)
  }

  // MARK: One run

  private func report(_ name: String, loss: Double?, on pair: Pair, bytes: Int) throws {
    let measured = try Transfer(host: pair.host, pocket: pair.pocket)
      .run(bytes: bytes, messageBytes: Self.messageBytes)
    let rate = Double(bytes) / measured.seconds
    var share = "     –         –         –  "
    if let loss {
      let line = 100 * rate / Double(baud / 10)
      let arriving = line / (1 - loss)
      share = String(
        format: "%5.2f %%   %5.2f %%   %5.2f %%", line, arriving,
        arriving / Self.framingShare)
    }
    let counts = measured.statistics
    let resent =
      100 * Double(counts.dataFramesResent) / Double(max(counts.dataFramesSent, 1))
    let figures = String(
      format: "  %5.2f %%  %8d  %9.2f  %7.3f", resent, Int(counts.checksumErrors),
      measured.processorSeconds * 1e9 / Double(bytes), rate / 1e6)
    print(name.padding(toLength: 24, withPad: " ", startingAt: 0), share, figures)
  }
}
