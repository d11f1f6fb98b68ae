import Testing
import Transport

@testable import Link

/// What a link says of the frames that its line lost on their way here.
@Suite struct LossTests {
  private func counts(_ faults: SimulatedLine.Faults) -> (LinkStatistics, LinkStatistics) {
    var simulation = Simulation(
      seed: 7, faults: faults, bytesPerSecond: 92_160, latencyMicroseconds: 2_000)
    let up = Simulation.messages(40, maximumBytes: 4000, seed: 3)
    simulation.pocketOutbox = up
    simulation.host.open(epoch: 7, now: simulation.now)
    let done = simulation.run(forMicroseconds: 300_000_000) {
      $0.hostInbox.count == up.count && $0.isSettled
    }
    #expect(done)
    return (simulation.host.statistics, simulation.pocket.statistics)
  }

  @Test func `on a sound line nothing is missed`() {
    let (host, pocket) = counts(SimulatedLine.Faults())
    #expect(host.dataFramesMissed == 0)
    #expect(host.dataFramesHeard == pocket.dataFramesSent && pocket.dataFramesSent > 100)
  }

  @Test func `every frame that the line lost is counted where it should have come`() {
    let (host, pocket) = counts(SimulatedLine.Faults(drop: 0.03, flip: 0.03))
    let known = host.dataFramesHeard + host.dataFramesMissed
    // Of the last frames nobody hears that they were sent.
    #expect(known <= pocket.dataFramesSent && known + 3 >= pocket.dataFramesSent)
    let permille = host.dataFramesMissed * 1000 / known
    #expect((30...110).contains(permille), "\(permille)")
  }

  @Test func `what comes twice is no loss`() {
    let (host, _) = counts(SimulatedLine.Faults(duplicate: 0.1))
    #expect(host.dataFramesMissed == 0 && host.duplicateFrames > 0)
  }
}
