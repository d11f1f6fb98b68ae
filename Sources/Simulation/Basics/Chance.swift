import Records

/// The numbers of one seed: the same in every process and with every toolchain (SplitMix64).
///
/// Safe to share: a run lives on one thread at a time, and so does every closure that draws here.
final class Chance: @unchecked Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  func word() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number of 0..<limit; 0 for a limit of 0.
  func below(_ limit: Int) -> Int { limit <= 0 ? 0 : Int(word() % UInt64(limit)) }

  /// True in so many of a hundred.
  func percent(_ share: Int) -> Bool { below(100) < share }

  /// One of them; nil where there is none.
  func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }

  /// One of them, as often as its weight says.
  func pick<Element>(weighted elements: [(Element, Int)]) -> Element {
    var place = below(elements.reduce(0) { $0 + $1.1 })
    for (element, weight) in elements {
      if place < weight { return element }
      place -= weight
    }
    preconditionFailure("weights of \(elements.count) elements")
  }

  /// A row of numbers of its own, so that one node's draws never move another's.
  func branch() -> Chance { Chance(seed: word()) }
}
