import Foundation
import SocketTransport
import TestSupport
import Testing

@testable import Transport

@Suite(.serialized) struct DecoratorTests {
  private func received(
    seed: UInt64, faults: LossyTransport.Faults, frames: [[UInt8]], pieceBytes: Int
  ) throws -> [UInt8] {
    let (inner, device) = try SocketTransport.pair()
    let lossy = LossyTransport(
      over: inner, seed: seed, unit: .frame(delimiter: 0), outgoing: faults)
    let reading = Helper {
      var got: [UInt8] = []
      while let piece = try? device.receive(maximumBytes: 4096, timeoutMilliseconds: 1000) {
        got += piece
      }
      return got
    }
    let bytes = frames.flatMap { $0 }
    for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
      let piece = bytes[start..<min(start + pieceBytes, bytes.count)]
      #expect(try lossy.send(piece, timeoutMilliseconds: 1000) == piece.count)
    }
    lossy.close()
    return try reading.value()
  }

  private let frames: [[UInt8]] = (0..<400).map { (number: Int) -> [UInt8] in
    let high = UInt8(1 + number / 250)
    let low = UInt8(1 + number % 250)
    return [high, low, 9, 9, 9, 0]
  }

  @Test func `whole frames are lost at the asked rate, the same ones for the same seed`() throws {
    let faults = LossyTransport.Faults(drop: 0.2)
    let first = try received(seed: 5, faults: faults, frames: frames, pieceBytes: 6)
    #expect(first.count.isMultiple(of: 6))
    #expect((50...110).contains(400 - first.count / 6))
    let pieces = try received(seed: 5, faults: faults, frames: frames, pieceBytes: 1)
    #expect(pieces == first)
    let other = try received(seed: 6, faults: faults, frames: frames, pieceBytes: 6)
    #expect(other != first)
  }

  @Test func `frames are doubled whole and bits flipped one a frame`() throws {
    let doubled = try received(
      seed: 1, faults: .init(duplicate: 1), frames: frames, pieceBytes: 5)
    #expect(doubled == frames.flatMap { $0 + $0 })
    let flipped = try received(seed: 1, faults: .init(flip: 1), frames: frames, pieceBytes: 6)
    let wrong = zip(flipped, frames.flatMap { $0 }).map { ($0 ^ $1).nonzeroBitCount }
    #expect(wrong.reduce(0, +) == 400)
  }

  @Test func `the cable is out after exactly the asked bytes`() throws {
    for limit in [0, 1, 7, 20] {
      let (inner, device) = try SocketTransport.pair()
      let cutting = CuttingTransport(over: inner, afterBytes: limit, counting: .sent)
      var sent = 0
      while let taken = try? cutting.send([1, 2, 3], timeoutMilliseconds: 100) { sent += taken }
      #expect(sent == limit)
      var got = 0
      while let bytes = try? device.receive(maximumBytes: 64, timeoutMilliseconds: 1000) {
        got += bytes.count
      }
      #expect(got == limit)
      #expect(throws: TransportError.closed) {
        try cutting.receive(maximumBytes: 1, timeoutMilliseconds: 10)
      }
    }
  }

  @Test func `what was received counts towards a cut`() throws {
    let (inner, device) = try SocketTransport.pair()
    let cutting = CuttingTransport(over: inner, afterBytes: 5, counting: .both)
    _ = try device.send([1, 2, 3, 4, 5, 6], timeoutMilliseconds: 100)
    _ = try cutting.send([1, 2], timeoutMilliseconds: 100)
    #expect(try cutting.receive(maximumBytes: 64, timeoutMilliseconds: 100) == [1, 2, 3])
    #expect(cutting.passedBytes == 5)
    #expect(throws: TransportError.closed) { try cutting.send([1], timeoutMilliseconds: 100) }
  }

  /// When the first and the last byte of one second of line came out, in microseconds.
  private func passage(
    _ directions: PacedTransport.Directions
  ) throws -> (first: Double, last: Double) {
    let (inner, device) = try SocketTransport.pair()
    let paced = PacedTransport(
      over: inner, baud: 115_200, latencyMilliseconds: 16, directions: directions)
    let isOutgoing = directions == .outgoing
    let (from, to): (any Transport, any Transport) =
      isOutgoing ? (paced, device) : (device, paced)
    let count = 11_520
    let start = MonotonicClock.microseconds
    let sending = Helper {
      try from.send([UInt8](repeating: 3, count: count), timeoutMilliseconds: 5000)
    }
    var got = 0
    var first = 0.0
    while got < count {
      got += try to.receive(maximumBytes: 4096, timeoutMilliseconds: 5000).count
      if first == 0 { first = Double(MonotonicClock.microseconds - start) }
    }
    let last = Double(MonotonicClock.microseconds - start)
    #expect(try sending.value() == count)
    paced.close()
    device.close()
    return (first, last)
  }

  @Test(arguments: [PacedTransport.Directions.outgoing, .incoming])
  func `a paced line keeps its rate and its delay within one per cent`(
    directions: PacedTransport.Directions
  ) throws {
    // Never early; late only when the machine is busy elsewhere, so one passage of five must fit.
    var isExact = false
    for _ in 0..<5 where !isExact {
      let (first, last) = try passage(directions)
      #expect(first >= 16_000 && last >= 1_015_900, "\(first) µs, \(last) µs")
      isExact = first < 26_000 && last < 1_016_000 * 1.01
    }
    #expect(isExact)
  }

  @Test func `the backlog of a paced line falls with its rate`() throws {
    let (inner, device) = try SocketTransport.pair()
    let paced = PacedTransport(over: inner, baud: 100_000, latencyMilliseconds: 0)
    let start = MonotonicClock.microseconds
    #expect(try paced.send([UInt8](repeating: 1, count: 3000), timeoutMilliseconds: 0) == 3000)
    usleep(100_000)
    let backlog = paced.backlogBytes
    // A byte takes 100 µs; what passed is measured around the line, so it is never too little.
    let passed = Int(MonotonicClock.microseconds - start) / 100
    #expect((3000 - passed - 1...2000).contains(backlog), "\(backlog) after \(passed) bytes")
    #expect(try paced.send([UInt8](repeating: 1, count: 9000), timeoutMilliseconds: 0) < 2500)
    device.close()
    paced.close()
  }

  @Test func `the generator gives the published numbers`() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }
}
