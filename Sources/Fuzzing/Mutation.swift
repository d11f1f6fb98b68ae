import Transport

/// Changes inputs by chance from a seed: the short form of fuzzing, without coverage.
package struct Mutation {
  private var random: SplitMix64

  /// The same seed gives the same changes.
  package init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// One input made of two of the corpus, at most so long.
  package mutating func next(of corpus: [[UInt8]], maximumBytes: Int) -> [UInt8] {
    var bytes = pick(corpus) ?? []
    for _ in 0...below(4) { change(&bytes, corpus) }
    return Array(bytes.prefix(maximumBytes))
  }

  private mutating func change(_ bytes: inout [UInt8], _ corpus: [[UInt8]]) {
    let place = below(bytes.count + 1)
    switch below(7) {
    case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
    case 1 where place < bytes.count: bytes[place] = UInt8(below(256))
    case 2 where place < bytes.count: bytes[place] = below(2) == 0 ? 0 : 255
    case 3: bytes.removeSubrange(place..<min(place + below(9), bytes.count))
    case 4: bytes.insert(contentsOf: (0...below(8)).map { _ in UInt8(below(256)) }, at: place)
    case 5: bytes.removeLast(below(bytes.count + 1))
    default:
      let other = pick(corpus) ?? []
      let start = below(other.count + 1)
      bytes.insert(contentsOf: other[start...].prefix(below(64) + 1), at: place)
    }
  }

  private mutating func pick(_ corpus: [[UInt8]]) -> [UInt8]? {
    corpus.isEmpty ? nil : corpus[below(corpus.count)]
  }

  private mutating func below(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
}
