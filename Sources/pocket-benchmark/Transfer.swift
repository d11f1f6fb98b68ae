import Foundation
import Link
import LinkChannel
import Transport

/// Sends bytes from a pocket's thread to this one and takes the time.
struct Transfer {
  let host: any Transport
  let pocket: any Transport

  struct Figures {
    var seconds: Double
    var processorSeconds: Double
    var statistics: LinkStatistics
  }

  // Safe to share: the pocket's thread writes before it signals `done`, the other reads after.
  private final class Outcome: @unchecked Sendable {
    let done = DispatchSemaphore(value: 0)
    var statistics = LinkStatistics()
    var failure: (any Error)?
  }

  private static let waitMilliseconds = 600_000

  func run(bytes: Int, messageBytes: Int) throws -> Figures {
    let outcome = Outcome()
    let pocket = pocket
    Thread.detachNewThread {
      do {
        try Self.serve(pocket, bytes: bytes, messageBytes: messageBytes, outcome)
      } catch {
        outcome.failure = error
      }
      pocket.close()
      outcome.done.signal()
    }
    let channel = MessageChannel(over: host, role: .host)
    try channel.open(timeoutMilliseconds: 10_000)
    let processor = Self.processorSeconds
    let started = MonotonicClock.microseconds
    var received = 0
    while received < bytes {
      guard let message = try channel.receive(timeoutMilliseconds: Self.waitMilliseconds)
      else { throw MessageChannelError.openTimedOut(milliseconds: Self.waitMilliseconds) }
      received += message.count
    }
    let seconds = Double(MonotonicClock.microseconds - started) / 1e6
    let used = Self.processorSeconds - processor
    channel.close()
    outcome.done.wait()
    host.close()
    if let failure = outcome.failure { throw failure }
    return Figures(
      seconds: seconds, processorSeconds: used, statistics: outcome.statistics)
  }

  private static func serve(
    _ pocket: any Transport, bytes: Int, messageBytes: Int, _ outcome: Outcome
  ) throws {
    let channel = MessageChannel(over: pocket, role: .pocket)
    try channel.accept(timeoutMilliseconds: 10_000)
    var random = SplitMix64(seed: UInt64(bytes))
    let block = random.bytes(messageBytes)
    var left = bytes
    while left > 0 {
      try channel.send(
        Array(block.prefix(left)), timeoutMilliseconds: waitMilliseconds)
      left -= min(left, messageBytes)
    }
    try channel.flush(timeoutMilliseconds: waitMilliseconds)
    outcome.statistics = channel.statistics
    // The host ends the session.
    do throws(MessageChannelError) {
      _ = try channel.receive(timeoutMilliseconds: 10_000)
    } catch .closedByPeer {
      return
    }
  }

  private static var processorSeconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
  }
}
