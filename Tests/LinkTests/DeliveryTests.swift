import Testing
import Transport

@testable import Link

@Suite struct DeliveryTests {
  private static let harsh = SimulatedLine.Faults(
    drop: 0.05, flip: 0.03, truncate: 0.02, insert: 0.02, duplicate: 0.03)

  @Test func `a lossy line delivers every message once and in order, both ways, or dies`() {
    var survived = 0
    for seed in UInt64(0)..<300 {
      var simulation = Simulation(
        seed: seed, faults: Self.harsh, bytesPerSecond: 92_160,
        latencyMicroseconds: seed % 40_000)
      let down = Simulation.messages(12, maximumBytes: 4000, seed: seed)
      let up = Simulation.messages(12, maximumBytes: 4000, seed: ~seed)
      simulation.hostOutbox = down
      simulation.pocketOutbox = up
      simulation.host.open(epoch: UInt16(seed), now: simulation.now)
      let done = simulation.run(forMicroseconds: 300_000_000) {
        $0.hostInbox.count == up.count && $0.pocketInbox.count == down.count && $0.isSettled
          || $0.hostEvents.last?.isEnd == true || $0.pocketEvents.last?.isEnd == true
      }
      #expect(done, "seed \(seed): neither done nor dead")
      #expect(simulation.pocketInbox == Array(down.prefix(simulation.pocketInbox.count)))
      #expect(simulation.hostInbox == Array(up.prefix(simulation.hostInbox.count)))
      if simulation.isSettled { survived += 1 }
    }
    #expect(survived == 300)
  }

  @Test func `sessions cut at any moment never mix their messages`() {
    for seed in UInt64(0)..<150 {
      var random = SplitMix64(seed: seed)
      var simulation = Simulation(
        seed: seed, faults: Self.harsh, bytesPerSecond: 92_160,
        latencyMicroseconds: random.next() % 100_000)
      for session in 0..<5 {
        let down = tagged(session, Simulation.messages(8, maximumBytes: 3000, seed: random.next()))
        let up = tagged(
          session + 100, Simulation.messages(8, maximumBytes: 3000, seed: random.next()))
        let epoch = UInt16(truncatingIfNeeded: random.next())
        simulation.host = SerialLink(role: .host)
        simulation.host.open(epoch: epoch, now: simulation.now)
        simulation.hostOutbox = down
        simulation.pocketOutbox = []
        simulation.hostInbox = []
        simulation.run(forMicroseconds: 12_000_000) {
          $0.pocket.state == .open && $0.pocketEpoch == epoch
        }
        // From here on the pocket serves the new session only.
        simulation.pocketOutbox = up
        let isLast = session == 4
        simulation.run(
          forMicroseconds: isLast ? 300_000_000 : random.next() % 1_500_000
        ) {
          $0.isSettled && $0.hostInbox.count == 8 && $0.ownMessages(session) == 8
        }
        #expect(simulation.hostInbox == Array(up.prefix(simulation.hostInbox.count)))
        let got = simulation.pocketInbox.filter { $0[0] == UInt8(session) }
        #expect(got == Array(down.prefix(got.count)), "seed \(seed) session \(session)")
        if isLast { #expect(got.count == 8 && simulation.hostInbox.count == 8, "seed \(seed)") }
      }
      let order = simulation.pocketInbox.map { $0[0] }
      #expect(order == order.sorted(), "seed \(seed): a stale message came later")
    }
  }

  private func tagged(_ tag: Int, _ messages: [[UInt8]]) -> [[UInt8]] {
    messages.map { [UInt8(tag)] + $0 }
  }

  @Test func `a message of the limit passes and one byte more is refused`() throws {
    var simulation = Simulation(seed: 1, bytesPerSecond: 2_000_000)
    simulation.host.open(epoch: 3, now: simulation.now)
    simulation.run(forMicroseconds: 1_000_000) { $0.host.state == .open }
    let limit = 1 << 20
    let message = SplitMix64(seed: 1).sample(limit)
    #expect(throws: LinkError.messageTooLong(bytes: limit + 1, limitBytes: limit)) {
      try simulation.host.send(message + [0])
    }
    simulation.hostOutbox = [message]
    #expect(simulation.run(forMicroseconds: 20_000_000) { $0.pocketInbox.count == 1 })
    #expect(simulation.pocketInbox == [message])
  }

  @Test func `a peer whose message grows above the limit ends the session`() {
    var simulation = Simulation(seed: 1)
    var small = LinkConfiguration()
    small.maximumMessageBytes = 2000
    simulation.pocket = SerialLink(role: .pocket, configuration: small)
    simulation.host.open(epoch: 3, now: simulation.now)
    simulation.hostOutbox = [SplitMix64(seed: 1).sample(2001)]
    simulation.run(forMicroseconds: 2_000_000)
    #expect(simulation.pocketEvents.last == .died(.peerMessageTooLong(limitBytes: 2000)))
    #expect(simulation.pocketInbox.isEmpty)
  }

  @Test func `a receiver that takes nothing stops the sender and lets it go on later`() {
    var configuration = LinkConfiguration()
    configuration.maximumUndeliveredBytes = 10_000
    var simulation = Simulation(
      seed: 5, faults: Self.harsh, bytesPerSecond: 92_160, configuration: configuration)
    let messages = Simulation.messages(60, maximumBytes: 3000, seed: 5)
    simulation.host.open(epoch: 3, now: simulation.now)
    simulation.hostOutbox = messages
    simulation.takesMessages = false
    simulation.run(forMicroseconds: 30_000_000)
    #expect(simulation.pocket.statistics.payloadBytesReceived < 10_000 + 12 * 1024)
    #expect(simulation.host.state == .open && simulation.pocket.state == .open)
    simulation.takesMessages = true
    #expect(simulation.run(forMicroseconds: 30_000_000) { $0.pocketInbox.count == 60 })
    #expect(simulation.pocketInbox == messages)
  }

  @Test func `an acknowledgement of what was never sent ends the session`() {
    var simulation = Simulation(seed: 1)
    simulation.host.open(epoch: 3, now: simulation.now)
    simulation.run(forMicroseconds: 1_000_000) { $0.host.state == .open }
    var bytes: [UInt8] = []
    var encoder = FrameEncoder()
    var header = FrameHeader(kind: .acknowledge, isFromPocket: true, epoch: 3)
    header.cumulative = 1
    encoder.append(header, payload: [0, 0, 0, 0], to: &bytes)
    simulation.host.receive(bytes, now: simulation.now)
    #expect(simulation.host.takeEvent() == .died(.impossibleAcknowledgement(sequence: 1)))
  }
}

extension LinkEvent {
  var isEnd: Bool {
    switch self {
    case .died, .closed, .closedByPeer: true
    case .opened, .reopened: false
    }
  }
}

extension Simulation {
  var pocketEpoch: UInt16? { (pocket as? SerialLink)?.session.epoch }

  func ownMessages(_ session: Int) -> Int {
    pocketInbox.count { $0[0] == UInt8(session) }
  }
}
