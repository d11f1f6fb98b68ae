import FarmDatabase

/// Each pocket's last attempt and last success.
enum PocketsCheck {
  private static let dayMilliseconds: UInt64 = 86_400_000
  /// Registers of field work are due within seven days.
  private static let noticedMilliseconds = 7 * dayMilliseconds
  private static let warnedMilliseconds = 30 * dayMilliseconds

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let pockets = facts.farm?.pockets.filter { !$0.peer.isRetired } ?? []
    if pockets.isEmpty { return [.nothing(.pockets, .noPockets)] }
    let newest = pockets.compactMap { $0.newest?.started }.max()
    return pockets.map { pocket in
      if facts.database.isInUse, let session = pocket.newest, session.finished == nil,
        session.started == newest
      {
        return Finding(
          .pockets, .notice, .fact(.farm(.synchronising(label: pocket.peer.label))))
      }
      return finding(pocket, facts.clock.nowMilliseconds)
    }
  }

  private static func finding(_ pocket: PocketStatus, _ now: UInt64) -> Finding {
    let label = pocket.peer.label
    if let newest = pocket.newest, newest.finished == nil {
      return Finding(
        .pockets, .warning,
        .farm(.lastAttemptFailed(label: label, milliseconds: newest.started)), mend: .person)
    }
    guard let good = pocket.newestGood?.finished else {
      return Finding(.pockets, .notice, .farm(.neverSynchronised(label: label)), mend: .person)
    }
    let age = now - min(now, good)
    guard age > noticedMilliseconds else {
      return .passed(.pockets, .synchronised(label: label, milliseconds: good))
    }
    return Finding(
      .pockets, age > warnedMilliseconds ? .warning : .notice,
      .farm(.longUnsynchronised(label: label, milliseconds: good)), mend: .person)
  }
}
