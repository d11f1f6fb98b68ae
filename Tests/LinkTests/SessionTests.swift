import Testing
import Transport

@testable import Link

@Suite struct SessionTests {
  private static let forms = [LinkForm.serial, .bulk]

  private func opened(
    _ form: LinkForm, configuration: LinkConfiguration = .init()
  ) -> Simulation {
    var simulation = Simulation(seed: 1, form: form, configuration: configuration)
    simulation.host.open(epoch: 7, now: simulation.now)
    #expect(
      simulation.run(forMicroseconds: 1_000_000) {
        $0.host.state == .open && $0.pocket.state == .open
      })
    return simulation
  }

  @Test(arguments: forms) func `the pocket says nothing before it hears an open`(form: LinkForm) {
    var pocket = form.link(role: .pocket)
    pocket.receive(SplitMix64(seed: 3).sample(5000), now: 5)
    pocket.timePassed(now: 60_000_000)
    #expect(pocket.takeBytes(room: 10_000, now: 60_000_000).isEmpty)
    #expect(pocket.state == .idle && pocket.nextDeadline == nil)
  }

  @Test(arguments: forms) func `the host opens every quarter second and gives up after ten`(
    form: LinkForm
  ) {
    var simulation = Simulation(seed: 1, form: form)
    simulation.toPocket.isCut = true
    simulation.host.open(epoch: 1, now: simulation.now)
    simulation.run(forMicroseconds: 20_000_000)
    #expect(simulation.hostEvents == [.died(.openTimedOut)])
    #expect((39...41).contains(simulation.host.statistics.framesSent))
    #expect(simulation.pocket.state == .idle)
  }

  @Test(arguments: forms) func `a lost answer to the open is repeated`(form: LinkForm) {
    var simulation = Simulation(seed: 1, form: form)
    simulation.toHost.isCut = true
    simulation.host.open(epoch: 1, now: simulation.now)
    simulation.run(forMicroseconds: 600_000)
    simulation.toHost.isCut = false
    #expect(simulation.run(forMicroseconds: 600_000) { $0.pocket.state == .open })
    #expect(simulation.hostEvents == [.opened] && simulation.pocketEvents == [.opened])
  }

  @Test(arguments: forms) func `own frames that the line reflects are ignored`(form: LinkForm) {
    var host = form.link(role: .host)
    host.open(epoch: 9, now: 0)
    for time in stride(from: UInt64(0), to: 2_000_000, by: 250_000) {
      host.timePassed(now: time)
      host.receive(host.takeBytes(room: 5000, now: time), now: time)
    }
    #expect(host.state == .opening)
    #expect(host.statistics.reflectedFrames == 8)
  }

  @Test func `frames of another session are never taken`() {
    var first = opened(.serial)
    first.hostOutbox = Simulation.messages(3, maximumBytes: 3000, seed: 4)
    first.toPocket.isCut = true
    first.run(forMicroseconds: 100_000)
    var other = SerialLink(role: .host)
    other.open(epoch: 8, now: first.now)
    var stale = SerialLink(role: .host)
    stale.open(epoch: 7, now: 0)
    first.pocket.receive(other.takeBytes(room: 5000, now: first.now), now: first.now)
    let before = first.pocket.statistics.staleFrames
    // A data frame of epoch 7, number 0: exactly what the new session awaits but for its epoch.
    var bytes: [UInt8] = []
    var encoder = FrameEncoder()
    var header = FrameHeader(kind: .data, isFromPocket: false, epoch: 7)
    header.endsMessage = true
    encoder.append(header, payload: [1, 2, 3], to: &bytes)
    first.pocket.receive(bytes, now: first.now)
    #expect(first.pocket.takeMessage() == nil)
    #expect(first.pocket.statistics.staleFrames == before + 1)
  }

  @Test(arguments: forms) func `a new open in a session starts it anew and the pocket is told`(
    form: LinkForm
  ) {
    var simulation = opened(form)
    simulation.pocketOutbox = [[1], [2], [3]]
    #expect(simulation.run(forMicroseconds: 1_000_000) { $0.hostInbox.count == 3 })
    simulation.host = form.link(role: .host)
    simulation.host.open(epoch: 8, now: simulation.now)
    #expect(simulation.run(forMicroseconds: 1_000_000) { $0.pocketEvents.count == 3 })
    #expect(simulation.pocketEvents == [.opened, .reopened, .opened])
    simulation.hostOutbox = [[9]]
    #expect(simulation.run(forMicroseconds: 1_000_000) { $0.pocketInbox == [[9]] })
  }

  @Test(arguments: forms) func `the same epoch by chance is still a new session`(form: LinkForm) {
    var simulation = opened(form)
    simulation.hostOutbox = [[1], [2]]
    simulation.run(forMicroseconds: 1_000_000) { $0.pocketInbox.count == 2 && $0.isSettled }
    simulation.host = form.link(role: .host)
    simulation.host.open(epoch: 7, now: simulation.now)
    simulation.hostOutbox = [[3]]
    #expect(simulation.run(forMicroseconds: 1_000_000) { $0.pocketInbox == [[1], [2], [3]] })
    #expect(simulation.pocketEvents == [.opened, .reopened, .opened])
  }

  @Test(arguments: forms) func `a close sends everything first and both ends learn of it`(
    form: LinkForm
  ) {
    var simulation = opened(form)
    simulation.hostOutbox = Simulation.messages(5, maximumBytes: 4000, seed: 1)
    let expected = simulation.hostOutbox
    simulation.run(forMicroseconds: 1)
    simulation.host.close(now: simulation.now)
    simulation.run(forMicroseconds: 20_000_000) { $0.host.state == .closed }
    #expect(simulation.hostEvents.last == .closed(confirmed: true))
    #expect(simulation.pocketEvents.last == .closedByPeer)
    #expect(simulation.pocketInbox == expected)
  }

  @Test(arguments: forms) func `a close that nobody confirms ends all the same`(form: LinkForm) {
    var simulation = opened(form)
    simulation.toPocket.isCut = true
    simulation.host.close(now: simulation.now)
    simulation.run(forMicroseconds: 5_000_000) { $0.host.state == .closed }
    #expect(simulation.hostEvents.last == .closed(confirmed: false))
  }

  @Test(arguments: forms) func `a reset ends the peer's session`(form: LinkForm) {
    var simulation = opened(form)
    simulation.host.reset(now: simulation.now)
    simulation.run(forMicroseconds: 100_000)
    #expect(simulation.pocketEvents.last == .died(.resetByPeer))
  }

  @Test(arguments: forms)
  func `an idle session stays open and a pulled cable is noticed within eight seconds`(
    form: LinkForm
  ) {
    var simulation = opened(form)
    simulation.run(forMicroseconds: 60_000_000)
    #expect(simulation.host.state == .open && simulation.pocket.state == .open)
    simulation.toPocket.isCut = true
    simulation.toHost.isCut = true
    simulation.run(forMicroseconds: 8_100_000)
    for events in [simulation.hostEvents, simulation.pocketEvents] {
      guard case .died(.peerSilent) = events.last else {
        Issue.record("\(events)")
        return
      }
    }
  }

  @Test func `another version is refused by name`() {
    var host = SerialLink(role: .host)
    host.open(epoch: 2, now: 0)
    var bytes: [UInt8] = []
    var encoder = FrameEncoder()
    encoder.append(
      FrameHeader(kind: .opened, isFromPocket: true, epoch: 2), payload: [2], to: &bytes)
    host.receive(bytes, now: 10)
    #expect(host.takeEvent() == .died(.versionMismatch(peer: 2)))
  }
}

extension SplitMix64 {
  func sample(_ count: Int) -> [UInt8] {
    var copy = self
    return copy.bytes(count)
  }
}
