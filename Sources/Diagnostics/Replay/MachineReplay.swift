import PocketProtocol
package import Records

/// What a replay of one end's session machine found.
package struct MachineReport: Sendable, Hashable {
  /// Messages that were compared: those of the end that is replayed.
  package var messages = 0
  /// The first message, from 1 among all, that differs or that the machine does not take there.
  package var differsAt: Int?
  /// What it was, for a technician.
  package var detail = ""
  /// True where every message is the recorded one to the bit, not only in what it says.
  package var isExact = true
  /// True where the session came to its end, and nothing that the machine said is missing.
  package var isWhole = false

  mutating func differ(at place: Int, _ detail: String) {
    guard differsAt == nil else { return }
    (differsAt, self.detail) = (place, detail)
  }
}

/// Runs the PC's session machine on what the pocket said; what goes out must be what went out.
///
/// The rim's answers are taken from the messages that carried them.
package struct PCReplay {
  private let messages: [RecordedMessage]
  private let schema: SyncSchema?
  private var report = MachineReport()
  private var machine: PCSession?
  /// What the machine sends and was not seen yet.
  private var due: [[UInt8]] = []
  private var last: UInt64 = 0
  private var cursor = FeedCursor.start

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
          try hear(message.bytes)
        } else {
          report.messages += 1
          try say(message.bytes, index + 1)
        }
      } catch {
        // The machine's own fault goes out as a refusal, if anything does.
        due.append(PCSession.refusal(of: error))
      }
    }
    report.isWhole = due.isEmpty && machine?.state == .ended
    return report
  }

  private mutating func hear(_ bytes: [UInt8]) throws(ProtocolFault) {
    guard let actions = try machine?.receive(bytes) else { return }
    take(actions)
    if case .upEnd(let dot)? = try? ToPC(decoding: bytes) { last = dot.number }
  }

  private mutating func take(_ actions: [PCAction]) {
    for case .send(let bytes) in actions { due.append(bytes) }
  }

  private mutating func say(_ bytes: [UInt8], _ place: Int) throws(ProtocolFault) {
    guard let message = try? ToPocket(decoding: bytes) else {
      return report.differ(at: place, "no message")
    }
    if case .refusal(let refusal) = message {
      // A machine that had no fault was told by its rim to refuse.
      if due.isEmpty { take(machine?.refuse(refusal.code, detail: refusal.detail) ?? []) }
    } else if due.isEmpty, try !act(message) {
      return report.differ(at: place, "\(message.name) in \(machine?.state.rawValue ?? "-")")
    }
    guard !due.isEmpty, due.removeFirst() == bytes else {
      return report.differ(at: place, message.name)
    }
  }

  /// What the rim did for this message to go out; false where the machine is not there.
  private mutating func act(_ message: ToPocket) throws(ProtocolFault) -> Bool {
    switch (message, machine?.state) {
    case (.hello(let hello), nil):
      var machine = PCSession(facts: facts(hello))
      take(try machine.start())
      self.machine = machine
    case (.welcome(let welcome), .introduced):
      var facts = welcome.facts
      guard let known = facts.schema ?? schema, known.fingerprint == facts.fingerprint else {
        return false
      }
      facts.schema = known
      take(try machine?.welcome(facts) ?? [])
    case (.merged(let merged), .merging):
      guard merged.number == last else { return false }
      take(try machine?.merged(merged) ?? [])
    case (.downBatch(let batch), .feeding) where batch.cursor >= cursor:
      cursor = batch.cursor
      take(try machine?.down(batch.rows, cursor: batch.cursor) ?? [])
    case (.downEnd(let end), .feeding) where end.cursor >= cursor:
      cursor = end.cursor
      take(try machine?.downEnd(cursor: end.cursor, rows: end.rows) ?? [])
    default: return false
    }
    return true
  }

  private func facts(_ hello: Hello) -> PCFacts {
    let isDelivery = messages.contains { message in
      guard case .welcome(let welcome)? = try? ToPocket(decoding: message.bytes) else {
        return false
      }
      return !message.isFromPocket && welcome.facts.deliverOnly
    }
    return PCFacts(
      session: hello.session, hub: hello.hub, farmName: hello.farmName, program: hello.program,
      wallMilliseconds: hello.wallMilliseconds, deliverOnly: isDelivery)
  }
}

extension SyncSchema {
  /// The schema in a recording's `Welcome`; nil where there is none.
  package init?(inWelcome bytes: [UInt8]) {
    guard case .welcome(let welcome)? = try? ToPocket(decoding: bytes),
      let schema = welcome.facts.schema
    else { return nil }
    self = schema
  }
}
