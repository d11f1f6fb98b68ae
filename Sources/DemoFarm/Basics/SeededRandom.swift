import Records

/// Repeatable random numbers (SplitMix64): the same seed gives the same farm on every machine.
struct SeededRandom: Sendable {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func word() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Not the library's `random(in:)`, whose numbers may change with the toolchain.
  mutating func below(_ limit: Int) -> Int {
    precondition(limit > 0, "no number is below \(limit)")
    return Int(word().multipliedFullWidth(by: UInt64(limit)).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  mutating func chance(permille: Int) -> Bool {
    below(1000) < permille
  }

  mutating func pick<Element>(_ list: [Element]) -> Element {
    list[below(list.count)]
  }

  mutating func rowID(on day: CalendarDay, hour: Int = 12) -> RowID {
    let milliseconds = UInt64(day.number) * 86_400_000 + UInt64(hour) * 3_600_000
    return RowID(milliseconds: milliseconds + UInt64(below(3_600_000)), random: word(), word())
  }
}
