package import FarmDatabase
import Glibc
import Records

/// What a bundle tells of a farm's database: its shape and its counts, never what it holds.
package struct BundledFarm {
  /// Enough to see how long something has been going wrong.
  package static let sessionsMaximum = 200

  let farm: FarmDatabase
  let masker: Masker

  /// The masker knows which names everybody may read.
  package init(_ farm: FarmDatabase, masker: Masker) {
    self.farm = farm
    self.masker = masker
  }

  /// All files of the bundle that come from the database and its ledger.
  ///
  /// What a damaged page keeps from being read is left out, and `code` says why: the farm that has
  /// such a page is the one that needs the helpdesk.
  package func files(code: (FarmDatabaseError) -> String) -> [BundleFile] {
    var problem: String?
    func records(_ read: () throws(FarmDatabaseError) -> [BundleRecord]) -> [BundleRecord]? {
      do throws(FarmDatabaseError) { return try read() } catch {
        problem = problem ?? code(error)
        return nil
      }
    }
    let rest: [(name: String, records: [BundleRecord]?)] = [
      ("tables.json", records(tables)), ("columns.json", columns()),
      ("pockets.json", records(pockets)), ("sessions.json", records(sessions)),
      ("commits.json", records(commits)), ("conflicts.json", records(conflicts)),
      ("quarantine.json", records(quarantine)), ("media.json", records(media)),
      ("measures.json", records(measures)), ("gate.json", records(verdicts)),
      ("copies.json", records(copies)),
    ]
    let read = records { () throws(FarmDatabaseError) in [try database()] }
    var whole = read?.first ?? BundleRecord()
    whole.add("problem", problem)
    return [BundleFile("database.json", [whole])]
      + rest.compactMap { file in file.records.map { BundleFile(file.name, $0) } }
  }

  /// In place of all these where the database does not open: why it does not.
  package static func files(unopened code: String) -> [BundleFile] {
    var record = BundleRecord()
    record.add("problem", code)
    return [BundleFile("database.json", [record])]
  }

  private func database() throws(FarmDatabaseError) -> BundleRecord {
    let file = try farm.fileFacts()
    let reviews = try farm.openReviews()
    let fingerprint = Hexadecimal.encode(farm.schema.fingerprint.bytes)
    var record = BundleRecord()
    record.add("hub", masker.mask(.farm, farm.hub, label: farm.farmName))
    record.add("has-private-names", !isPublic)
    // A hash over secret names could be tried; one over public names tells nothing.
    if isPublic { record.add("fingerprint", fingerprint) }
    // Whoever keeps something else in that column keeps it to himself.
    let version = try farm.programVersion()
    record.add(
      "program-version", version.flatMap { FieldRule.digits.takes(.text($0)) ? $0 : nil })
    record.add("file-bytes", Self.bytes(of: farm.path))
    record.add("wal-bytes", Self.bytes(of: farm.path + "-wal"))
    record.add("page-bytes", file.pageBytes)
    record.add("pages", file.pages)
    record.add("free-pages", file.freePages)
    record.add("journal", known(file.journal, "database.json", "journal"))
    record.add("encoding", known(file.encoding, "database.json", "encoding"))
    record.add("newest-commit", try farm.tail().sequence)
    record.add("copies-are-sealed", try farm.copyRecipient() != nil)
    record.add("open-conflicts", reviews.conflicts)
    record.add("open-quarantine", reviews.quarantined)
    return record
  }

  /// True where no table, column or type has a name that the shipped schema does not have.
  private var isPublic: Bool {
    farm.tables.allSatisfy { table in
      masker.isPublic(table.name)
        && table.sync.columns.allSatisfy {
          masker.isPublic($0.name) && ($0.declaredType.isEmpty || masker.isPublic($0.declaredType))
        }
    }
  }

  private func tables() throws(FarmDatabaseError) -> [BundleRecord] {
    let rows = try farm.counts()
    return zip(farm.tables, rows).map { table, count in
      var record = BundleRecord()
      record.add("table", masker.schemaName(.table, table.name))
      record.add("rows", count.rows)
      record.add("columns", table.sync.columns.count)
      record.add("groups", table.sync.groups.count)
      record.add("identity", table.sync.identity.rawValue)
      record.add("direction", table.sync.direction.rawValue)
      record.add("has-triggers", table.hasTriggers)
      return record
    }
  }

  private func columns() -> [BundleRecord] {
    farm.tables.flatMap { table in
      table.sync.columns.enumerated().map { number, column in
        var record = BundleRecord()
        record.add("table", masker.schemaName(.table, table.name))
        record.add("number", number)
        record.add("column", masker.schemaName(.column, column.name))
        record.add("affinity", column.affinity)
        record.add("is-required", column.isRequired)
        record.add("refers-to", column.reference.map { masker.schemaName(.table, $0) })
        return record
      }
    }
  }

  private func pockets() throws(FarmDatabaseError) -> [BundleRecord] {
    try farm.pockets().map { pocket in
      var record = BundleRecord()
      record.add("pocket", masker.mask(.pocket, pocket.peer.device, label: pocket.peer.label))
      record.add("is-retired", pocket.peer.isRetired)
      record.add("merged", pocket.peer.mergedNumber)
      record.add("merged-at", pocket.mergedMilliseconds)
      record.add("safe", pocket.safeNumber)
      record.add("sessions", pocket.sessions)
      record.add("last-attempt", pocket.newest?.started)
      record.add("last-success", pocket.newestGood?.finished)
      return record
    }
  }

  private func sessions() throws(FarmDatabaseError) -> [BundleRecord] {
    try farm.ledger.newestSessions(limit: Self.sessionsMaximum).map { device, session in
      var record = BundleRecord()
      record.add("run", masker.mask(.run, session.run))
      record.add("pocket", masker.mask(.pocket, device))
      record.add("started", session.started)
      record.add("finished", session.finished)
      record.add("newest-on-pocket", session.lastOnPocket)
      record.add("clock-skew-milliseconds", session.clockSkewMilliseconds)
      record.add("commit", session.commit?.sequence)
      return record
    }
  }

  private func commits() throws(FarmDatabaseError) -> [BundleRecord] {
    try farm.commitCounts().map { count in
      var record = BundleRecord()
      record.add("kind", FactWords.known(count.word, in: FactWords.commits))
      record.add("count", count.count)
      record.add("first", count.period?.lowerBound)
      record.add("last", count.period?.upperBound)
      return record
    }
  }

  private func conflicts() throws(FarmDatabaseError) -> [BundleRecord] {
    try farm.conflictCounts().map { count in
      var record = BundleRecord()
      record.add("table", masker.schemaName(.table, count.table))
      record.add("kind", FactWords.known(count.word, in: FactWords.conflicts))
      record.add("state", FactWords.known(count.state, in: FactWords.states))
      record.add("count", count.count)
      return record
    }
  }

  private func quarantine() throws(FarmDatabaseError) -> [BundleRecord] {
    try farm.quarantineCounts().map { count in
      var record = BundleRecord()
      record.add("table", masker.schemaName(.table, count.table))
      record.add("reason", FactWords.known(count.word, in: FactWords.reasons))
      record.add("state", FactWords.known(count.state, in: FactWords.states))
      record.add("count", count.count)
      record.add("blocks", count.blocking > 0)
      return record
    }
  }

  private func media() throws(FarmDatabaseError) -> [BundleRecord] {
    try farm.ledger.media().map { medium, newest in
      var record = BundleRecord()
      record.add("medium", masker.mask(.medium, medium.id, label: medium.label))
      record.add("copy", newest.generation)
      record.add("made", newest.milliseconds)
      record.add("proven", medium.milliseconds)
      record.add("is-partial", newest.isPartial)
      record.add("is-pretended", newest.isPretended)
      return record
    }
  }

  /// A word of SQLite's where the schema has it.
  private func known(_ word: String, _ file: String, _ field: String) -> String {
    guard case .word(let words)? = BundleSchema.files[file]?[field] else { return word }
    return FactWords.known(word, in: words)
  }

  private static func bytes(of path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }
}
