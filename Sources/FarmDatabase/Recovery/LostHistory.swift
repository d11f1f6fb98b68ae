import GRDB
import Records

/// All that a merge has to do with history that forked: one value beside the staged changes.
final class LostHistory {
  private let farm: FarmDatabase
  private let db: Database
  private let request: MergeRequest
  private let lost: LostStage?
  private let repeated: RepeatedChanges
  private var recovered: (commit: CommitStamp, receipt: RecoveryReceipt)?

  init(_ farm: FarmDatabase, _ db: Database, _ request: MergeRequest) throws {
    self.farm = farm
    self.db = db
    self.request = request
    let branch = farm.guards.contains(.recovery) ? request.branch : nil
    lost = try branch.map { try LostStage(db, farm.tables, $0) }
    repeated = RepeatedChanges(farm, db, lost)
  }

  func add(_ row: LostRow) throws { try lost?.add(row) }

  /// True where a change that an earlier ack covered has to be merged all the same.
  func admits(_ change: RowChange, accepted: CommitStamp) throws -> Bool {
    try repeated.admits(change, accepted: accepted)
  }

  /// Between capture and merge.
  func recover() throws {
    guard let lost else { return }
    let recovery = Recovery(farm: farm, db: db, request: request, lost: lost)
    recovered = try recovery.run()
    repeated.overtake(try recovery.overtaken())
  }

  /// After the last change; nil where nothing came back and nothing was put aside.
  ///
  /// `commit` is asked for where something is put aside and nothing came back.
  func finish(commit: () throws -> CommitStamp) throws -> RecoveryReceipt? {
    let reviews = try repeated.keep(request) { try recovered?.commit ?? commit() }
    guard recovered != nil || reviews > 0 else { return nil }
    var receipt = recovered?.receipt ?? RecoveryReceipt()
    receipt.reviews += reviews
    return receipt
  }
}
