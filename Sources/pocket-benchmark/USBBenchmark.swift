import ArgumentParser
import Foundation
import Transport
import USBTransport

/// Bulk endpoints whose far side gives back what it gets, as `bulk-echo` in the USB lab does.
struct USBBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "usb", abstract: "USB bulk transfers to a device that gives everything back.")

  @Argument(help: "The device's port or serial number.")
  var device: String
  @Option(help: "Bytes of the timed run.")
  var bytes = 4 << 20
  @Option(help: "Opens the device so often; each time all is given back in the end.")
  var rounds = 2
  @Flag(help: "Goes on until the cable is pulled.")
  var untilClosed = false
  @Flag(help: "Sends to a device that reads nothing, then closes.")
  var unread = false

  private static let timeoutMilliseconds = 20_000
  /// Around a packet's and a transfer's end, where an empty packet decides.
  private static let edges = [1, 511, 512, 513, 1024, 65_535, 65_536, 65_537, 131_072, 1 << 20]

  func run() throws {
    guard let place = USBPlace(device) else { throw ValidationError("no place: \(device)") }
    // The first opening loads what stays.
    try USBTransport(place).close()
    let before = Footprint.now
    for round in 0..<rounds {
      let transport = try USBTransport(place)
      defer { transport.close() }
      if unread {
        try sendUnread(over: transport)
      } else if untilClosed {
        try loopUntilClosed(over: transport)
      } else {
        try loop(over: transport, seed: UInt64(round))
      }
    }
    let after = Footprint.now
    print("files \(before.files) → \(after.files), threads \(before.threads) → \(after.threads)")
    guard after == before else { throw ExitCode.failure }
  }

  private func loop(over transport: USBTransport, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for size in Self.edges {
      let sent = random.bytes(size)
      guard try echo(sent, over: transport) else {
        print("\(size) bytes came back changed")
        throw ExitCode.failure
      }
    }
    transport.interrupt()
    do {
      _ = try transport.receive(maximumBytes: 1, timeoutMilliseconds: 0)
      throw ExitCode.failure
    } catch TransportError.interrupted {}
    guard try transport.receive(maximumBytes: 1, timeoutMilliseconds: 10).isEmpty else {
      throw ExitCode.failure
    }
    let sent = random.bytes(bytes)
    let clock = ContinuousClock()
    var isSame = false
    let time = try clock.measure { isSame = try echo(sent, over: transport) }
    guard isSame else { throw ExitCode.failure }
    let rate = Double(bytes) / (time / .seconds(1)) / 1e6
    print(
      String(
        format: "%d sizes and %d bytes came back, %.2f MB/s each way at once",
        Self.edges.count, bytes, rate))
  }

  /// True where all came back as it was sent; one thread both ways, as the link does it.
  private func echo(_ sent: [UInt8], over transport: USBTransport) throws -> Bool {
    let deadline = Deadline(milliseconds: Self.timeoutMilliseconds)
    var (given, back) = (0, 0)
    while back < sent.count {
      if given < sent.count { given += try transport.send(sent[given...], timeoutMilliseconds: 0) }
      let piece =
        given < sent.count
        ? try transport.receiveOrRoom(maximumBytes: 1 << 20, timeoutMilliseconds: 1000)
        : try transport.receive(maximumBytes: 1 << 20, timeoutMilliseconds: 1000)
      guard Self.begins(sent, from: back, with: piece) else { return false }
      back += piece.count
      if deadline.isOver {
        print("\(sent.count) bytes sent, only \(back) came back")
        throw ExitCode.failure
      }
    }
    return true
  }

  private static func begins(_ sent: [UInt8], from place: Int, with piece: [UInt8]) -> Bool {
    guard piece.count <= sent.count - place else { return false }
    return sent.withUnsafeBytes { sent in
      piece.withUnsafeBytes { piece in
        piece.isEmpty || memcmp(sent.baseAddress! + place, piece.baseAddress!, piece.count) == 0
      }
    }
  }

  /// The far side must be gone in the end, told once and for good, with what came before it.
  private func loopUntilClosed(over transport: USBTransport) throws {
    let sent = [UInt8](repeating: 0x55, count: 1 << 16)
    var passed = 0
    let failure: TransportError
    do throws(TransportError) {
      while true {
        _ = try transport.send(sent, timeoutMilliseconds: 100)
        passed += try transport.receive(maximumBytes: 1 << 16, timeoutMilliseconds: 100).count
      }
    } catch { failure = error }
    guard failure == .closed else { throw failure }
    do {
      _ = try transport.send(sent, timeoutMilliseconds: 100)
      throw ExitCode.failure
    } catch TransportError.closed {}
    transport.close()
    print("closed after \(passed) bytes")
  }

  private func sendUnread(over transport: USBTransport) throws {
    let sent = [UInt8](repeating: 0x55, count: 8 << 20)
    let taken = try transport.send(sent, timeoutMilliseconds: 200)
    let backlog = transport.backlogBytes
    let time = ContinuousClock().measure { transport.close() }
    print("\(taken) taken, \(backlog) under way, closed in \(time)")
    guard taken < sent.count, backlog > 0, time < .seconds(5) else { throw ExitCode.failure }
  }
}

/// What a closed transport must not leave behind.
private struct Footprint: Equatable {
  let files: Int
  let threads: Int

  static var now: Footprint {
    Footprint(files: count("fd"), threads: count("task"))
  }

  private static func count(_ folder: String) -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/\(folder)").count) ?? 0
  }
}
