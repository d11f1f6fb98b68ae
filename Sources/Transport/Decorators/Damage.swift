/// What happens to one direction of a lossy transport; bytes that survive stand in `ready`.
struct Damage {
  private let faults: LossyTransport.Faults
  private let unit: LossyTransport.Unit
  private var random: SplitMix64
  private(set) var ready: [UInt8] = []

  // The unit that is passing now.
  private var isInside = false
  private var passedBytes = 0
  private var isDropped = false
  private var isDoubled = false
  private var copy: [UInt8] = []
  private static let maximumCopyBytes = 1 << 16

  init(_ faults: LossyTransport.Faults, unit: LossyTransport.Unit, seed: UInt64) {
    self.faults = faults
    self.unit = unit
    random = SplitMix64(seed: seed)
  }

  /// Takes bytes in; says how many milliseconds the caller shall wait.
  mutating func pass(_ bytes: ArraySlice<UInt8>) -> Int {
    var wait = 0
    var rest = bytes
    while !rest.isEmpty {
      var length = rest.count
      var isWhole = true
      switch unit {
      case .call: break
      case .frame(let delimiter):
        let end = rest.firstIndex(of: delimiter)
        isWhole = end != nil
        length = end.map { $0 - rest.startIndex + 1 } ?? rest.count
      case .block(let bytes):
        length = min(bytes - passedBytes, rest.count)
        passedBytes = (passedBytes + length) % bytes
        isWhole = passedBytes == 0
      }
      var piece = Array(rest.prefix(length))
      rest = rest.dropFirst(length)
      // A lone delimiter only separates; there is nothing to lose.
      if !isInside, case .frame = unit, isWhole, length == 1 {
        ready += piece
        continue
      }
      if !isInside { wait += begin(&piece) }
      isInside = true
      emit(piece)
      if isWhole { end() }
    }
    return wait
  }

  private mutating func begin(_ piece: inout [UInt8]) -> Int {
    isDropped = random.chance(faults.drop)
    isDoubled = random.chance(faults.duplicate)
    if random.chance(faults.flip) {
      let bit = Int.random(in: 0..<piece.count * 8, using: &random)
      piece[bit / 8] ^= 1 << UInt8(bit % 8)
    }
    return random.chance(faults.delay) ? faults.delayMilliseconds : 0
  }

  private mutating func emit(_ piece: [UInt8]) {
    guard !isDropped else { return }
    ready += piece
    if isDoubled, copy.count + piece.count <= Self.maximumCopyBytes { copy += piece }
  }

  private mutating func end() {
    if isDoubled { ready += copy }
    copy = []
    isInside = false
  }

  /// Removes and gives the oldest surviving bytes.
  mutating func take(_ maximum: Int) -> [UInt8] {
    let part = Array(ready.prefix(maximum))
    ready.removeFirst(part.count)
    return part
  }
}
