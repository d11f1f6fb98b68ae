import Records

/// A week of records made in the field, as a neutral list that any pocket can apply.
package struct FieldWeek: Sendable {
  private let seed: UInt64
  private let monday: CalendarDay

  /// Takes the seed of the choices and the first day of the week.
  package init(seed: UInt64, monday: CalendarDay) {
    self.seed = seed
    self.monday = monday
  }

  /// The week's edits, parents first: new work on `known` rows, then answers to `office`'s edits.
  package func work(
    knowing known: [KnownRow], meanwhile office: [WorkEdit] = [], interventions: Int = 30
  ) throws(DemoFarmError) -> [WorkEdit] {
    var notebook = try FieldNotebook(
      known: known, avoiding: Set(office.map(\.row)), monday: monday,
      random: SeededRandom(seed: seed))
    for _ in 0..<interventions { notebook.recordIntervention() }
    for _ in 0..<interventions / 2 { notebook.recordAnimalEvent() }
    notebook.recordCalf()
    notebook.completeOwnRecords()
    var answers = FieldAnswers(
      known: known, monday: monday, random: SeededRandom(seed: seed ^ 0xA5))
    return notebook.edits + answers.edits(to: office)
  }
}

/// What a person writes down while walking the parcels and the stable.
private struct FieldNotebook {
  private let byTable: [String: [KnownRow]]
  private let avoided: Set<RowID>
  private let seasons: [KnownRow]
  private let monday: CalendarDay
  private var random: SeededRandom
  private(set) var edits: [WorkEdit] = []

  init(
    known: [KnownRow], avoiding avoided: Set<RowID>, monday: CalendarDay, random: SeededRandom
  ) throws(DemoFarmError) {
    byTable = Dictionary(grouping: known.sorted { $0.id < $1.id }, by: \.table)
    for table in ["parcel_season", "operator", "product", "product_use", "animal", "farm"] {
      guard byTable[table]?.isEmpty == false else { throw .nothingToWorkOn(table: table) }
    }
    self.avoided = avoided
    self.monday = monday
    self.random = random
    let all = byTable["parcel_season"] ?? []
    let newest = all.map { $0.integer("campaign") }.max() ?? 0
    seasons = all.filter { $0.integer("campaign") == newest }
  }

  mutating func recordIntervention() {
    let season = random.pick(seasons)
    let eppo = season.cells["eppo"] ?? .null
    let uses = rows("product_use").filter { $0.cells["eppo"] == eppo }
    let isSpray = !uses.isEmpty && random.chance(permille: 600)
    let day = monday + random.below(6)
    let id = random.rowID(on: day, hour: random.within(6...20))
    let area = season.integer("area_m2")
    var cells: [String: Value] = [
      "id": .id(id), "parcel_season_id": .id(season.id),
      "kind": .text(isSpray ? "spray" : random.pick(["observe", "tillage", "mow", "other"])),
      "state": .text("done"), "done_on": .text(day.iso),
      "operator_id": .id(random.pick(rows("operator")).id), "area_m2": .number(area),
    ]
    if isSpray {
      cells["use_type"] = .text("surface")
      cells["start_hm"] = .text(digits(random.within(6...20), 2) + ":30")
      cells["bbch"] = .number(random.within(10...69))
      cells["wind_dm_s"] = .number(random.within(3...42))
      cells["temp_dc"] = .number(random.within(60...240))
    }
    if random.chance(permille: 500) { cells["note"] = .text(random.pick(Names.notes)) }
    create("intervention", id, cells)
    guard isSpray else { return }
    var used: Set<RowID> = []
    for _ in 0..<random.within(1...3) {
      let use = random.pick(uses)
      guard used.insert(use.id).inserted else { continue }
      recordInput(of: id, use: use, squareMetres: area, on: day)
    }
  }

  private mutating func recordInput(
    of intervention: RowID, use: KnownRow, squareMetres: Int, on day: CalendarDay
  ) {
    let dose = max(use.integer("max_dose_per_ha") * random.within(60...100) / 100, 1)
    let id = random.rowID(on: day, hour: 21)
    create(
      "intervention_input", id,
      [
        "id": .id(id), "intervention_id": .id(intervention),
        "product_id": use.cells["product_id"] ?? .null, "dose_per_ha": .number(dose),
        "total_qty": .number(max(dose * squareMetres / 10_000, 1)),
      ])
  }

  mutating func recordAnimalEvent() {
    let day = monday + random.below(6)
    let id = random.rowID(on: day, hour: random.within(5...21))
    // The youngest are surely still in the stable.
    let animals = Array(rows("animal").suffix(60))
    let medicines = rows("product").filter { $0.cells["kind"] == .text("vet") }
    let isTreatment = !medicines.isEmpty && random.chance(permille: 400)
    var cells: [String: Value] = [
      "id": .id(id), "animal_id": .id(random.pick(animals).id),
      "kind": .text(isTreatment ? "treatment" : "weighing"), "occurred_on": .text(day.iso),
      "operator_id": .id(random.pick(rows("operator")).id),
      "qty": .number(random.within(isTreatment ? 5...60 : 60...640)),
    ]
    if isTreatment {
      cells["product_id"] = .id(random.pick(medicines).id)
      cells["withdrawal_until"] = .text((day + random.within(4...56)).iso)
    }
    if random.chance(permille: 200) { cells["note"] = .text(random.pick(Names.animalNotes)) }
    create("animal_event", id, cells)
  }

  mutating func recordCalf() {
    let day = monday + random.below(6)
    let calf = random.rowID(on: day, hour: 5)
    let tag = "BE\(random.below(10))" + digits(40_000_000 + random.below(9_999_999), 8)
    let farm = rows("farm").first { $0.cells["is_client"] == .integer(0) } ?? rows("farm")[0]
    create(
      "animal", calf,
      [
        "id": .id(calf), "farm_id": .id(farm.id), "ear_tag": .text(tag),
        "work_no": .text(String(tag.suffix(4))), "species": .text("bovine"),
        "sex": .text(random.pick(["F", "M"])), "born_on": .text(day.iso),
      ])
    let event = random.rowID(on: day, hour: 6)
    create(
      "animal_event", event,
      [
        "id": .id(event), "animal_id": .id(calf), "kind": .text("birth"),
        "occurred_on": .text(day.iso), "qty": .number(random.within(28...56)),
        "operator_id": .id(random.pick(rows("operator")).id),
      ])
  }

  /// Adds notes to three records that are already there and takes one back.
  mutating func completeOwnRecords() {
    let children = rows("intervention_input") + rows("harvest")
    let parents = Set(children.compactMap { $0.cells["intervention_id"] })
    let own = rows("intervention").filter {
      !avoided.contains($0.id) && $0.cells["state"] == .text("done")
    }
    for row in own.suffix(3) {
      edits.append(
        WorkEdit(
          kind: .update, table: "intervention", row: row.id,
          cells: ["note": .text("Complété au champ. " + random.pick(Names.notes))]))
    }
    let childless = own.dropLast(3).last { !parents.contains(.id($0.id)) }
    if let row = childless {
      edits.append(WorkEdit(kind: .delete, table: "intervention", row: row.id))
    }
  }

  private func rows(_ table: String) -> [KnownRow] { byTable[table] ?? [] }

  private mutating func create(_ table: String, _ id: RowID, _ cells: [String: Value]) {
    edits.append(WorkEdit(kind: .create, table: table, row: id, cells: cells))
  }
}

extension KnownRow {
  fileprivate func integer(_ column: String) -> Int {
    guard case .integer(let number)? = cells[column] else { return 0 }
    return Int(number)
  }
}
