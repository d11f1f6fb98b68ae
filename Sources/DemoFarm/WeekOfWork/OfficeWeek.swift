package import Records

/// A week of the farm program's own edits: plain SQL on a connection of its own.
package struct OfficeWeek: Sendable {
  private let seed: UInt64
  private let monday: CalendarDay

  /// Takes the seed of the choices and the first day of the week.
  package init(seed: UInt64, monday: CalendarDay) {
    self.seed = seed
    self.monday = monday
  }

  /// Edits the file at `path`, rows in `shared` first, and says what was edited.
  package func work(
    in path: String, sharing shared: Set<RowID> = []
  ) throws(DemoFarmError) -> [WorkEdit] {
    let desk = try OfficeDesk(
      path: path, shared: shared, monday: monday, random: SeededRandom(seed: seed))
    try desk.validateInterventions()
    try desk.correctDoses()
    try desk.moveDays()
    try desk.renumberAnimals()
    try desk.notifyEvents()
    try desk.renameParcel()
    try desk.addProduct()
    try desk.deletePlannedJob()
    try desk.planJobs()
    try desk.addCalf()
    return desk.edits
  }
}

/// The farm program at work: each task is one transaction, as a person would save it.
private final class OfficeDesk {
  private let connection: FarmConnection
  private let shared: Set<RowID>
  private let monday: CalendarDay
  private var random: SeededRandom
  private(set) var edits: [WorkEdit] = []

  private static let candidateLimit = 4000

  init(
    path: String, shared: Set<RowID>, monday: CalendarDay, random: SeededRandom
  ) throws(DemoFarmError) {
    connection = try FarmConnection(path: path)
    try connection.execute("PRAGMA foreign_keys = ON")
    self.shared = shared
    self.monday = monday
    self.random = random
  }

  func validateInterventions() throws(DemoFarmError) {
    try save(
      newest(6, "SELECT id FROM intervention WHERE state = 'done'").map { id, _ in
        WorkEdit(
          kind: .update, table: "intervention", row: id, cells: ["state": .text("validated")])
      })
  }

  func correctDoses() throws(DemoFarmError) {
    let sql = "SELECT id, dose_per_ha, total_qty FROM intervention_input WHERE true"
    try save(
      newest(4, sql).map { id, cells in
        let dose = integer(cells[0]) * 9 / 10 + 1
        let total = integer(cells[1]) * 9 / 10 + 1
        return WorkEdit(
          kind: .update, table: "intervention_input", row: id,
          cells: ["dose_per_ha": .integer(dose), "total_qty": .integer(total)])
      })
  }

  func moveDays() throws(DemoFarmError) {
    let jobs = try newest(3, "SELECT id FROM intervention WHERE state = 'done'")
    let seasons = try newest(
      4, "SELECT id FROM parcel_season WHERE campaign = (SELECT max(campaign) FROM parcel_season)")
    let day = Value.text((monday + -random.within(3...9)).iso)
    try save(
      jobs.map { id, _ in
        WorkEdit(kind: .update, table: "intervention", row: id, cells: ["done_on": day])
      })
    try save(
      seasons.map { id, _ in
        WorkEdit(kind: .update, table: "parcel_season", row: id, cells: ["sown_on": day])
      })
  }

  func renumberAnimals() throws(DemoFarmError) {
    let animals = try newest(4, "SELECT id FROM animal WHERE true")
    var next = 7000 + random.below(2000)
    try save(
      animals.map { id, _ in
        next += 1
        return WorkEdit(
          kind: .update, table: "animal", row: id, cells: ["work_no": .text(String(next))])
      })
  }

  func notifyEvents() throws(DemoFarmError) {
    let sql = """
      SELECT id FROM animal_event
      WHERE kind IN ('birth', 'arrival', 'departure') AND notified_on IS NULL
      """
    try save(
      newest(3, sql).map { id, _ in
        WorkEdit(
          kind: .update, table: "animal_event", row: id,
          cells: ["notified_on": .text((monday + 1).iso)])
      })
  }

  func renameParcel() throws(DemoFarmError) {
    try save(
      newest(1, "SELECT id, label FROM parcel WHERE true").map { id, cells in
        WorkEdit(
          kind: .update, table: "parcel", row: id,
          cells: ["label": .text(text(cells[0]) + " (remembré)")])
      })
  }

  func addProduct() throws(DemoFarmError) {
    let product = random.rowID(on: monday)
    let number = digits(11_500 + random.below(900), 5) + "P/B"
    try save([
      WorkEdit(
        kind: .create, table: "product", row: product,
        cells: [
          "id": .id(product), "kind": .text("ppp"), "name": .text("Nouvalor 200 SC"),
          "authorisation_no": .text(number), "base_unit": .text("ml"),
        ]),
      use(of: product, on: CropPlan.winterWheat.eppo),
    ])
  }

