import Glibc
import Synchronization
import Transport

/// The bulk IN endpoint: what is sent waits in the kernel until the host asks for it.
/// Safe to share: `turn` lets one thread in; the descriptor counts who is inside.
final class EndpointWriter: @unchecked Sendable {
  private let ring: EndpointRing
  private let descriptor: Descriptor
  private let packetBytes: Int
  private let turn = Mutex(())
  /// Closing waits so long for a host that still reads.
  private static let drainMilliseconds = 500

  /// Opens the endpoint's file.
  init(path: String, openFiles: OpenFiles) throws(TransportError) {
    let ring = try EndpointRing(path: path, writes: true, openFiles: openFiles)
    self.ring = ring
    do throws(TransportError) {
      descriptor = try Descriptor(owning: ring.event) { ring.release() }
    } catch {
      ring.release()
      throw error
    }
    packetBytes = try ring.packetBytes()
  }

  /// As `Transport.send`.
  func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    return try descriptor.use { event, wake throws(TransportError) in
      try turn.withLock { _ throws(TransportError) in
        var rest = bytes
        while true {
          let isLast = deadline.isOver
          try reclaim()
          while try submit(&rest) {}
          if rest.isEmpty || isLast { return bytes.count - rest.count }
          try pause(event, wake, milliseconds: deadline.millisecondsLeft)
        }
      }
    }
  }

  /// Begins the next transfer, where there is room for it.
  ///
  /// The host's transfers are larger than a packet and end with a short one, so bytes that end on a
  /// packet's boundary would wait there unseen for bytes to come. So a send ends short: with the
  /// packet of length zero where nothing else makes it so.
  private func submit(_ rest: inout ArraySlice<UInt8>) throws(TransportError) -> Bool {
    let piece = rest.prefix(EndpointRing.slotBytes)
    let endsOnBoundary = piece.count == rest.count && piece.count % packetBytes == 0
    guard !piece.isEmpty, ring.free >= (endsOnBoundary ? 2 : 1) else { return false }
    try ring.submit(piece.count) { target in
      piece.withUnsafeBytes { target.copyMemory(from: $0) }
    }
    rest = rest.dropFirst(piece.count)
    if endsOnBoundary { try ring.submit(0) }
    return true
  }

  private func reclaim() throws(TransportError) {
    ring.collect()
    while try ring.oldest() != nil { ring.drop() }
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
    if polls[0].revents != 0 { throw .closed }
  }

  /// Gives the host a moment to fetch what was sent; nothing where a send is under way.
  func drain() {
    let deadline = Deadline(milliseconds: Self.drainMilliseconds)
    try? descriptor.use { event, wake throws(TransportError) in
      try turn.withLockIfAvailable { _ throws(TransportError) in
        try reclaim()
        while ring.count > 0, !deadline.isOver {
          try pause(event, wake, milliseconds: deadline.millisecondsLeft)
          try reclaim()
        }
      }
    }
  }

  func close() { descriptor.close() }
}
