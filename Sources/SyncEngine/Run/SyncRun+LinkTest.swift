package import Diagnostics
import FarmDatabase
import Link
import PocketProtocol
import Records
import SealedChannel
import Transport

/// What a test of the line to one pocket found.
package struct LinkTestReport: Sendable {
  /// The pocket.
  package var label: String
  /// The line.
  package var address: String
  /// What the line carries at most, bytes a second; nil where nobody knows.
  package var limitBytesPerSecond: Int?
  /// False where the pocket does not know the test: then only its introduction was timed.
  package var hasProbes: Bool
  /// Every answer, in order.
  package var samples: [LinkSample]
}

extension SyncRun {
  /// Asks the pocket at an address for answers that only test the line; nothing is kept anywhere.
  package func testLink(
    _ address: PocketAddress, seconds: Int, phase: (LinkSample.Phase) -> Void
  ) throws(SyncError) -> LinkTestReport {
    // The line knows its rate only while it is open.
    var limit: Int?
    let connect = connect
    let run = SyncRun(
      farm, addresses: addresses,
      connect: { address throws(TransportError) in
        let transport = try connect(address)
        limit = transport.lineBytesPerSecond
        return transport
      },
      keys: keys, patience: patience, program: program, run: self.run, stop: stop, report: report)
    return try run.withLine(to: address) { line throws(SyncError) in
      var visit = LinkVisit(farm, over: line, address: address.text, program: program, stop: stop)
      return try visit.perform(seconds: seconds, limit: { limit }, phase: phase)
    }
  }
}

/// One session that goes no further than the introduction, and asks probes there.
struct LinkVisit {
  private static let roundTripsMaximum = 200
  /// So many long probes are on their way at once: the line must never wait for a question.
  private static let ahead = 2
  private static let paddingBytesMinimum = 1_024
  /// A probe takes a quarter of a second at least, so that a slow line shows steps.
  private static let probesPerSecond = 4

  private let farm: FarmDatabase
  private let line: SealedLine
  private let address: String
  private let stop: StopSignal
  private var machine: PCSession
  private var start: UInt64 = 0
  private var number: UInt64 = 0
  private var samples: [LinkSample] = []
  private var pocketFrames: (sent: UInt64, resent: UInt64, doubled: UInt64) = (0, 0, 0)

  init(
    _ farm: FarmDatabase, over line: SealedLine, address: String, program: String,
    stop: StopSignal
  ) {
    self.farm = farm
    self.line = line
    self.address = address
    self.stop = stop
    machine = PCSession(
      facts: PCFacts(
        session: farm.surroundings.freshID(), hub: farm.hub, farmName: farm.farmName,
        program: program, wallMilliseconds: farm.surroundings.nowMilliseconds))
  }

  mutating func perform(
    seconds: Int, limit: () -> Int?, phase: (LinkSample.Phase) -> Void
  ) throws(SyncError) -> LinkTestReport {
    let proven: RowID?
    do throws(SealedChannelError) {
      proven = try line.begin(timeoutMilliseconds: PocketVisit.openMilliseconds)
    } catch {
      line.finish(timeoutMilliseconds: PocketVisit.stopMilliseconds)
      throw SyncError(error, at: address)
    }
    start = MonotonicClock.microseconds
    let introduction = try meet()
    if let proven, proven != introduction.device { throw .otherDevice(at: address) }
    let bytes = introduction.probeBytes
    if bytes >= Self.paddingBytesMinimum {
      let rate = limit() ?? .max
      let padding = min(
        bytes, ProtocolLimit.probeBytes.maximum,
        max(Self.paddingBytesMinimum, rate / Self.probesPerSecond))
      let whole = UInt64(max(1, seconds)) * 1_000_000
      phase(.roundTrip)
      try ask(.roundTrip, 0, 0, ahead: 1, until: now + whole / 4, atMost: Self.roundTripsMaximum)
      phase(.toPocket)
      try ask(.toPocket, padding, 0, ahead: Self.ahead, until: now + whole * 3 / 8)
      phase(.fromPocket)
      try ask(.fromPocket, 0, padding, ahead: Self.ahead, until: now + whole * 3 / 8)
    }
    if case .send(let bytes)? = machine.refuse(.stopped, detail: "link-test").first {
      try pass(bytes)
    }
    line.finish(timeoutMilliseconds: PocketVisit.closeMilliseconds)
    return LinkTestReport(
      label: introduction.label, address: address, limitBytesPerSecond: limit(),
      hasProbes: bytes >= Self.paddingBytesMinimum, samples: samples)
  }

