import Transport

@testable import Link

/// One direction of a line in virtual time: rate, delay, and damage that keeps the order.
struct SimulatedLine {
  struct Faults {
    var drop = 0.0
    var flip = 0.0
    var truncate = 0.0
    var insert = 0.0
    var duplicate = 0.0
  }

  let microsecondsPerByte: Double
  let latencyMicroseconds: UInt64
  var faults: Faults
  var isCut = false
  private var random: SplitMix64
  private var freeAt = 0.0
  private var underWay: [(due: UInt64, bytes: [UInt8])] = []

  init(bytesPerSecond: Int, latencyMicroseconds: UInt64, faults: Faults, seed: UInt64) {
    microsecondsPerByte = 1_000_000 / Double(bytesPerSecond)
    self.latencyMicroseconds = latencyMicroseconds
    self.faults = faults
    random = SplitMix64(seed: seed)
  }

  func backlogBytes(_ now: UInt64) -> Int {
    max(0, Int((freeAt - Double(now)) / microsecondsPerByte))
  }

  var nextDue: UInt64? { underWay.first?.due }

  mutating func send(_ bytes: [UInt8], now: UInt64) {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0).map { $0 + 1 } ?? bytes.count
      let frame = Array(bytes[start..<end])
      freeAt = max(freeAt, Double(now)) + Double(frame.count) * microsecondsPerByte
      let due = UInt64(freeAt) + latencyMicroseconds
      if !isCut { for piece in damaged(frame) { underWay.append((due, piece)) } }
      start = end
    }
  }

  private mutating func damaged(_ frame: [UInt8]) -> [[UInt8]] {
    if random.chance(faults.drop) { return [] }
    var frame = frame
    if random.chance(faults.flip) {
      frame[Int.random(in: frame.indices, using: &random)] ^=
        1
        << UInt8.random(
          in: 0...7, using: &random)
    }
    if random.chance(faults.truncate) {
      frame.removeLast(Int.random(in: 0...frame.count, using: &random))
    }
    if random.chance(faults.insert) {
      let garbage = random.bytes(Int.random(in: 1...40, using: &random))
      frame.insert(contentsOf: garbage, at: Int.random(in: 0...frame.count, using: &random))
    }
    return random.chance(faults.duplicate) ? [frame, frame] : [frame]
  }

  /// What was sent last never arrives.
  mutating func loseNewestFrame() {
    underWay.removeLast()
  }

  mutating func arrived(_ now: UInt64) -> [UInt8] {
    let count = underWay.prefix { $0.due <= now }.count
    defer { underWay.removeFirst(count) }
    return underWay.prefix(count).flatMap(\.bytes)
  }
}
