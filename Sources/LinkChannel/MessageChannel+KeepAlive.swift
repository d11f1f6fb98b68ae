import Foundation
import Transport

/// Lets one other thread use the channel while its owner does not touch it.
/// Safe to send: `takeBack` waits for that thread before the owner touches the channel again.
private struct Lent: @unchecked Sendable {
  let channel: MessageChannel
}

/// How owner and helper tell each other where they are.
/// Safe to share: all is under the monitor, or written before `hasEnded` and read after it.
private final class Handover: @unchecked Sendable {
  let monitor = Monitor()
  var isOver = false
  var isServing = false
  var hasEnded = false
  var wasInterrupted = false
}

extension MessageChannel {
  /// Work shorter than this costs no service.
  private static let firstServiceMilliseconds = 300
  private static let servicePieceMilliseconds = 60_000

  /// Runs long work that does not touch the channel; a helper thread serves the line meanwhile.
  package func keepAlive<Result, Failure: Error>(
    while body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let lent = Lent(channel: self)
    let handover = Handover()
    isServedElsewhere = true
    Thread.detachNewThread { Self.serve(lent.channel, handover) }
    defer { takeBack(handover) }
    return try body()
  }

  private static func serve(_ channel: MessageChannel, _ handover: Handover) {
    let monitor = handover.monitor
    let begins = monitor.withLock {
      let start = Deadline(milliseconds: firstServiceMilliseconds)
      while !handover.isOver, !start.isOver {
        monitor.wait(untilMicroseconds: start.microseconds)
      }
      handover.isServing = !handover.isOver
      return handover.isServing
    }
    if begins { serveUntilOver(channel, handover) }
    monitor.withLock {
      handover.hasEnded = true
      monitor.signal()
    }
  }

  private static func serveUntilOver(_ channel: MessageChannel, _ handover: Handover) {
    let isOver = { handover.monitor.withLock { handover.isOver } }
    while !isOver(), channel.end == nil, !channel.isStale {
      do throws(MessageChannelError) {
        _ = try channel.serve(Deadline(milliseconds: servicePieceMilliseconds)) {
          $0.end != nil || $0.isStale || isOver()
        }
      } catch {
        // An interrupt that was not ours is for the owner.
        if !isOver() { handover.wasInterrupted = true }
      }
    }
  }

  private func takeBack(_ handover: Handover) {
    let monitor = handover.monitor
    monitor.withLock {
      handover.isOver = true
      if handover.isServing, !handover.hasEnded { transport.interrupt() }
      monitor.signal()
      while !handover.hasEnded { monitor.wait(untilMicroseconds: nil) }
    }
    isServedElsewhere = false
    guard handover.isServing else { return }
    // The interrupt may have come when the helper no longer listened.
    _ = try? receiveOnce(waitMilliseconds: 0)
    if handover.wasInterrupted { transport.interrupt() }
  }
}
