import PocketProtocol
import Records

/// Runs the pocket's session machine on what the PC said; what goes out must be what went out.
///
/// Another app may write the same message in other bytes: what it says is compared.
package struct PocketReplay {
  private let messages: [RecordedMessage]
  private let schema: SyncSchema?
  private var report = MachineReport()
  private var machine = PocketSession()
  private var introduction: PocketIntroduction?
  private var welcome: WelcomeFacts?
  /// The number of the newest change that went out.
  private var offered: UInt64 = 0
  private var hasOffered = false
  /// What the machine sends and was not seen yet.
  private var due: [[UInt8]] = []

  /// A session from its messages and the schema in force.
  package init(_ recording: Recording) {
    messages = recording.messages
    schema = recording.schema.flatMap { SyncSchema(inWelcome: $0) }
  }

  /// Replays to the end, or to the first message that differs.
  package mutating func run() -> MachineReport {
    for (index, message) in messages.enumerated() where report.differsAt == nil {
      do throws(ProtocolFault) {
        if message.isFromPocket {
          report.messages += 1
          try say(message.bytes, index + 1)
        } else {
          try hear(message.bytes, index + 1)
        }
      } catch { due.append(PocketSession.refusal(of: error)) }
    }
    report.isWhole = due.isEmpty && machine.state == .ended
    return report
  }

  private mutating func take(_ actions: [PocketAction]) {
    for case .send(let bytes) in actions { due.append(bytes) }
  }

  private mutating func hear(_ bytes: [UInt8], _ place: Int) throws(ProtocolFault) {
    for action in try machine.receive(bytes) {
      switch action {
      case .send(let bytes): due.append(bytes)
      case .adopt(let welcome):
        self.welcome = welcome.facts
        try adopt(welcome.facts, place)
      case .apply: take(try machine.applied())
      case .greeted, .offer, .merged, .stage, .finished, .refused, .probe: break
      }
    }
  }

  private mutating func adopt(_ facts: WelcomeFacts, _ place: Int) throws(ProtocolFault) {
    guard let known = facts.schema ?? schema, known.fingerprint == facts.fingerprint,
      let introduction
    else { return report.differ(at: place, "Welcome.schema") }
    offered = facts.receivedNumber
    let isSetBack = facts.incarnation != introduction.incarnation
    let newest = newestOffered ?? introduction.last
    take(
      try machine.adopted(
        AdoptedFacts(
          firstNumber: isSetBack ? 1 : introduction.firstNumber,
          last: isSetBack ? newest : introduction.last,
          receivedNonce: isSetBack ? nil : nonce(of: facts.receivedNumber), schema: known)))
  }

  private func nonce(of number: UInt64) -> UInt64? {
    introduction?.recent.first { $0.number == number }?.nonce
  }

  /// The last change of the session, as UpEnd names it.
  private var newestOffered: DotCheck? {
    for message in messages where message.isFromPocket {
      if case .upEnd(let dot)? = try? ToPC(decoding: message.bytes) { return dot }
    }
    return nil
  }

  private mutating func say(_ bytes: [UInt8], _ place: Int) throws(ProtocolFault) {
    guard let message = try? ToPC(decoding: bytes) else {
      return report.differ(at: place, "no message")
    }
    if case .refusal(let refusal) = message {
      if due.isEmpty { take(machine.refuse(refusal.code, detail: refusal.detail)) }
    } else if due.isEmpty, try !act(message) {
      return report.differ(at: place, "\(message.name) in \(machine.state.rawValue)")
    }
    guard !due.isEmpty else { return report.differ(at: place, message.name) }
    let said = due.removeFirst()
    if said == bytes { return }
    report.isExact = false
    guard (try? ToPC(decoding: said))?.contents == message.contents else {
      return report.differ(at: place, message.name)
    }
  }

  /// What the rim did for this message to go out; false where the machine is not there.
  private mutating func act(_ message: ToPC) throws(ProtocolFault) -> Bool {
    switch (message, machine.state) {
    case (.introduction(let introduction), .greeted):
      self.introduction = introduction
      take(try machine.introduce(introduction))
    case (.lostBatch(let batch), .offering) where !hasOffered:
      take(try machine.lost(batch))
    case (.upBatch(let batch), .offering) where batch.first == offered + 1:
      (offered, hasOffered) = (batch.last, true)
      take(try machine.offer(batch))
    case (.upEnd(let dot), .offering) where offered >= dot.number && offered >= newest:
      take(try machine.offerEnd())
    default: return false
    }
    return true
  }

  private var newest: UInt64 {
    guard let introduction, let welcome else { return .max }
    return welcome.incarnation == introduction.incarnation
      ? introduction.last.number : newestOffered?.number ?? 0
  }
}
