package import PocketProtocol
import Records

/// One session of the pocket: messages of the PC in, messages to the PC out through `send`.
package struct PocketDock {
  /// Puts one message on the line.
  package typealias Send = ([UInt8]) throws(SimulatorFault) -> Void
  /// Runs work while someone else keeps the line alive.
  package typealias Apart = (() throws(SimulatorFault) -> Void) throws(SimulatorFault) -> Void

  /// How the session ended; nil while it goes on.
  package private(set) var outcome: SessionOutcome?

  private let store: PocketStore
  private let program: String
  private let batchBytes: Int
  private let versions: ClosedRange<UInt32>
  private let probeBytes: Int
  private let dataFrames: () -> (sent: UInt64, resent: UInt64, doubled: UInt64)
  private var session = PocketSession()
  private var hub: RowID?

  /// A session that waits for the PC, speaks `versions` and closes batches at about `batchBytes`.
  ///
  /// It answers probes with padding up to `probeBytes` and with what `dataFrames` counted.
  package init(
    store: PocketStore, program: String, batchBytes: Int,
    versions: ClosedRange<UInt32> = ProtocolVersion.oldest...ProtocolVersion.newest,
    probeBytes: Int = 0,
    dataFrames: @escaping () -> (sent: UInt64, resent: UInt64, doubled: UInt64) = { (0, 0, 0) }
  ) {
    self.versions = versions
    self.probeBytes = probeBytes
    self.dataFrames = dataFrames
    self.store = store
    self.program = program
    self.batchBytes = batchBytes
  }

  /// Takes a message and does what it asks for, durably; long work without sending goes to `apart`.
  package mutating func receive(
    _ message: [UInt8], send: Send, apart: Apart = { work throws(SimulatorFault) in try work() }
  ) throws(SimulatorFault) {
    var actions: [PocketAction]
    do {
      actions = try session.receive(message)
    } catch {
      try send(PocketSession.refusal(of: error))
      throw .breach(error)
    }
    while !actions.isEmpty {
      let action = actions.removeFirst()
      do {
        actions += try perform(action, send, apart)
      } catch let fault as ProtocolFault {
        try send(PocketSession.refusal(of: fault))
        throw .breach(fault)
      } catch let fault as SimulatorFault {
        throw fault
      } catch { preconditionFailure("\(error)") }
    }
  }

  private mutating func perform(
    _ action: PocketAction, _ send: Send, _ apart: Apart
  ) throws -> [PocketAction] {
    switch action {
    case .send(let bytes):
      try send(bytes)
    case .greeted(let hello):
      return try answer(hello)
    case .probe(let probe):
      let frames = dataFrames()
      return try session.answer(
        probe, framesSent: frames.sent, framesResent: frames.resent, framesDoubled: frames.doubled)
    case .adopt(let welcome):
      let records = try store.records(of: welcome, hub: hub)
      try apart { () throws(SimulatorFault) in try store.write(records) }
      return try session.adopted(store.adopted(welcome))
    case .offer(let number, let lostAfter):
      try offer(after: number, lostAfter: lostAfter, send)
    case .merged(let facts):
      try store.write([.merged(try ToPocket.merged(facts).encoded())])
    case .stage(_, let encoded):
      try store.write([.staged(encoded)])
    case .apply(let end):
      let record = JournalRecord.applied(try ToPocket.downEnd(end).encoded())
      try apart { () throws(SimulatorFault) in try store.write([record]) }
      return try session.applied()
    case .finished(let outcome):
      self.outcome = outcome
    case .refused(let refusal):
      throw SimulatorFault.refused(refusal)
    }
    return []
  }

  private mutating func answer(_ hello: Hello) throws(ProtocolFault) -> [PocketAction] {
    if let known = store.state.hub, known != hello.hub, store.hasUnsafeChanges {
      return session.refuse(.otherFarm, detail: known.hexadecimal)
    }
    hub = hello.hub
    var introduction = store.introduction(to: hello.hub, program: program)
    introduction.oldestVersion = versions.lowerBound
    introduction.newestVersion = versions.upperBound
    introduction.probeBytes = probeBytes
    return try session.introduce(introduction)
  }

  private mutating func offer(
    after number: UInt64, lostAfter: UInt64?, _ send: Send
  ) throws {
    if let lostAfter {
      for batch in store.state.lost(after: lostAfter, targetBytes: batchBytes) {
        try flush(try session.lost(batch), send)
      }
    }
    var builder = ChangeBatchBuilder(targetBytes: batchBytes)
    for change in store.state.changes.between(number, .max) {
      if try builder.add(change) { continue }
      try flush(try session.offer(builder.finish()), send)
      builder = ChangeBatchBuilder(targetBytes: batchBytes)
      _ = try builder.add(change)
    }
    if !builder.isEmpty { try flush(try session.offer(builder.finish()), send) }
    try flush(try session.offerEnd(), send)
  }

  private func flush(
    _ actions: [PocketAction], _ send: Send
  ) throws(SimulatorFault) {
    for case .send(let bytes) in actions { try send(bytes) }
  }
}
