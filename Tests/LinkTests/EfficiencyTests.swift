import Testing
import Transport

@testable import Link

@Suite struct EfficiencyTests {
  /// Goodput as a share of the line's rate for one megabyte from the pocket.
  private func goodput(
    seed: UInt64, loss: Double, bytesPerSecond: Int = 11_520, bothWays: Bool = false,
    total: Int = 1_000_000
  ) -> (share: Double, statistics: LinkStatistics) {
    var simulation = Simulation(
      seed: seed, faults: .init(drop: loss), bytesPerSecond: bytesPerSecond)
    simulation.host.open(epoch: 3, now: simulation.now)
    simulation.run(forMicroseconds: 5_000_000) {
      $0.pocket.state == .open && $0.host.state == .open
    }
    let started = simulation.now
    simulation.pocketOutbox = (0..<20).map { SplitMix64(seed: $0).sample(total / 20) }
    if bothWays { simulation.hostOutbox = simulation.pocketOutbox }
    let done = simulation.run(forMicroseconds: 1_000_000_000) {
      $0.hostInbox.count == 20 && (!bothWays || $0.pocketInbox.count == 20)
    }
    #expect(done)
    let seconds = Double(simulation.now - started) / 1e6
    return (Double(total) / seconds / Double(bytesPerSecond), simulation.pocket.statistics)
  }

  @Test func `one per cent loss leaves 96 per cent of 99 per cent of the line`() {
    for seed in UInt64(0)..<8 {
      let (share, statistics) = goodput(seed: seed, loss: 0.01)
      #expect(share >= 0.96 * 0.99, "seed \(seed): \(share)")
      #expect(statistics.dataFramesResent <= 2 * 20, "\(statistics)")
    }
  }

  @Test func `one lost frame in a stream is repeated once, before any time-out`() {
    for lost in 2..<30 {
      var simulation = Simulation(seed: 1)
      simulation.host.open(epoch: 3, now: simulation.now)
      simulation.run(forMicroseconds: 5_000_000) { $0.pocket.state == .open }
      simulation.pocketOutbox = [SplitMix64(seed: 1).sample(40 * 1024)]
      simulation.run(forMicroseconds: 10_000_000) {
        $0.pocket.statistics.dataFramesSent >= UInt64(lost)
      }
      simulation.toHost.loseNewestFrame()
      #expect(simulation.run(forMicroseconds: 20_000_000) { $0.hostInbox.count == 1 })
      let statistics = simulation.pocket.statistics
      #expect(statistics.dataFramesResent == 1 && statistics.timeouts == 0, "frame \(lost)")
    }
  }

  @Test func `a clean line repeats nothing`() {
    for rate in [11_520, 92_160] {
      let (share, statistics) = goodput(seed: 1, loss: 0, bytesPerSecond: rate)
      #expect(share >= 0.97, "\(rate): \(share)")
      #expect(statistics.dataFramesResent == 0, "\(rate): \(statistics)")
    }
  }

  @Test func `a line slower than the first time-out is learned after a few repeats`() {
    let (share, statistics) = goodput(seed: 1, loss: 0, bytesPerSecond: 960, total: 200_000)
    #expect(share >= 0.93, "\(share)")
    #expect(statistics.dataFramesResent <= 6, "\(statistics)")
  }

  @Test func `both directions at once keep their rates`() {
    let (share, _) = goodput(seed: 1, loss: 0.01, bothWays: true)
    #expect(share >= 0.93, "\(share)")
  }
}
