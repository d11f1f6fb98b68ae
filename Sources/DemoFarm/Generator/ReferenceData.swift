import Records

/// A parcel as the generator must know it.
struct FarmParcel: Sendable {
  let id: RowID
  let squareMetres: Int
  let isGrassland: Bool
}

/// What the PC knows before the first job: farms, people, crops, products and parcels.
struct ReferenceData {
  let farm: RowID
  let operators: [RowID]
  let products: ProductShelf
  let parcels: [FarmParcel]

  /// Writes all of it and keeps what the records need.
  init(
    scale: FarmScale, writer: FarmWriter, random: inout SeededRandom
  ) throws(DemoFarmError) {
    try Self.writeProgram(scale, writer)
    let farms = try Self.writeFarms(scale, writer, &random)
    farm = farms[0]
    operators = try Self.writeOperators(scale, writer, &random)
    for crop in CropName.all {
      try writer.insert(
        "crop", [.text(crop.eppo), .text(crop.french), .text(crop.dutch), .text(crop.german)])
    }
    products = try ProductShelf(scale: scale, writer: writer, random: &random)
    var shape = ParcelMaker(scale: scale, farms: farms, random: SeededRandom(seed: random.word()))
    parcels = try shape.write(to: writer)
  }

  private static func writeProgram(
    _ scale: FarmScale, _ writer: FarmWriter
  ) throws(DemoFarmError) {
    try writer.insert(
      "program_version",
      [.number(1), .text("Demo farm program"), .text("2026.2"), .number(31), .day(scale.today)])
    let settings = [
      ("calf.notification", "at_birth"), ("dose.rounding", "5"), ("language", "fr"),
      ("register.phyto.deadline_days", "7"), ("register.cattle.deadline_days", "7"),
      ("spray.ask_bbch", "1"), ("spray.ask_weather", "1"), ("stock.lot_required", "0"),
    ]
    for (name, value) in settings {
      try writer.insert("setting", [.text(name), .text(value)])
    }
  }

  private static func writeFarms(
    _ scale: FarmScale, _ writer: FarmWriter, _ random: inout SeededRandom
  ) throws(DemoFarmError) -> [RowID] {
    var farms: [RowID] = []
    for (index, name) in (["Ferme de la Croix-Blanche"] + Names.clients).enumerated() {
      let id = random.rowID(on: scale.firstDay, hour: 8)
      let producer = "3" + digits(random.below(99_999_999), 8)
      let enterprise = "0" + digits(400_000_000 + random.below(99_999_999), 9)
      let herd = index == 0 ? "BE" + digits(random.below(99_999_999), 8) + "-0101" : nil
      try writer.insert(
        "farm",
        [
          .id(id), .text(name), .text(producer), .text(enterprise), .string(herd),
          .text(["fr", "fr", "nl", "de"][index]), .number(index == 0 ? 0 : 1),
        ])
      farms.append(id)
    }
    return farms
  }

  private static func writeOperators(
    _ scale: FarmScale, _ writer: FarmWriter, _ random: inout SeededRandom
  ) throws(DemoFarmError) -> [RowID] {
    var operators: [RowID] = []
    for (name, licence) in Names.operators {
      let id = random.rowID(on: scale.firstDay, hour: 8)
      let number = licence.map { _ in "PL" + digits(random.below(9_999_999), 7) }
      let until = licence.map { _ in scale.today + random.within(60...1900) }
      try writer.insert(
        "operator",
        [.id(id), .text(name), .string(number), .string(licence), .day(until)])
      operators.append(id)
    }
    return operators
  }
}
