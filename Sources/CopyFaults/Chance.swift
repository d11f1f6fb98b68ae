/// The numbers of one seed: the same in every process and with every toolchain (SplitMix64).
package struct Chance {
  private var state: UInt64

  /// The same seed gives the same numbers.
  package init(seed: UInt64) { state = seed }

  /// A number of 0..<limit; 0 for a limit of 0.
  package mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return limit <= 0 ? 0 : Int((z ^ (z >> 31)) % UInt64(limit))
  }
}