  private var now: UInt64 { MonotonicClock.microseconds - start }

  /// Hello and the introduction: the first round trip, which every pocket answers.
  private mutating func meet() throws(SyncError) -> PocketIntroduction {
    let asked = now
    for case .send(let bytes) in try speak({ machine throws(ProtocolFault) in try machine.start() })
    { try pass(bytes) }
    let message = try listen()
    let actions = try speak { machine throws(ProtocolFault) in try machine.receive(message) }
    guard case .introduced(let introduction)? = actions.first else {
      if case .refused(let refusal)? = actions.first {
        throw .refusedByPocket(refusal, at: address)
      }
      throw .pocketSilent(at: address, seconds: 0)
    }
    if introduction.probeBytes < Self.paddingBytesMinimum { take(.roundTrip, asked: asked, 0) }
    return introduction
  }

  /// Keeps so many questions on their way until the time is over, then waits for the rest.
  private mutating func ask(
    _ phase: LinkSample.Phase, _ padding: Int, _ answer: Int, ahead: Int, until end: UInt64,
    atMost limit: Int = .max
  ) throws(SyncError) {
    var waiting: [(number: UInt64, asked: UInt64)] = []
    var count = 0
    repeat {
      while waiting.count < ahead, now < end || count == 0, count < limit {
        number += 1
        count += 1
        let probe = Probe(number: number, paddingBytes: padding, answerBytes: answer)
        waiting.append((number, now))
        let actions = try speak { machine throws(ProtocolFault) in try machine.probe(probe) }
        for case .send(let bytes) in actions { try pass(bytes) }
      }
      try stop.checkRun()
      let message = try listen()
      for action in try speak({ machine throws(ProtocolFault) in try machine.receive(message) }) {
        switch action {
        case .probed(let probed):
          guard let first = waiting.first, probed.number == first.number,
            probed.paddingBytes == answer
          else { throw .protocolFault(.contradiction("Probed.number"), at: address) }
          waiting.removeFirst()
          pocketFrames = (probed.framesSent, probed.framesResent, probed.framesDoubled)
          take(phase, asked: first.asked, UInt64(max(padding, answer)))
        case .refused(let refusal): throw .refusedByPocket(refusal, at: address)
        default: break
        }
      }
    } while !waiting.isEmpty || (now < end && count < limit)
  }

  private mutating func take(_ phase: LinkSample.Phase, asked: UInt64, _ bytes: UInt64) {
    let counts = line.statistics ?? LinkStatistics()
    let counted = LineMeasure(counts)
    var frames = LinkSample.Frames()
    frames.sent = counted.framesSent
    frames.resent = counted.framesResent
    frames.broken = counted.framesBroken
    frames.wireBytesSent = counted.sentBytes
    frames.doubled = counts.duplicateFrames
    (frames.pocketSent, frames.pocketResent, frames.pocketDoubled) = pocketFrames
    samples.append(
      LinkSample(phase: phase, asked: asked, answered: now, bytes: bytes, frames: frames))
  }

  private mutating func speak(
    _ act: (inout PCSession) throws(ProtocolFault) -> [PCAction]
  ) throws(SyncError) -> [PCAction] {
    do throws(ProtocolFault) { return try act(&machine) } catch {
      throw .protocolFault(error, at: address)
    }
  }

  private func listen() throws(SyncError) -> [UInt8] {
    let seconds = PocketVisit.answerSeconds
    do throws(SealedChannelError) {
      if let message = try line.receive(timeoutMilliseconds: seconds * 1_000) { return message }
    } catch { throw SyncError(error, at: address) }
    throw .pocketSilent(at: address, seconds: seconds)
  }

  private func pass(_ bytes: [UInt8]) throws(SyncError) {
    do throws(SealedChannelError) { try line.pass(bytes) } catch {
      throw SyncError(error, at: address)
    }
  }
}
