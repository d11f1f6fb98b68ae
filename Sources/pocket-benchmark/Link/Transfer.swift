import Foundation
import Link
import Transport

/// Sends bytes from a pocket's thread to this one and takes the time.
struct Transfer {
  let host: any Transport
  let pocket: any Transport
  var form = LinkForm.serial
  var isSealed = false

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
    let transfer = self
    Thread.detachNewThread {
      do {
        try transfer.serve(bytes: bytes, messageBytes: messageBytes, outcome)
      } catch {
        outcome.failure = error
      }
      transfer.pocket.close()
      outcome.done.signal()
    }
    let end = try BenchmarkEnd(host: host, form: form, isSealed: isSealed)
    let processor = Self.processorSeconds
    let started = MonotonicClock.microseconds
    var received = 0
    while received < bytes {
      received += try end.receive(timeoutMilliseconds: Self.waitMilliseconds).count
    }
    let seconds = Double(MonotonicClock.microseconds - started) / 1e6
    let used = Self.processorSeconds - processor
    end.close()
    outcome.done.wait()
    host.close()
    if let failure = outcome.failure { throw failure }
    return Figures(
      seconds: seconds, processorSeconds: used, statistics: outcome.statistics)
  }

  private func serve(bytes: Int, messageBytes: Int, _ outcome: Outcome) throws {
    let end = try BenchmarkEnd(pocket: pocket, form: form, isSealed: isSealed)
    var random = SplitMix64(seed: UInt64(bytes))
    let block = random.bytes(messageBytes)
    var left = bytes
    while left > 0 {
      try end.send(
        left < messageBytes ? Array(block.prefix(left)) : block,
        timeoutMilliseconds: Self.waitMilliseconds)
      left -= min(left, messageBytes)
    }
    try end.flush(timeoutMilliseconds: Self.waitMilliseconds)
    outcome.statistics = end.statistics
    // The host ends the session.
    try end.awaitEnd()
  }

  private static var processorSeconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
  }
}
