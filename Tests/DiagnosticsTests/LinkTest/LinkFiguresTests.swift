import Testing

@testable import Diagnostics

struct LinkFiguresTests {
  /// A test of a line that carries 1,000 bytes in each 0.1 s, with so many repeats a sample.
  private func samples(
    roundTrips: [UInt64] = [20_000], count: Int = 21, resent: UInt64 = 0, sent: UInt64 = 10,
    pocketResent: UInt64 = 0, bytes: UInt64 = 1_000
  ) -> [LinkSample] {
    var (now, frames): (UInt64, LinkSample.Frames) = (0, LinkSample.Frames())
    var samples: [LinkSample] = []
    for took in roundTrips {
      samples.append(
        LinkSample(phase: .roundTrip, asked: now, answered: now + took, bytes: 0, frames: frames))
      now += took
    }
    for phase in [LinkSample.Phase.toPocket, .fromPocket] {
      for _ in 0..<count {
        frames.sent += phase == .toPocket ? sent : 0
        frames.resent += phase == .toPocket ? resent : 0
        frames.pocketSent += phase == .fromPocket ? sent : 0
        frames.pocketResent += phase == .fromPocket ? pocketResent : 0
        let asked = now
        now += 100_000
        samples.append(
          LinkSample(phase: phase, asked: asked, answered: now, bytes: bytes, frames: frames))
      }
    }
    return samples
  }

  @Test func `half and all but one of a hundred are the nearest answers`() {
    let figures = LinkFigures(
      samples(roundTrips: (1...100).map { UInt64($0) * 1_000 }.shuffled()),
      limitBytesPerSecond: nil)
    #expect(figures.medianMicroseconds == 50_000)
    #expect(figures.slowMicroseconds == 99_000)
    #expect(LinkFigures([], limitBytesPerSecond: nil).medianMicroseconds == nil)
    #expect(LinkFigures.quantile([7], 99) == 7)
  }

  @Test func `rate, share and repeats of one direction do not show in the other`() {
    let figures = LinkFigures(samples(resent: 1, pocketResent: 3), limitBytesPerSecond: 20_000)
    #expect(figures.toPocket.bytesPerSecond == 10_000)
    #expect(figures.share(figures.fromPocket) == 0.5)
    #expect(figures.toPocket.loss == LinkFigures.Loss(resent: 20, sent: 200))
    #expect(figures.fromPocket.loss.share == 0.3)
    let even = LinkFigures(samples(count: 25), limitBytesPerSecond: nil).toPocket.rates
    #expect(even.count == 8 && even.allSatisfy { abs($0 - 10_000) < 1 })
    #expect(figures.faults.reduce(0, +) == 84 - 0, "every repeat stands in one stretch")
  }

  @Test func `answers that come at once are no faster line`() {
    var all = samples(count: 61)
    // A lost frame holds three answers up; they come with the fourth.
    for index in all.indices where index % 4 != 1 {
      let held = (index + 2) / 4 * 4 + 1
      if index > 0, held < all.count { all[index].answered = all[held].answered }
    }
    let figures = LinkFigures(all, limitBytesPerSecond: nil)
    #expect(figures.toPocket.rates.count == 20)
    #expect(figures.toPocket.rates.max() ?? 0 <= 14_000, "\(figures.toPocket.rates)")
    let mean = figures.toPocket.rates.reduce(0, +) / 20
    #expect(abs(mean - (figures.toPocket.bytesPerSecond ?? 0)) < 1)
  }

  @Test func `a limit that the line passes is not the line's`() {
    let figures = LinkFigures(samples(), limitBytesPerSecond: 5_000)
    #expect(figures.limitBytesPerSecond == nil && figures.share(figures.toPocket) == nil)
    #expect(LinkFigures(samples(), limitBytesPerSecond: 9_000).limitBytesPerSecond == 9_000)
  }

  @Test func `what came twice was not lost, however often it was repeated`() {
    var all = samples(resent: 2, pocketResent: 2)
    for index in all.indices {
      all[index].frames.pocketDoubled = all[index].frames.resent / 2
      all[index].frames.doubled = all[index].frames.pocketResent
    }
    let figures = LinkFigures(all, limitBytesPerSecond: nil)
    #expect(figures.toPocket.loss == LinkFigures.Loss(resent: 20, sent: 200))
    #expect(figures.fromPocket.loss == LinkFigures.Loss(resent: 0, sent: 200))
  }

  @Test(arguments: [
    (UInt64(0), UInt64(0), UInt64(10_000), [UInt64(20_000)], LinkVerdict.good),
    (1, 0, 10_000, [20_000], .faulty), (0, 1, 10_000, [20_000], .faulty),
    (30, 0, 10_000, [20_000], .hopeless), (0, 0, 20_000, [20_000], .slow),
    (0, 0, 10_000, [10_000, 10_000, 900_000], .unsteady),
  ])
  func `each verdict has its figures`(
    resent: UInt64, pocketResent: UInt64, limit: UInt64, roundTrips: [UInt64],
    verdict: LinkVerdict
  ) {
    let figures = LinkFigures(
      samples(roundTrips: roundTrips, resent: resent, sent: 100, pocketResent: pocketResent),
      limitBytesPerSecond: Int(limit))
    #expect(LinkVerdict(figures) == verdict)
  }

  @Test func `a line whose limit nobody knows is not called slow, and one not asked is unknown`() {
    let figures = LinkFigures(samples(bytes: 1), limitBytesPerSecond: nil)
    #expect(LinkVerdict(figures) == .good)
    #expect(LinkVerdict(figures, hasProbes: false) == .unknown)
    let lossy = LinkFigures(samples(resent: 5), limitBytesPerSecond: nil)
    #expect(LinkVerdict(lossy, hasProbes: false) == .hopeless)
  }

  @Test func `a plot has a point a value inside its frame, and none of nothing`() throws {
    let plot = LinePlot(
      title: "t", [.init("a", style: "first", [0, 5, 10])], limit: 12, numbers: { "\($0)" })
    let points = try #require(plot.figure.firstMatch(of: /points="([^"]+)"/))
    let pairs = points.1.split(separator: " ").map { pair in
      pair.split(separator: ",").compactMap { Double($0) }
    }
    #expect(pairs.count == 3 && pairs.allSatisfy { $0.count == 2 })
    #expect(pairs.allSatisfy { (60...630).contains($0[0]) && (12...148).contains($0[1]) })
    #expect(pairs[0][1] > pairs[1][1] && pairs[1][1] > pairs[2][1], "more is higher")
    #expect(plot.figure.contains("class=\"limit\""))
    #expect(LinePlot(title: "t", [.init("a", style: "b", [])], numbers: { "\($0)" }).figure == "")
  }
}
