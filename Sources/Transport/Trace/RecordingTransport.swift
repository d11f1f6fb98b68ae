import Glibc
import Synchronization

/// Writes all that goes over the inner transport to a trace file.
package final class RecordingTransport: Transport {
  private let inner: any Transport
  private let file: Descriptor
  /// Records of two threads stay whole.
  private let writing = Mutex(())
  private let startedMicroseconds = MonotonicClock.microseconds

  /// Makes the file, which must not exist yet, and records from now on; the time is since 1970.
  package init(
    over inner: any Transport, to path: String, startedMilliseconds: UInt64
  ) throws(TransportError) {
    let opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw .system(call: "open", errno: errno) }
    file = try Descriptor(owning: opened)
    self.inner = inner
    try write(Trace.encodedHeader(startedMilliseconds: startedMilliseconds))
  }

  /// See `Transport`.
  package func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    let bytes = try inner.receive(
      maximumBytes: min(maximumBytes, Trace.maximumRecordBytes),
      timeoutMilliseconds: timeoutMilliseconds)
    try record(.received, bytes)
    return bytes
  }

  /// See `Transport`.
  package func receiveOrRoom(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    let bytes = try inner.receiveOrRoom(
      maximumBytes: min(maximumBytes, Trace.maximumRecordBytes),
      timeoutMilliseconds: timeoutMilliseconds)
    if !bytes.isEmpty { try record(.received, bytes) }
    return bytes
  }

  /// See `Transport`.
  package func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    let part = bytes.prefix(Trace.maximumRecordBytes)
    let taken = try inner.send(part, timeoutMilliseconds: timeoutMilliseconds)
    try record(.sent, Array(part.prefix(taken)))
    return taken
  }

  /// See `Transport`.
  package var backlogBytes: Int { inner.backlogBytes }

  /// See `Transport`.
  package var lineBytesPerSecond: Int? { inner.lineBytesPerSecond }

  /// See `Transport`.
  package func interrupt() { inner.interrupt() }

  /// See `Transport`; the file is closed too.
  package func close() {
    inner.close()
    file.close()
  }

  private func record(_ direction: Trace.Direction, _ bytes: [UInt8]) throws(TransportError) {
    guard !bytes.isEmpty else { return }
    try writing.withLock { _ throws(TransportError) in
      let microseconds = MonotonicClock.microseconds - startedMicroseconds
      let record = Trace.Record(
        direction: direction, microseconds: microseconds, bytes: bytes)
      try write(Trace.encoded(record))
    }
  }

  private func write(_ bytes: [UInt8]) throws(TransportError) {
    try file.use { number, _ throws(TransportError) in
      var done = 0
      while done < bytes.count {
        let result = bytes.withUnsafeBytes {
          Glibc.write(number, $0.baseAddress! + done, bytes.count - done)
        }
        guard result >= 0 || errno == EINTR else { throw .system(call: "write", errno: errno) }
        done += max(result, 0)
      }
    }
  }
}
