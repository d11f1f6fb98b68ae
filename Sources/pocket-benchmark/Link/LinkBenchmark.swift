import ArgumentParser
import Foundation
import Link
import SerialTransport
import SocketTransport
import Transport

/// The serial form at a line's pace, beside ZMODEM and Kermit on the same line; the bulk form over
/// sockets, bare and sealed.
struct LinkBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Both forms of the link: goodput, repeats, processor time.")

  @Option(help: "Line rate of the paced runs, 8N1.")
  var baud = 115_200
  @Option(help: "Delay of the line each way, in milliseconds.")
  var latency = 16
  @Option(help: "Bytes of each paced run.")
  var bytes = 1_000_000
  @Option(help: "Bytes of each run over sockets.")
  var unpacedBytes = 1_000_000_000
  @Option(help: "Per cent of frames lost or damaged in each direction of the lossy runs.")
  var loss = 1.0
  @Option(help: "Number of lossy runs, each with its own seed.")
  var seeds = 2
  @Flag(help: "Only the runs over sockets.")
  var unpacedOnly = false

  private static let messageBytes = 64 * 1024
  /// A frame of random bytes: header, checksum, about one byte of stuffing, one delimiter.
  private static let framingShare = 1024.0 / (1024 + 9 + 4 + 2)
  private static let shareGoal = 96.0
  private static let bulkGoalBytesPerSecond = 200e6

  func run() throws {
    if !unpacedOnly {
      try paced()
      try beside()
    }
    try overSockets()
  }

  // MARK: The serial form

  private func paced() throws {
    print(
      "Serial form, \(baud) baud, \(latency) ms each way. Shares: of the line (baud/10); of that")
    print("without the lost frames; of that without the bytes of the framing.")
    let columns = "   line    - loss - framing  resent  checksum"
    print("run".padding(toLength: 24, withPad: " ", startingAt: 0), columns)
    try report("lossless", loss: 0, seed: 0)
    for seed in 0..<seeds {
      try report("\(loss) % lost, #\(seed)", loss: loss / 100, seed: UInt64(seed))
    }
  }

  /// Each end paces what it sends; frames are lost behind the line, after their time on it.
  private func report(_ name: String, loss: Double, seed: UInt64) throws {
    let end = try PseudoTerminal()
    let pace = { (inner: any Transport, seed: UInt64) in
      PacedTransport(
        over: LossyTransport(
          over: inner, seed: seed, unit: .frame(delimiter: 0),
          outgoing: LossyTransport.Faults(drop: loss)),
        baud: baud, latencyMilliseconds: latency, directions: .outgoing)
    }
    let measured = try Transfer(
      host: pace(SerialTransport(path: end.path, baud: baud), seed * 2 + 1),
      pocket: pace(end, seed * 2 + 2)
    ).run(bytes: bytes, messageBytes: Self.messageBytes)
    let line = lineShare(measured.seconds)
    let arriving = line / (1 - loss)
    let counts = measured.statistics
    let resent =
      100 * Double(counts.dataFramesResent) / Double(max(counts.dataFramesSent, 1))
    let verdict =
      loss == 0 ? "" : arriving >= Self.shareGoal ? "  ≥ 96 %: reached" : "  ≥ 96 %: BEHIND"
    let figures = String(
      format: "%5.2f %%   %5.2f %%   %5.2f %%  %5.2f %%  %8d", line, arriving,
      arriving / Self.framingShare, resent, Int(counts.checksumErrors))
    print(name.padding(toLength: 24, withPad: " ", startingAt: 0), figures + verdict)
  }

  private func lineShare(_ seconds: Double) -> Double {
    100 * Double(bytes) / seconds / Double(baud / 10)
  }

  /// Ours and the others, one after the other, over one and the same damaged line.
  private func beside() throws {
    print("\nThe same line for everybody: one wrong bit in \(loss) % of all 1,040 bytes, by seed.")
    var random = SplitMix64(seed: 1)
    let data = random.bytes(bytes)
    let limit = 20 * bytes / (baud / 10) + 60
    var ours = 0.0
    try onSharedLine { line in
      let transfer = Transfer(
        host: try SerialTransport(path: line.one.path, baud: baud),
        pocket: try SerialTransport(path: line.other.path, baud: baud))
      ours = try transfer.run(bytes: bytes, messageBytes: Self.messageBytes).seconds
      tell("pocket-sync", ours, ours)
    }
    for peer in [FilePeer.zmodem, .kermit(packetBytes: 1000), .kermit(packetBytes: 4000)] {
      guard peer.isInstalled else {
        print("\(peer.name): not installed, skipped")
        continue
      }
      try onSharedLine { line in
        guard let seconds = try peer.seconds(over: line, bytes: data, limitSeconds: limit) else {
          print("\(peer.name): the file did not arrive within \(limit) s")
          return
        }
        tell(peer.name, seconds, ours)
      }
    }
  }

  private func onSharedLine(_ body: (SharedLine) throws -> Void) throws {
    let line = try SharedLine(
      baud: baud, latencyMilliseconds: latency, loss: loss / 100, seed: 7)
    defer { line.close() }
    try body(line)
  }

  private func tell(_ name: String, _ seconds: Double, _ ours: Double) {
    let figures = String(
      format: "%7.1f s  %5.2f %% of the line  %5.2f × our time", seconds, lineShare(seconds),
      seconds / ours)
    print(name.padding(toLength: 24, withPad: " ", startingAt: 0), figures)
  }

  // MARK: The bulk form

  private func overSockets() throws {
    print("\nOver sockets; processor time is of both ends.")
    print("run".padding(toLength: 32, withPad: " ", startingAt: 0), "     MB/s  cpu ms/MB")
    try report("socket pair, bare send and read", bareSeconds(try SocketTransport.pair()))
    for (name, form, isSealed) in [
      ("socket pair, serial form", LinkForm.serial, false), ("socket pair, bulk", .bulk, false),
      ("socket pair, bulk, sealed", .bulk, true),
    ] {
      let pair = try SocketTransport.pair()
      try report(name, form, isSealed, (pair.0, pair.1))
    }
    try report("TCP loopback, bulk, sealed", .bulk, true, tcpPair())
  }

  private func tcpPair() throws -> (any Transport, any Transport) {
    let listener = try SocketListener()
    let host = try SocketTransport(
      host: "127.0.0.1", port: listener.port, timeoutMilliseconds: 1000)
    guard let pocket = try listener.accept(timeoutMilliseconds: 1000) else {
      throw ExitCode.failure
    }
    return (host, pocket)
  }

  private func report(
    _ name: String, _ form: LinkForm, _ isSealed: Bool,
    _ ends: (any Transport, any Transport)
  ) throws {
    let measured = try Transfer(host: ends.0, pocket: ends.1, form: form, isSealed: isSealed)
      .run(bytes: unpacedBytes, messageBytes: Self.messageBytes)
    let rate = Double(unpacedBytes) / measured.seconds
    var verdict = ""
    if isSealed {
      verdict = rate >= Self.bulkGoalBytesPerSecond ? "  ≥ 200: reached" : "  ≥ 200: BEHIND"
    }
    let figures = String(
      format: "%9.1f  %9.2f", rate / 1e6, measured.processorSeconds * 1e9 / Double(unpacedBytes))
    print(name.padding(toLength: 32, withPad: " ", startingAt: 0), figures + verdict)
  }

  private func report(_ name: String, _ seconds: Double) throws {
    let rate = String(format: "%9.1f", Double(unpacedBytes) / seconds / 1e6)
    print(name.padding(toLength: 32, withPad: " ", startingAt: 0), rate)
  }

  /// What the socket itself can do: the limit of everything above it.
  private func bareSeconds(_ ends: (SocketTransport, SocketTransport)) throws -> Double {
    let (host, pocket) = ends
    let bytes = unpacedBytes
    let started = MonotonicClock.microseconds
    Thread.detachNewThread {
      let block = [UInt8](repeating: 7, count: Self.messageBytes)
      var left = bytes
      while left > 0,
        let taken = try? pocket.send(block.prefix(left), timeoutMilliseconds: 10_000)
      { left -= taken }
    }
    var received = 0
    while received < bytes {
      received += try host.receive(
        maximumBytes: 1 << 18, timeoutMilliseconds: 10_000
      ).count
    }
    host.close()
    pocket.close()
    return Double(MonotonicClock.microseconds - started) / 1e6
  }
}
