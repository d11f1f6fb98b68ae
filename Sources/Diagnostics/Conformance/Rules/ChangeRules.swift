import PocketProtocol
import Records

/// The rules of PROTOCOL.md on what a change carries, judged on what the pocket offers.
enum ChangeRules {
  /// The other schema comes last: a pocket keeps of its rows what that schema has.
  static let all: [Rule] = [
    kinds, seen, accepted, clocks, wrongFingerprint, groups, natural, drawn, references, own, order,
    skew, fingerprint,
  ]

  /// A rule on each change; one that no change can show is not judged.
  private static func each(
    _ number: String, judge: @escaping @Sendable (PocketChange, SyncTable) -> Shown
  ) -> Rule {
    Rule(number, needs: [.changes]) { bench in
      let all = try bench.everything()
      let shown = all.changes.compactMap { change -> Shown? in
        guard let table = change.table.index, table < bench.farm.schema.tables.count else {
          return nil
        }
        return judge(change, bench.farm.schema.tables[table])
      }
      guard shown.contains(where: \.isShown) else { throw NotShown() }
      return shown
    } judge: { shown in
      shown.lazy.compactMap(\.finding).first
    }
  }

  /// What one change says of a rule.
  struct Shown {
    var isShown = true
    var finding: RuleFinding?

    static let nothing = Shown(isShown: false)

    static func value(_ field: String, _ expected: String, _ found: String) -> Shown {
      Shown(
        finding: expected == found ? nil : LinkJudgement.value(field, expected, found))
    }
  }

  /// A delete carries the whole row, an update what changed, and the groups of that.
  static let kinds = each("P40") { change, table in
    switch change.kind {
    // That it has no base is a matter of its shape.
    case .create: return Shown()
    case .update:
      let grouped = Set(table.groups.flatMap { $0 })
      let stayed = table.columns.indices.filter { index in
        guard let cell = change.cells[.index(index)], !grouped.contains(index) else { return false }
        return cell.base == cell.new
      }
      return .value("update, columns that stayed", "[]", "\(stayed)")
    case .delete:
      let columns = table.columns.indices.filter { change.cells[.index($0)] != nil }
      return .value("delete, columns", "\(table.columns.count)", "\(columns.count)")
    }
  }

  /// Who changes a row that the PC made has seen a commit of the PC.
  static let seen = Rule("P41", needs: [.changes]) { bench in
    (bench.firstOffer, try bench.everything().changes, bench.farm.chain.last?.sequence ?? 0)
  } judge: { (first: [PocketChange], changes: [PocketChange], newest: UInt64) in
    let fed = Set(TestSchema.rows.map(\.row))
    if first.contains(where: { fed.contains($0.row) && $0.seen == 0 }) {
      return LinkJudgement.value("TableChanges.seen", "> 0", "0")
    }
    let seen = changes.map(\.seen).max() ?? 0
    return seen <= newest ? nil : LinkJudgement.value("TableChanges.seen", "≤ \(newest)", "\(seen)")
  }

  static let accepted = Rule("P42", needs: [.changes]) { bench in
    _ = try bench.readBack()
    _ = try bench.everything()
    try bench.session()
    // What the first ack 1 named stays, whatever takes the changes again.
    let first = try bench.everything().changes
    try bench.session()
    return (bench.farm.chain, first, try bench.everything().changes)
  } judge: { (chain: [CommitStamp], first: [PocketChange], changes: [PocketChange]) in
    for (before, change) in zip(first, changes) where before.accepted != change.accepted {
      return LinkJudgement.value(
        "TableChanges.accepted", "\(before.accepted?.sequence ?? 0)",
        "\(change.accepted?.sequence ?? 0)")
    }
    for change in changes {
      guard let accepted = change.accepted else {
        return LinkJudgement.value("TableChanges.accepted", "> 0", "0")
      }
      if !chain.contains(accepted) {
        return LinkJudgement.value(
          "TableChanges.accepted_nonces", "–", "\(accepted.sequence), \(accepted.nonce)")
      }
    }
    return nil
  }

  private static let twoYearsMilliseconds: UInt64 = 2 * 365 * 86_400 * 1_000

