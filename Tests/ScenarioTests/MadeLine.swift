import Crypto
import Foundation
import Link
import Transport

/// A line in the bulk form whose ends say what a test has them say, and its capture for tshark.
struct MadeLine {
  /// Sealed with in every session: by the PC, by the pocket.
  private static let keys = [UInt8(1), 2].map { [UInt8](repeating: $0, count: 32) }
  /// What passed.
  private(set) var trace = Trace(startedMilliseconds: 0, records: [])
  private var epoch: UInt16 = 0
  private var sealed = [0, 0]

  /// Opens a session and shakes hands; settles as two ends do that know each other.
  mutating func begin(isSettled: Bool = true) {
    epoch += 1
    sealed = [0, 0]
    header(.open, fromPocket: false)
    header(.opened, fromPocket: true)
    message(
      [0x50, 0x53, 1, 1, 0] + [UInt8](repeating: UInt8(epoch), count: 32), fromPocket: false)
    message([UInt8](repeating: 7, count: 122), fromPocket: true)
    message([UInt8](repeating: 7, count: 90), fromPocket: false)
    guard isSettled else { return }
    record([1] + [UInt8](repeating: 7, count: 72), fromPocket: true)
    record([UInt8](repeating: 7, count: 64), fromPocket: false)
    record([1], fromPocket: true)
  }

  /// Bytes as they stand, a packet.
  mutating func bytes(_ bytes: [UInt8], fromPocket: Bool) {
    trace.records.append(
      .init(direction: fromPocket ? .received : .sent, microseconds: 0, bytes: bytes))
  }

  /// A message of the link in one data frame; `isEcho` has the other end's direction in it.
  mutating func message(_ content: [UInt8], fromPocket: Bool, isEcho: Bool = false) {
    let head = Self.head(
      .data, fromPocket: fromPocket != isEcho, epoch: epoch, count: UInt32(content.count))
    bytes(head + content, fromPocket: fromPocket)
  }

  /// The next record of the channel; `isDamaged` has a wrong bit in its tag.
  mutating func record(_ plain: [UInt8], fromPocket: Bool, isDamaged: Bool = false) {
    message(seal(plain, fromPocket: fromPocket, isDamaged: isDamaged), fromPocket: fromPocket)
  }

  /// A header alone, of another session where it says so.
  mutating func header(
    _ kind: FrameKind, fromPocket: Bool, epoch: UInt16? = nil, count: UInt32 = 0
  ) {
    let epoch = epoch ?? self.epoch
    bytes(
      Self.head(kind, fromPocket: fromPocket, epoch: epoch, count: count), fromPocket: fromPocket)
  }

  private static func head(
    _ kind: FrameKind, fromPocket: Bool, epoch: UInt16, count: UInt32
  ) -> [UInt8] {
    var header = BulkHeader(
      kind: kind, isFromPocket: fromPocket, epoch: epoch, credit: 1 << 21)
    header.version = kind == .open || kind == .opened ? 1 : 0
    header.endsMessage = kind == .data
    header.count = count
    var bytes: [UInt8] = []
    header.append(to: &bytes)
    return bytes
  }

  /// As Noise does: the number of the record is the nonce.
  private mutating func seal(_ plain: [UInt8], fromPocket: Bool, isDamaged: Bool) -> [UInt8] {
    let way = fromPocket ? 1 : 0
    let nonce = [0, 0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: sealed[way] >> (8 * $0)) }
    sealed[way] += 1
    // Key and nonce have the right lengths.
    let box = try! ChaChaPoly.seal(
      plain, using: SymmetricKey(data: Self.keys[way]), nonce: try! ChaChaPoly.Nonce(data: nonce))
    var bytes = Array(box.ciphertext + box.tag)
    if isDamaged { bytes[bytes.count - 1] ^= 1 }
    return bytes
  }

  /// The keys of every session so far, as a key log has them.
  var keyLog: String {
    (1...max(1, epoch)).map { epoch in
      let shown = [UInt8](repeating: UInt8(epoch), count: 32)
      let words = ([shown] + Self.keys).map { $0.map { String(format: "%02x", $0) }.joined() }
      return (["POCKET1"] + words).joined(separator: " ") + "\n"
    }.joined()
  }
}
