import GRDB
import Records

/// What one capture has to look at, by what the guards say.
struct CapturePlan {
  enum Scope {
    /// Nobody wrote since the last capture.
    case nothing
    /// The tables that the log names, by number.
    case logged(Set<Int>)
    /// Everything; a wish only where nothing but the new day asks for it.
    case everything(isWish: Bool)
  }

  let scope: Scope
  let log: KeyLog.Reading?
  let mark: CaptureMark?
  let day: Int
  let schema: Int
  /// True where the triggers have to be looked at.
  let mayHaveLostTriggers: Bool

  init(_ farm: FarmDatabase, _ db: Database) throws {
    mark = try farm.ledger.captureMark()
    day = LocalDay.number(milliseconds: farm.surroundings.nowMilliseconds)
    schema = try FileMoment.schema(db)
    // A mark of commits that this chain has not: the database was restored or replaced.
    let isOfChain = try mark.map { mark in
      try CommitChain.stamp(db, at: mark.commit.sequence) == mark.commit
    }
    let isKnown = isOfChain == true && mark?.schema == schema
    mayHaveLostTriggers = !isKnown
    if isKnown, mark?.day == day, let state = mark?.state, state == (try FileMoment.state(db)) {
      log = nil
      scope = .nothing
      return
    }
    log = farm.captures == .triggers ? try KeyLog.read(db) : nil
    guard farm.guards.contains(.compare) else {
      scope = .logged(log?.tables ?? [])
      return
    }
    if let log, log.isWhole, isKnown {
      scope = mark?.day == day ? .logged(log.tables) : .everything(isWish: true)
    } else {
      scope = .everything(isWish: false)
    }
  }
}
