import Testing
import Transport

@testable import Link

/// Two real links over two simulated lines in virtual time.
///
/// Faults by seed: frames dropped, bits flipped, tails cut off, garbage put in, frames doubled,
/// the host started anew with bytes of its earlier session still on the way.
struct Simulation {
  var host: any LinkMachine
  var pocket: any LinkMachine
  var toPocket: SimulatedLine
  var toHost: SimulatedLine
  var now: UInt64 = 1_000
  var hostInbox: [[UInt8]] = []
  var pocketInbox: [[UInt8]] = []
  var hostEvents: [LinkEvent] = []
  var pocketEvents: [LinkEvent] = []
  /// Messages not yet put into the link, by end.
  var hostOutbox: [[UInt8]] = []
  var pocketOutbox: [[UInt8]] = []
  var takesMessages = true

  init(
    seed: UInt64, faults: SimulatedLine.Faults = .init(), bytesPerSecond: Int = 11_520,
    latencyMicroseconds: UInt64 = 16_000, form: LinkForm = .serial,
    configuration: LinkConfiguration = .init()
  ) {
    host = form.link(role: .host, configuration: configuration)
    pocket = form.link(role: .pocket, configuration: configuration)
    toPocket = SimulatedLine(
      bytesPerSecond: bytesPerSecond, latencyMicroseconds: latencyMicroseconds,
      faults: faults, seed: seed &* 2 &+ 1)
    toHost = SimulatedLine(
      bytesPerSecond: bytesPerSecond, latencyMicroseconds: latencyMicroseconds,
      faults: faults, seed: seed &* 2 &+ 2)
  }

  /// Steps until the condition holds or the virtual time is over; true when it holds.
  @discardableResult
  mutating func run(
    forMicroseconds limit: UInt64, until condition: (inout Simulation) -> Bool = { _ in false }
  ) -> Bool {
    let end = now + limit
    settle()
    while !condition(&self) {
      guard let next = nextTime(), next <= end else {
        now = end
        return condition(&self)
      }
      now = max(now, next)
      pocket.receive(toPocket.arrived(now), now: now)
      host.receive(toHost.arrived(now), now: now)
      host.timePassed(now: now)
      pocket.timePassed(now: now)
      settle()
    }
    return true
  }

  private func nextTime() -> UInt64? {
    var times = [toPocket.nextDue, toHost.nextDue, host.nextDeadline, pocket.nextDeadline]
    if host.wantsToSend { times.append(now + 5_000) }
    if pocket.wantsToSend { times.append(now + 5_000) }
    return times.compactMap { $0 }.min()
  }

  private mutating func settle() {
    while let event = host.takeEvent() { hostEvents.append(event) }
    while let event = pocket.takeEvent() { pocketEvents.append(event) }
    Self.feed(&host, from: &hostOutbox)
    Self.feed(&pocket, from: &pocketOutbox)
    if takesMessages {
      while let message = host.takeMessage() { hostInbox.append(message) }
      while let message = pocket.takeMessage() { pocketInbox.append(message) }
    }
    Self.pump(&host, into: &toPocket, now: now)
    Self.pump(&pocket, into: &toHost, now: now)
    while let event = host.takeEvent() { hostEvents.append(event) }
    while let event = pocket.takeEvent() { pocketEvents.append(event) }
  }

  private static func feed(_ link: inout any LinkMachine, from outbox: inout [[UInt8]]) {
    while link.state == .open, let message = outbox.first {
      do {
        try link.send(message)
        outbox.removeFirst()
      } catch {
        return
      }
      if outbox.isEmpty { link.askForReceipt() }
    }
  }

  private static func pump(
    _ link: inout any LinkMachine, into line: inout SimulatedLine, now: UInt64
  ) {
    let room = 2 * FrameLayout.maximumWireBytes - line.backlogBytes(now)
    line.send(link.takeBytes(room: room, now: now), now: now)
  }

  var isSettled: Bool {
    hostOutbox.isEmpty && pocketOutbox.isEmpty && host.isDrained && pocket.isDrained
  }

  static func messages(_ count: Int, maximumBytes: Int, seed: UInt64) -> [[UInt8]] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      random.bytes(Int.random(in: 0...maximumBytes, using: &random))
    }
  }
}
