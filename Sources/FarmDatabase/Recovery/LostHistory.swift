import GRDB
import Merge
import Records

/// All that a merge has to do with history that forked.
final class LostHistory {
  private let farm: FarmDatabase
  private let db: Database
  private let request: MergeRequest
  private let lost: LostStage?
  private let repeated: RepeatedChanges
  /// The commit of what came back; nil where nothing did.
  private(set) var commit: CommitStamp?

  init(_ farm: FarmDatabase, _ db: Database, _ request: MergeRequest) throws {
    self.farm = farm
    self.db = db
    self.request = request
    let branch = farm.guards.contains(.recovery) ? request.branch : nil
    lost = try branch.map { try LostStage(db, farm.tables, $0) }
    repeated = RepeatedChanges(farm, db, lost)
  }

  func add(_ row: LostRow) throws { try lost?.add(row) }

  /// Takes up again what was lost, after capture and before the first change.
  func recover() throws -> RecoveryReceipt? {
    guard let lost,
      let done = try Recovery(farm: farm, db: db, request: request, lost: lost).run()
    else { return nil }
    commit = done.commit
    return done.receipt
  }

  /// What becomes of a change that an earlier ack covers.
  func judge(
    _ changes: ChangeColumns, _ row: Int, accepted: CommitStamp
  ) throws -> RepeatedChanges.Judgement {
    try repeated.judge(changes, row, accepted: accepted)
  }
}
