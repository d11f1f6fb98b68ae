/// Nobody may have written since the pockets were read: the copy would not be what was proven.
enum DatabaseIsUnmoved {
  static func refusals(_ evidence: GateEvidence) -> [GateRefusal] {
    let database = evidence.database
    let moved = database.commitAfterSessions.map { $0 != database.commit } ?? false
    return moved || database.uncapturedRows > 0 ? [.databaseMoved] : []
  }
}
