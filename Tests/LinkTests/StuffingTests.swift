import Testing
import Transport

@testable import Link

@Suite struct StuffingTests {
  private func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    COBS.encode(bytes.span, to: &output)
    return output
  }

  @Test func `the examples of the paper hold`() {
    #expect(encoded([]) == [1])
    #expect(encoded([0]) == [1, 1])
    #expect(encoded([0, 0]) == [1, 1, 1])
    #expect(encoded([0x11, 0x22, 0, 0x33]) == [3, 0x11, 0x22, 2, 0x33])
    #expect(encoded([0x11, 0, 0, 0]) == [2, 0x11, 1, 1, 1])
    #expect(encoded(Array(1...254)) == [255] + Array(1...254))
    #expect(encoded([0] + Array(1...254)) == [1, 255] + Array(1...254))
    #expect(encoded(Array(1...255)) == [255] + Array(1...254) + [2, 255])
    #expect(encoded(Array(2...255) + [0]) == [255] + Array(2...255) + [1, 1])
  }

  @Test func `what is stuffed holds no zero, keeps its bound and comes back`() {
    var random = SplitMix64(seed: 1)
    for length in Array(0...600) + [1024, 1037] {
      var bytes = random.bytes(length)
      if length.isMultiple(of: 2) { for index in bytes.indices { bytes[index] |= 1 } }
      var stuffed = encoded(bytes)
      #expect(!stuffed.contains(0))
      #expect(stuffed.count <= COBS.maximumEncodedBytes(length))
      #expect(COBS.decode(&stuffed))
      #expect(stuffed == bytes)
    }
  }

  @Test func `a code that points past the end or is zero is refused`() {
    for malformed: [UInt8] in [[2], [3, 1], [1, 5, 1], [0], [2, 7, 0]] {
      var bytes = malformed
      #expect(!COBS.decode(&bytes))
    }
  }
}
