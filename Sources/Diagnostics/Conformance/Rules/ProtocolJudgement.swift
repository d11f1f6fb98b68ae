import PocketProtocol
import Records

/// Verdicts on messages of the protocol; pure.
enum ProtocolJudgement {
  /// A refusal with this code, and this detail where one is given.
  static func refuses(_ code: RefusalCode, _ said: Said, detail: String = "") -> RuleFinding? {
    let expected = Sign.refusal(code: code.rawValue, detail: detail)
    guard case .message(.refusal(let refusal)) = said else {
      return RuleFinding(expected: expected, found: said.sign)
    }
    return refusal.code == code && (detail.isEmpty || detail == refusal.detail)
      ? nil : RuleFinding(expected: expected, found: said.sign)
  }

  /// Nothing comes to what was said; who then ends the link's session, no document tells.
  static func takesNothing(_ said: Said) -> RuleFinding? {
    said == .end || said == .silence ? nil : RuleFinding(expected: .silence, found: said.sign)
  }

  static func isIntroduction(_ said: Said) -> RuleFinding? {
    if case .message(.introduction(_)) = said { return nil }
    return RuleFinding(expected: .message("Introduction"), found: said.sign)
  }

  static func same(
    _ field: String, _ expected: some Equatable, _ found: some Equatable
  )
    -> RuleFinding?
  {
    let (wanted, came) = ("\(expected)", "\(found)")
    return wanted == came ? nil : LinkJudgement.value(field, wanted, came)
  }

  /// The changes after this number, all of them, and the end that names the last.
  static func offers(after number: UInt64, _ seen: SessionSeen) -> RuleFinding? {
    let numbers = seen.changes.map(\.number).sorted()
    let last = seen.welcome.map {
      $0.incarnation == seen.introduction.incarnation
        ? seen.introduction.last.number : max(number, numbers.last ?? number)
    }
    let wanted = number < (last ?? 0) ? Array(number + 1...(last ?? 0)) : []
    if numbers != wanted {
      return LinkJudgement.value(
        "UpBatch.numbers", span(wanted), span(numbers))
    }
    if let finding = same("UpEnd.last_number", last ?? 0, seen.end?.number ?? 0) {
      return finding
    }
    let nonce = seen.changes.max { $0.number < $1.number }?.nonce ?? seen.end?.nonce
    return same("UpEnd.last_nonce", nonce ?? 0, seen.end?.nonce ?? 0)
  }

  private static func span(_ numbers: [UInt64]) -> String {
    guard let first = numbers.first, let last = numbers.last else { return "–" }
    return "\(first) … \(last) (\(numbers.count))"
  }

  /// The same changes under new numbers from 1, in the same order, with other nonces.
  static func renumbers(
    _ old: SessionSeen, _ new: SessionSeen, _ schema: SyncSchema
  ) -> RuleFinding? {
    let before = old.changes.sorted { $0.number < $1.number }
    let after = new.changes.sorted { $0.number < $1.number }
    if let finding = same(
      "UpBatch.numbers", before.indices.map { UInt64($0) + 1 }, after.map(\.number))
    {
      return finding
    }
    for (one, other) in zip(before, after) {
      if NamedChange(one, schema) != NamedChange(other, schema) {
        return LinkJudgement.value("change \(other.number)", "\(one.cells)", "\(other.cells)")
      }
      if one.nonce == other.nonce {
        return LinkJudgement.value(
          "TableChanges.nonces", "≠ \(one.nonce)", "\(other.nonce)")
      }
    }
    return nil
  }

  /// What was offered once is offered in the same way again.
  static func repeats(_ first: SessionSeen, _ again: SessionSeen) -> RuleFinding? {
    for (one, other) in zip(first.changes, again.changes) where one != other {
      return one.nonce == other.nonce
        ? LinkJudgement.value("change \(one.number)", "\(one.cells)", "\(other.cells)")
        : LinkJudgement.value("TableChanges.nonces", "\(one.nonce)", "\(other.nonce)")
    }
    return same("UpBatch.numbers", first.changes.count, again.changes.count)
  }

  /// Newest first, all that are kept and the one before them, with the nonces of their offer.
  static func recent(
    _ introduction: PocketIntroduction, nonces: [UInt64: UInt64]
  ) -> RuleFinding? {
    let numbers = introduction.recent.map(\.number)
    let last = introduction.last.number
    let oldest = min(max(introduction.firstNumber, 2) - 1, last)
    let isComplete = last > 0 && last - oldest < ProtocolLimit.recentDots.maximum
    let wanted: [UInt64] =
      isComplete ? (oldest...last).reversed() : Array(Set(numbers)).sorted(by: >)
    if numbers != wanted {
      return LinkJudgement.value("Introduction.recent", "\(wanted)", "\(numbers)")
    }
    if last > 0,
      introduction.recent.first != introduction.last
    {
      return same(
        "Introduction.recent", "\(introduction.last)",
        introduction.recent.first.map { "\($0)" } ?? "–")
    }
    for dot in introduction.recent {
      if let nonce = nonces[dot.number], nonce != dot.nonce {
        return LinkJudgement.value("Introduction.recent, \(dot.number)", "\(nonce)", "\(dot.nonce)")
      }
    }
    return nil
  }

  /// Commits of the PC alone, ascending, the first and the newest among them.
  static func commits(_ introduction: PocketIntroduction, chain: [CommitStamp]) -> RuleFinding? {
    let named = introduction.commits
    if let stranger = named.first(where: { !chain.contains($0) }) {
      return LinkJudgement.value("Introduction.commits", "–", "\(stranger)")
    }
    let ascending = named.sorted { $0.sequence < $1.sequence }
    if named != ascending {
      return LinkJudgement.value(
        "Introduction.commits", "\(ascending.map(\.sequence))", "\(named.map(\.sequence))")
    }
    return same(
      "Introduction.commits", [chain.first, chain.last].compactMap { $0?.sequence },
      [named.first, named.last].compactMap { $0?.sequence })
  }

  /// Every row that was fed, as it was fed; those that the pocket changed itself aside.
  static func holds(_ back: ReadBack, touched: Set<RowID>) -> RuleFinding? {
    for row in back.farm.rows where !touched.contains(row.row) {
      let key = ReadBack.RowKey(table: row.table, row: row.row)
      guard let table = back.farm.schema.tables.first(where: { $0.name == row.table }) else {
        continue
      }
      guard let found = back.rows[key] else {
        return LinkJudgement.value("LostBatch, \(row.table)", row.row.hexadecimal, "–")
      }
      for column in table.columns {
        let wanted = row.values.map { $0[column.name] ?? .null } ?? .null
        let came = found.values?[column.name] ?? .null
        if wanted != came || (row.values == nil) != (found.values == nil) {
          return LinkJudgement.value("\(row.table).\(column.name)", "\(wanted)", "\(came)")
        }
      }
      if found.sequence != row.sequence {
        return LinkJudgement.value(
          "LostBatch.sequences", "\(row.sequence)", "\(found.sequence)")
      }
      let nonce = back.farm.chain.first { $0.sequence == row.sequence }?.nonce ?? 0
      if back.nonces[key] != nonce {
        return LinkJudgement.value(
          "LostBatch.nonces", "\(nonce)", "\(back.nonces[key] ?? 0)")
      }
    }
    return nil
  }
}
