/// Six digits that are the same at both ends if nobody is between them: 1 chance in 1,000,000.
package struct PairingDigits: Sendable, Hashable, CustomStringConvertible {
  /// 0 to 999,999.
  package let value: Int

  /// Two groups of three, zeros in front.
  package var description: String {
    let digits = String(1_000_000 + value).dropFirst()
    return "\(digits.prefix(3)) \(digits.suffix(3))"
  }

  /// The pocket commits to its half before it sees the PC's; so neither end can choose the sum.
  init(hash: [UInt8], pc: [UInt8], pocket: [UInt8]) {
    let digest = LabelledHash.of("pairing digits", hash, pc, pocket)
    value = Int(digest.prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) } % 1_000_000)
  }

  static func commitment(hash: [UInt8], pocket: [UInt8]) -> [UInt8] {
    LabelledHash.of("pairing commitment", hash, pocket)
  }
}
