import Glibc
package import SecureChannel

/// A key ring that also writes each session's keys to a file, for who looks into its bytes.
///
/// A line a session: `POCKET1`, the key that message 1 shows, the PC's key, the pocket's; in hex.
package final class KeyLog: KeyRing {
  /// What a line begins with.
  package static let head = "POCKET1"
  /// In message 1 the offer stands before the key.
  private static let offerBytes = 5
  private let inner: any KeyRing
  private let path: String

  /// Makes the file, which must not exist yet; only its owner may read it.
  package init(over inner: any KeyRing, to path: String) throws(KeyFileError) {
    self.inner = inner
    self.path = path
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system(call: "open", path: path, errno: errno) }
    close(file)
  }

  /// See `KeyRing`.
  package func keys() throws(KeyFileError) -> Keys { try inner.keys() }

  /// See `KeyRing`.
  package func change(_ body: (inout PeerBook) -> Void) throws(KeyFileError) {
    try inner.change(body)
  }

  /// See `KeyRing`; on the disk when it returns.
  package func note(
    _ secrets: ChannelSecrets, firstMessage: [UInt8]
  ) throws(KeyFileError) {
    let shown = firstMessage.dropFirst(Self.offerBytes).prefix(PublicKey.lengthBytes)
    let parts = [Array(shown), secrets.toPocket, secrets.toPC].map(Self.hexadecimal)
    let line = Array((([Self.head] + parts).joined(separator: " ") + "\n").utf8)
    let file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard file >= 0 else { throw .system(call: "open", path: path, errno: errno) }
    defer { close(file) }
    guard write(file, line, line.count) == line.count, fsync(file) == 0 else {
      throw .system(call: "write", path: path, errno: errno)
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".unicodeScalars)
    var text = String.UnicodeScalarView()
    for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(text)
  }
}
