import Testing

@testable import SecureChannel

/// Proofs and commitments are compared whole: a difference anywhere is a difference.
@Suite struct LabelledHashTests {
  @Test func `a single wrong bit at any place makes two digests different`() {
    let digest = LabelledHash.of("test", [1, 2, 3])
    #expect(LabelledHash.isEqual(digest, digest))
    for place in digest.indices {
      for bit in 0..<8 {
        var other = digest
        other[place] ^= 1 << bit
        #expect(!LabelledHash.isEqual(digest, other), "bit \(bit) of byte \(place)")
        #expect(!LabelledHash.isEqual(other, digest), "bit \(bit) of byte \(place)")
      }
    }
  }

  @Test func `digests that end alike, and such of other lengths, are different`() {
    let digest = Array(repeating: UInt8(0xFF), count: 32)
    #expect(!LabelledHash.isEqual(digest, Array(repeating: 0, count: 31) + [0xFF]))
    #expect(!LabelledHash.isEqual(digest, Array(digest.dropLast())))
    #expect(!LabelledHash.isEqual([], [0]))
  }
}