  private func use(of product: RowID, on eppo: String) -> WorkEdit {
    let id = random.rowID(on: monday)
    return WorkEdit(
      kind: .create, table: "product_use", row: id,
      cells: [
        "id": .id(id), "product_id": .id(product), "eppo": .text(eppo),
        "max_dose_per_ha": .integer(800), "max_applications": .integer(2),
        "bbch_min": .integer(30), "bbch_max": .integer(59), "pre_harvest_days": .integer(35),
      ])
  }

  func deletePlannedJob() throws(DemoFarmError) {
    for (job, _) in try newest(1, "SELECT id FROM intervention WHERE state = 'planned'") {
      let inputs = try connection.rows(
        "SELECT id FROM intervention_input WHERE intervention_id = ?", [.id(job)])
      let children = inputs.compactMap { row in
        identity(row.first).map { WorkEdit(kind: .delete, table: "intervention_input", row: $0) }
      }
      try save(children + [WorkEdit(kind: .delete, table: "intervention", row: job)])
    }
  }

  func planJobs() throws(DemoFarmError) {
    let seasons = try newest(
      5,
      """
      SELECT id, area_m2 FROM parcel_season
      WHERE campaign = (SELECT max(campaign) FROM parcel_season)
      """)
    guard let worker = try newest(1, "SELECT id FROM operator WHERE true").first?.id else {
      throw .nothingToWorkOn(table: "operator")
    }
    try save(
      seasons.map { season, cells in
        let id = random.rowID(on: monday)
        return WorkEdit(
          kind: .create, table: "intervention", row: id,
          cells: [
            "id": .id(id), "parcel_season_id": .id(season), "kind": .text("tillage"),
            "state": .text("planned"), "done_on": .text((monday + random.within(2...9)).iso),
            "operator_id": .id(worker), "area_m2": cells[0],
          ])
      })
  }

  func addCalf() throws(DemoFarmError) {
    guard let farm = try newest(1, "SELECT id FROM farm WHERE is_client = 0").first?.id else {
      throw .nothingToWorkOn(table: "farm")
    }
    let id = random.rowID(on: monday)
    let tag = "BE\(random.below(10))" + digits(90_000_000 + random.below(9_999_999), 8)
    try save([
      WorkEdit(
        kind: .create, table: "animal", row: id,
        cells: [
          "id": .id(id), "farm_id": .id(farm), "ear_tag": .text(tag),
          "work_no": .text(String(tag.suffix(4))), "species": .text("bovine"), "sex": .text("F"),
          "born_on": .text(monday.iso),
        ])
    ])
  }

  /// Newest rows of a query that starts with the identity; what the pocket knows comes first.
  private func newest(
    _ count: Int, _ sql: String
  ) throws(DemoFarmError) -> [(id: RowID, cells: [Value])] {
    let edited = Set(edits.map(\.row))
    let rows = try connection.rows("\(sql) ORDER BY id DESC LIMIT \(Self.candidateLimit)")
    let candidates = rows.compactMap { row -> (id: RowID, cells: [Value])? in
      guard let id = identity(row.first), !edited.contains(id) else { return nil }
      return (id, Array(row.dropFirst()))
    }
    let known = candidates.filter { shared.contains($0.id) }
    let unknown = candidates.filter { !shared.contains($0.id) }
    return Array((known + unknown).prefix(count))
  }

  private func save(_ task: [WorkEdit]) throws(DemoFarmError) {
    try connection.execute("BEGIN IMMEDIATE")
    for edit in task {
      let (sql, values) = edit.statement
      try connection.rows(sql, values)
    }
    try connection.execute("COMMIT")
    edits += task
  }
}

extension WorkEdit {
  /// The statement that a farm program would send, with its values.
  var statement: (sql: String, values: [Value]) {
    let columns = cells.keys.sorted()
    let values = columns.map { cells[$0] ?? .null }
    switch kind {
    case .create:
      let marks = columns.map { _ in "?" }.joined(separator: ", ")
      return ("INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))", values)
    case .update:
      let sets = columns.map { "\($0) = ?" }.joined(separator: ", ")
      return ("UPDATE \(table) SET \(sets) WHERE id = ?", values + [.id(row)])
    case .delete:
      return ("DELETE FROM \(table) WHERE id = ?", [.id(row)])
    }
  }
}

private func identity(_ value: Value?) -> RowID? {
  guard case .blob(let bytes)? = value else { return nil }
  return RowID(bytes)
}

private func integer(_ value: Value) -> Int64 {
  guard case .integer(let number) = value else { return 0 }
  return number
}

private func text(_ value: Value) -> String {
  guard case .text(let text) = value else { return "" }
  return text
}
