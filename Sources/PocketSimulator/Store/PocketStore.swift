package import PocketProtocol
package import Records

/// The pocket's own store in a folder: what a call acknowledged is on the disk when it returns.
package final class PocketStore {
  /// The journal is rewritten once it has grown to this size and to four times what it was.
  static let compactionBytes = 4 << 20

  private(set) var state: PocketState
  private var journal: Journal
  private var compactedBytes: Int
  let surroundings: Surroundings
  /// Rows as the user sees them, by table; nil where they must be worked out again.
  var visible: [[RowID: PackedValues]]?

  /// Opens the pocket in `folder`, or makes a new one there with this label.
  package init(
    folder: String, label: String,
    surroundings: Surroundings = .pocket, files: any PocketFiles = SystemFiles()
  ) throws(SimulatorFault) {
    var state = PocketState()
    journal = try Journal.open(folder: folder, files: files) { (record) throws(SimulatorFault) in
      try state.follow(record)
    }
    self.state = state
    self.surroundings = surroundings
    compactedBytes = journal.size
    if state.incarnation == 0 {
      let origin = JournalRecord.origin(
        device: RowID(milliseconds: 0, random: draw(), draw()), label: label,
        incarnation: draw() | 1)
      try write([origin])
    }
  }

  /// The pocket's identity.
  package var device: RowID { state.device }
  /// The schema that it holds; nil before the first dock.
  package var schema: SyncSchema? { state.schema }
  /// The log that its changes belong to.
  package var incarnation: UInt64 { state.incarnation }

  /// The newest change that the PC said it holds durably.
  package var mergedNumber: UInt64 { state.merged }
  /// The newest change that the PC said a verified copy holds.
  package var safeNumber: UInt64 { state.safe }
  /// The newest change that was dropped; 0 for none.
  package var droppedNumber: UInt64 { state.dropped?.number ?? 0 }
  /// The changes kept, in the order of their numbers.
  package var changes: [PocketChange] { Array(state.changes) }

  /// A number that no one can guess, or the next of a seeded row in a test.
  func draw() -> UInt64 { surroundings.random() }

  /// Writes records durably, then takes them; nothing is taken where the disk refuses.
  func write(_ records: [JournalRecord]) throws(SimulatorFault) {
    try journal.append(records)
    for record in records { try state.follow(record) }
    visible = nil
  }

  /// Writes changes of the user in as few records as possible, all at once.
  func commit(_ changes: [PocketChange]) throws(SimulatorFault) {
    let records: [JournalRecord]
    do {
      records = try changes.batches(targetBytes: ProtocolTarget.batchBytes).map {
        (batch) throws(ProtocolFault) in .changes(try ToPC.upBatch(batch).encoded())
      }
    } catch { throw .breach(error) }
    try write(records)
  }

  /// Rewrites the journal where it has grown; called when nothing is under way.
  package func tidy() throws(SimulatorFault) {
    guard journal.size >= Self.compactionBytes, journal.size >= 4 * compactedBytes else { return }
    try compact()
  }

  /// Rewrites the journal to the shortest one that gives the same pocket.
  package func compact() throws(SimulatorFault) {
    do {
      let records = try state.records()
      try journal.replace(with: records)
    } catch let fault as ProtocolFault {
      throw .breach(fault)
    } catch let fault as SimulatorFault {
      throw fault
    } catch { preconditionFailure("\(error)") }
    compactedBytes = journal.size
  }
}

extension PocketState {
  /// Takes a record; what breaks the protocol in the journal is a fault of the pocket.
  fileprivate mutating func follow(_ record: JournalRecord) throws(SimulatorFault) {
    do throws(ProtocolFault) { try take(record) } catch { throw .breach(error) }
  }
}
