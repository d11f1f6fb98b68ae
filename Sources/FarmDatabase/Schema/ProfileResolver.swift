import Merge
import Records

/// Matches a profile with a database: parents first, or everything that does not fit.
struct ProfileResolver {
  let profile: SyncProfile
  let catalog: DatabaseCatalog
  private(set) var findings: [ProfileFinding] = []

  init(_ profile: SyncProfile, _ catalog: DatabaseCatalog) {
    self.profile = profile
    self.catalog = catalog
  }

  /// The tables in an order parents first, numbered by their place in the profile.
  mutating func resolve() -> [ResolvedTable] {
    if profile.format != SyncProfile.currentFormat {
      findings.append(.unknownFormat(profile.format))
    }
    var seen: Set<String> = []
    var tables: [ResolvedTable] = []
    for (number, entry) in profile.tables.enumerated() {
      guard seen.insert(entry.name.lowercased()).inserted else {
        findings.append(.tableTwice(entry.name))
        continue
      }
      guard let table = catalog.table(named: entry.name) else {
        findings.append(.noSuchTable(entry.name))
        continue
      }
      if let resolved = resolve(entry, table, number) { tables.append(resolved) }
    }
    noteTablesThatAreNotMentioned()
    let images = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0.image) })
    for index in tables.indices {
      for (column, definition) in tables[index].sync.columns.enumerated() {
        tables[index].references[column] = definition.reference.flatMap { images[$0] }
      }
    }
    return parentsFirst(tables)
  }

  private mutating func resolve(
    _ entry: ProfileTable, _ table: DatabaseCatalog.Table, _ number: Int
  ) -> ResolvedTable? {
    guard !table.isVirtual else {
      findings.append(.virtualTable(table.name))
      return nil
    }
    checkNames(entry, table)
    if entry.direction != .toPocket {
      for key in table.foreignKeys where profileEntry(key.parent) == nil {
        findings.append(.parentStaysOut(table: table.name, parent: key.parent))
      }
    }
    guard checkIdentity(entry, table) else { return nil }
    let key = table.primaryKey.map(\.name)
    let excluded = Set(entry.exclude ?? [])
    let travelling = table.columns.filter { column in
      !column.isGenerated && !excluded.contains(column.name)
        && (entry.identity == .natural || !key.contains(column.name))
    }
    for column in table.columns where excluded.contains(column.name) {
      if key.contains(column.name) || (column.isRequired && column.defaultValue == nil) {
        findings.append(.excludedButNeeded(table: table.name, column: column.name))
      }
    }
    let columns = travelling.map { column in
      SyncColumn(
        name: column.name, declaredType: column.type,
        isRequired: column.isRequired && column.defaultValue == nil,
        reference: reference(of: column.name, in: table))
    }
    let groups = resolveGroups(entry, columns)
    findings += PolicyCheck.findings(of: entry)
    let sync = SyncTable(
      name: table.name, identity: entry.identity, direction: entry.direction, columns: columns,
      key: entry.identity == .natural
        ? key.compactMap { name in columns.firstIndex { $0.name == name } } : [],
      groups: groups.map(\.columns))
    return ResolvedTable(
      sync: sync,
      plan: TablePlan(columnCount: columns.count, groups: groups, policy: entry.policy ?? .pc),
      history: entry.history ?? .all, key: key, foreignKeys: table.foreignKeys,
      title: entry.title ?? [], words: entry.words, number: number, hasTriggers: table.hasTriggers,
      naturalKeys: naturalKeys(entry, columns),
      defaults: Dictionary(
        uniqueKeysWithValues: travelling.enumerated().compactMap { index, column in
          column.defaultValue.map { (index, $0) }
        }),
      keyCollations: table.primaryKey.map { $0.keyCollation ?? "BINARY" },
      keyMayBeNull: !table.isWithoutRowID && !table.primaryKey.allSatisfy(\.isRequired))
  }

  private func profileEntry(_ name: String) -> ProfileTable? {
    profile.tables.first { $0.name.lowercased() == name.lowercased() }
  }

  /// A key that SQLite hands out never travels: the parent's identity stands in its place.
  private func reference(of column: String, in table: DatabaseCatalog.Table) -> String? {
    for foreignKey in table.foreignKeys where foreignKey.columns == [column] {
      guard let parent = profileEntry(foreignKey.parent), parent.identity == .surrogate else {
        continue
      }
      return parent.name
    }
    return nil
  }

  /// A key of which a column stays at home cannot be held against what a pocket sends.
  private func naturalKeys(_ entry: ProfileTable, _ columns: [SyncColumn]) -> [[Int]] {
    (entry.naturalKeys ?? []).compactMap { names in
      let indices = names.compactMap { name in
        columns.firstIndex { $0.name.lowercased() == name.lowercased() }
      }
      return indices.isEmpty || indices.count < names.count ? nil : indices.sorted()
    }
  }

  private mutating func resolveGroups(
    _ entry: ProfileTable, _ columns: [SyncColumn]
  ) -> [TablePlan.Group] {
    var taken: Set<Int> = []
    return (entry.groups ?? []).compactMap { group in
      let indices = group.columns.compactMap { name in
        columns.firstIndex { $0.name.lowercased() == name.lowercased() }
      }
      for index in indices where !taken.insert(index).inserted {
        findings.append(.columnInTwoGroups(table: entry.name, column: columns[index].name))
        return nil
      }
      let check = PolicyCheck(entry: entry, group: group, columns: columns, indices: indices)
      findings += check.findings
      return check.planned
    }
  }

  private mutating func checkNames(_ entry: ProfileTable, _ table: DatabaseCatalog.Table) {
    let known = Set(table.columns.map { $0.name.lowercased() })
    let named =
      (entry.groups ?? []).flatMap(\.columns) + (entry.naturalKeys ?? []).flatMap { $0 }
      + (entry.exclude ?? []) + (entry.title ?? [])
    for name in named where !known.contains(name.lowercased()) {
      findings.append(.noSuchColumn(table: table.name, column: name))
    }
  }

  private mutating func checkIdentity(
    _ entry: ProfileTable, _ table: DatabaseCatalog.Table
  ) -> Bool {
    let key = table.primaryKey
    switch entry.identity {
    case _ where key.isEmpty: findings.append(.noPrimaryKey(table.name))
    case .own where key.count != 1: findings.append(.identityNeedsOneColumn(table.name))
    case .surrogate where !table.hasRowIDKey: findings.append(.identityNeedsRowIDKey(table.name))
    default: return true
    }
    return false
  }

  private mutating func noteTablesThatAreNotMentioned() {
    let mentioned = Set(
      (profile.tables.map(\.name) + profile.leftOut.map(\.name)).map { $0.lowercased() })
    for table in catalog.tables where !table.isVirtual {
      if !mentioned.contains(table.name.lowercased()) { findings.append(.notMentioned(table.name)) }
    }
  }

  /// Repeatedly takes the tables whose parents are taken; what is left goes in a circle.
  private mutating func parentsFirst(_ tables: [ResolvedTable]) -> [ResolvedTable] {
    let names = Set(tables.map(\.name))
    var ordered: [ResolvedTable] = []
    var rest = tables
    while !rest.isEmpty {
      let taken = Set(ordered.map(\.name))
      let ready = rest.filter { table in
        table.foreignKeys.allSatisfy {
          $0.parent == table.name || !names.contains($0.parent) || taken.contains($0.parent)
        }
      }
      guard !ready.isEmpty else {
        findings.append(.circle(rest.map(\.name)))
        return ordered
      }
      ordered += ready
      rest.removeAll { table in ready.contains { $0.name == table.name } }
    }
    return ordered
  }
}
