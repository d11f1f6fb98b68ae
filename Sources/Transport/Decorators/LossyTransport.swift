import Glibc
import Synchronization

/// Damages by seed what goes through: units are lost, doubled, late, or wrong in one bit.
package final class LossyTransport: Transport {
  /// What is damaged as a whole.
  package enum Unit: Sendable, Hashable {
    /// The bytes of one call.
    case call
    /// The bytes up to and including a delimiter.
    case frame(delimiter: UInt8)
    /// So many bytes, whatever they mean: the same damage for every protocol.
    case block(bytes: Int)
  }

  /// How likely each damage is for one unit, 0 to 1.
  package struct Faults: Sendable {
    /// The unit is lost.
    package var drop = 0.0
    /// One bit of it is wrong.
    package var flip = 0.0
    /// It comes twice.
    package var duplicate = 0.0
    /// It and all behind it wait.
    package var delay = 0.0
    /// How long they wait.
    package var delayMilliseconds = 0

    /// No damage but what is given.
    package init(drop: Double = 0, flip: Double = 0, duplicate: Double = 0) {
      self.drop = drop
      self.flip = flip
      self.duplicate = duplicate
    }
  }

  private let inner: any Transport
  private let outgoing: Mutex<Damage>
  private let incoming: Mutex<Damage>
  private static let readBytes = 4096

  /// Damages both directions, each by its own faults and numbers.
  package init(
    over inner: any Transport, seed: UInt64, unit: Unit, outgoing: Faults = Faults(),
    incoming: Faults = Faults()
  ) {
    self.inner = inner
    self.outgoing = Mutex(Damage(outgoing, unit: unit, seed: seed &* 2))
    self.incoming = Mutex(Damage(incoming, unit: unit, seed: seed &* 2 &+ 1))
  }

  /// See `Transport`.
  package func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    while true {
      try flushLeftovers()
      let ready = incoming.withLock { $0.take(maximumBytes) }
      if !ready.isEmpty { return ready }
      let bytes = try inner.receive(
        maximumBytes: Self.readBytes, timeoutMilliseconds: deadline.millisecondsLeft)
      if bytes.isEmpty { return [] }
      pause(incoming.withLock { $0.pass(bytes[...]) })
    }
  }

  /// See `Transport`.
  package func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    // The lock is held while bytes go out, so that no other thread sends the same ones again.
    return try outgoing.withLock { damage throws(TransportError) in
      var taken = 0
      repeat {
        try flush(&damage, timeoutMilliseconds: deadline.millisecondsLeft)
        // Nothing new is taken before the old has left, so that the buffer stays short.
        guard damage.ready.isEmpty else { return taken }
        let part = bytes.dropFirst(taken).prefix(Self.readBytes)
        pause(damage.pass(part))
        taken += part.count
      } while taken < bytes.count
      try flush(&damage, timeoutMilliseconds: deadline.millisecondsLeft)
      return taken
    }
  }

  private func flush(
    _ damage: inout Damage, timeoutMilliseconds: Int
  ) throws(TransportError) {
    guard !damage.ready.isEmpty else { return }
    do throws(TransportError) {
      let taken = try inner.send(
        damage.ready[...], timeoutMilliseconds: timeoutMilliseconds)
      _ = damage.take(taken)
    } catch {
      _ = damage.take(.max)
      throw error
    }
  }

  /// What the last send could not get rid of goes out while the caller only receives.
  private func flushLeftovers() throws(TransportError) {
    let failure = outgoing.withLockIfAvailable { damage -> TransportError? in
      do throws(TransportError) {
        try flush(&damage, timeoutMilliseconds: 0)
        return nil
      } catch {
        return error
      }
    }
    if let failure, let failure { throw failure }
  }

  private func pause(_ milliseconds: Int) {
    if milliseconds > 0 { usleep(UInt32(milliseconds) * 1000) }
  }

  /// See `Transport`.
  package var backlogBytes: Int { inner.backlogBytes + outgoing.withLock { $0.ready.count } }

  /// See `Transport`.
  package var lineBytesPerSecond: Int? { inner.lineBytesPerSecond }

  /// See `Transport`.
  package func interrupt() { inner.interrupt() }

  /// See `Transport`.
  package func close() { inner.close() }
}