  /// The PC's clock two years behind, then two years ahead.
  static let clocks = Rule("P43", judgesCourse: true) { bench in
    var before = Plan()
    before.hello = { $0.wallMilliseconds -= twoYearsMilliseconds }
    before.renews = true
    let first = try bench.session(before)
    var after = Plan()
    after.hello = { $0.wallMilliseconds += twoYearsMilliseconds }
    after.renews = true
    return (first, try bench.session(after), bench.farm.schema)
  } judge: {
    ProtocolJudgement.renumbers($0.0, $0.1, $0.2)
  }

  /// A schema that lacks a table and columns, and has others in other places; then back.
  static let skew = Rule("P44", needs: [.changes], judgesCourse: true) { bench in
    let first = try bench.everything()
    bench.farm.schema = TestSchema.second
    defer { bench.farm.schema = TestSchema.first }
    let second = try bench.everything()
    bench.farm.schema = TestSchema.first
    let third = try bench.everything()
    return [
      first.changes.map { NamedChange($0, TestSchema.first) },
      second.changes.map { NamedChange($0, TestSchema.second) },
      third.changes.map { NamedChange($0, TestSchema.first) },
    ]
  } judge: { offers in
    for later in offers.dropFirst() {
      for (was, became) in zip(offers[0], later) where was != became {
        return LinkJudgement.value(was.table, was.text, became.text)
      }
      if let finding = ProtocolJudgement.same("UpBatch", offers[0].count, later.count) {
        return finding
      }
    }
    return nil
  }

  static let fingerprint = Rule("P45", judgesCourse: true) { bench in
    bench.farm.schema = TestSchema.second
    defer { bench.farm.schema = TestSchema.first }
    try bench.session()
    let second = try bench.session(.through(.introduced)).introduction.schema
    bench.farm.schema = TestSchema.first
    try bench.session()
    return [second, try bench.session(.through(.introduced)).introduction.schema]
  } judge: { found in
    let wanted = [TestSchema.second, TestSchema.first].map { $0.fingerprint.bytes }
    return ProtocolJudgement.same(
      "Introduction.schema_fingerprint", wanted, found.map { $0?.bytes ?? [] })
  }

  static let wrongFingerprint = Rule("P46") { bench in
    try WelcomeScript.answer(bench) { facts in
      facts.schema = TestSchema.second
      facts.fingerprint = TestSchema.first.fingerprint
    }
  } judge: {
    ProtocolJudgement.refuses(.malformed, $0)
  }

  static let groups = each("P47") { change, table in
    guard change.kind == .update else { return .nothing }
    for group in table.groups {
      let sent = group.filter { change.cells[.index($0)] != nil }
      if sent.isEmpty { continue }
      return .value("group of \(table.name)", "\(group)", "\(sent)")
    }
    return .nothing
  }

  static let natural = each("P48") { change, table in
    guard change.kind == .create, table.identity == .natural else { return .nothing }
    let key = table.key.map { change.cells[.index($0)]?.new ?? .null }
    return .value(
      "TableChanges.rows", RowID.derived(table: table.name, key: key).hexadecimal,
      change.row.hexadecimal)
  }

  static let drawn = each("P49") { change, table in
    guard change.kind == .create, table.identity != .natural else { return .nothing }
    let isDrawn = change.row.high >> 12 & 15 == 7 && change.row.low >> 62 == 2
    return .value(
      "TableChanges.rows", "UUID 7", isDrawn ? "UUID 7" : change.row.hexadecimal)
  }

  static let references = each("P50") { change, table in
    for (index, column) in table.columns.enumerated() where column.reference != nil {
      guard let cell = change.cells[.index(index)]?.new, cell != .null else { continue }
      guard case .blob(let bytes) = cell, bytes.count == RowID.byteCount else {
        return .value("\(table.name).\(column.name)", "16", "\(cell)")
      }
      return Shown()
    }
    return .nothing
  }
}

extension NamedChange {
  /// The cells by column, in an order.
  var text: String {
    cells.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.new)" }.joined(separator: ", ")
  }
}
