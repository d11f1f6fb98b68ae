import Glibc
import Transport

/// The bulk OUT endpoint: reads are always waiting, so that the host never waits for us to ask.
/// Safe to share: one thread receives at a time; the descriptor counts who is inside.
final class EndpointReader: @unchecked Sendable {
  private let ring: EndpointRing
  private let descriptor: Descriptor
  /// Bytes of the oldest transfer that were already given.
  private var given = 0

  /// Opens the endpoint's file.
  init(path: String, openFiles: OpenFiles) throws(TransportError) {
    let ring = try EndpointRing(path: path, writes: false, openFiles: openFiles)
    self.ring = ring
    do throws(TransportError) {
      descriptor = try Descriptor(owning: ring.event) { ring.release() }
    } catch {
      ring.release()
      throw error
    }
  }

  /// As `Transport.receive`.
  func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    return try descriptor.use { event, wake throws(TransportError) in
      while true {
        let isLast = deadline.isOver
        try refill()
        ring.collect()
        let hasBytes = try skipEmpty()
        try pause(event, wake, milliseconds: hasBytes ? 0 : deadline.millisecondsLeft)
        if hasBytes { return take(maximumBytes) }
        if isLast { return [] }
      }
    }
  }

  private func refill() throws(TransportError) {
    while ring.free > 0 {
      do throws(TransportError) { try ring.submit(EndpointRing.slotBytes) } catch {
        // What came before the end is still the caller's.
        if ring.count == 0 { throw error }
        return
      }
    }
  }

  /// Passes over packets without bytes; true where bytes wait.
  private func skipEmpty() throws(TransportError) -> Bool {
    while let bytes = try ring.oldest() {
      if bytes.count > given { return true }
      next()
    }
    return false
  }

  private func next() {
    ring.drop()
    given = 0
  }

  private func take(_ maximumBytes: Int) -> [UInt8] {
    let limit = min(maximumBytes, EndpointRing.slots * EndpointRing.slotBytes)
    return [UInt8](unsafeUninitializedCapacity: limit) { target, count in
      while count < limit, let bytes = try? ring.oldest() {
        let piece = min(limit - count, bytes.count - given)
        if piece > 0 {
          memcpy(target.baseAddress! + count, bytes.baseAddress! + given, piece)
          count += piece
          given += piece
        }
        if given == bytes.count { next() }
      }
    }
  }

  private func pause(
    _ event: Int32, _ wake: Int32, milliseconds: Int
  ) throws(TransportError) {
    var polls = [
      pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
      pollfd(fd: event, events: Int16(POLLIN), revents: 0),
    ]
    if poll(&polls, 2, Int32(clamping: milliseconds)) < 0, errno != EINTR {
      throw .system(call: "poll", errno: errno)
    }
    guard polls[0].revents != 0 else { return }
    if descriptor.isClosed { throw .closed }
    var bytes = [UInt8](repeating: 0, count: 64)
    _ = read(wake, &bytes, bytes.count)
    throw .interrupted
  }

  func interrupt() { descriptor.interrupt() }

  func close() { descriptor.close() }
}
