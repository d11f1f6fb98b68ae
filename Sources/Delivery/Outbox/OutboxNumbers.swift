import Glibc

/// The numbers of parcels: none is given twice, to neither channel, whoever lays in at once.
struct OutboxNumbers {
  private static let digitsMaximum = 20

  /// The file that has the last one; losing it costs nothing as long as that parcel waits.
  let path: String

  /// Hands `body` the next number behind all that were given, and behind `taken`.
  func next<Value>(
    after taken: () throws(OutboxError) -> Int,
    _ body: (Int) throws(OutboxError) -> Value
  ) throws(OutboxError) -> Value {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0, flock(file, LOCK_EX) == 0 else { throw .system(path: path, errno: errno) }
    defer { close(file) }
    let number = max(given(file), try taken()) + 1
    // A parcel that is not laid in after this leaves a gap, and no number twice.
    let text = Array("\(number)\n".utf8)
    guard pwrite(file, text, text.count, 0) == text.count, ftruncate(file, text.count) == 0,
      fsync(file) == 0
    else { throw .system(path: path, errno: errno) }
    return try body(number)
  }

  private func given(_ file: Int32) -> Int {
    var bytes = [UInt8](repeating: 0, count: Self.digitsMaximum)
    let count = pread(file, &bytes, bytes.count, 0)
    guard count > 0 else { return 0 }
    let digits = bytes[..<count].prefix { (48...57).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self)) ?? 0
  }
}
