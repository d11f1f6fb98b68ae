import Records

/// The catalogue on the PC: products, the uses they are authorised for, and what fits a job.
struct ProductShelf {
  private(set) var products: [FarmProduct] = []
  private var byUse: [Use: [Int]] = [:]

  private struct Use: Hashable {
    let role: ProductRole
    let eppo: String
  }

  init(scale: FarmScale, writer: FarmWriter, random: inout SeededRandom) throws(DemoFarmError) {
    for family in ProductFamily.all {
      for (index, name) in family.names.enumerated() {
        add(Self.make(name, index, family, scale, &random))
      }
    }
    for plan in CropPlan.all {
      for variety in plan.varieties {
        add(Self.seed(variety, plan, scale, &random))
      }
    }
    for product in products {
      try Self.write(product, writer, &random)
    }
  }

  /// A product of the role that was sold on the day and may be used on the crop.
  func product(
    for role: ProductRole, on eppo: String, day: CalendarDay, random: inout SeededRandom
  ) -> FarmProduct {
    let fitting = byUse[Use(role: role, eppo: eppo)] ?? byUse[Use(role: role, eppo: "")] ?? []
    precondition(!fitting.isEmpty, "no product for \(role) on \(eppo)")
    // A farm keeps to a few products for years; the habit changes slowly.
    let habit = (day.number / 700) % fitting.count
    for attempt in 0..<fitting.count {
      let product = products[fitting[(habit + attempt + random.below(6)) % fitting.count]]
      if product.isSold(on: day) { return product }
    }
    return products[fitting[0]]
  }

  /// The seed of a variety, where the catalogue has it.
  func seed(_ variety: String, on eppo: String) -> FarmProduct? {
    (byUse[Use(role: .seed, eppo: eppo)] ?? []).lazy.map { products[$0] }
      .first { $0.name == "Semence \(variety)" }
  }

  private mutating func add(_ product: FarmProduct) {
    for eppo in product.crops.isEmpty ? [""] : product.crops {
      byUse[Use(role: product.role, eppo: eppo), default: []].append(products.count)
    }
    products.append(product)
  }

  private static func make(
    _ name: String, _ index: Int, _ family: ProductFamily, _ scale: FarmScale,
    _ random: inout SeededRandom
  ) -> FarmProduct {
    let steps = family.doses.count / family.step
    let dose = family.doses.lowerBound + random.below(max(steps, 1)) * family.step
    let span = max(scale.years * 365, 1)
    // The first of each family stays on sale, so that every job finds a product.
    let isWithdrawn = family.kind == "ppp" && index >= 10 && random.chance(permille: 250)
    return FarmProduct(
      id: random.rowID(on: scale.firstDay, hour: 9), kind: family.kind, role: family.role,
      name: name, authorisation: authorisation(family.kind, &random), unit: family.unit,
      maximumDose: dose, nutrients: family.nutrients,
      withdrawnOn: isWithdrawn ? scale.firstDay + 365 + random.below(span) : nil,
      crops: family.kind == "ppp" ? crops(index, &random) : [])
  }

  private static func seed(
    _ variety: String, _ plan: CropPlan, _ scale: FarmScale, _ random: inout SeededRandom
  ) -> FarmProduct {
    let isCounted = ["BEAVA", "CICIN", "ZEAMX"].contains(plan.eppo)
    return FarmProduct(
      id: random.rowID(on: scale.firstDay, hour: 9), kind: "seed", role: .seed,
      name: "Semence \(variety)", authorisation: nil, unit: isCounted ? "piece" : "g",
      maximumDose: plan.seedPerHectare, nutrients: nil, withdrawnOn: nil, crops: [plan.eppo])
  }

  /// One of the farm's crops in turn, so that each has products, and some others.
  private static func crops(_ index: Int, _ random: inout SeededRandom) -> [String] {
    var crops = [CropPlan.all[index % CropPlan.all.count].eppo]
    for _ in 0..<random.within(2...8) {
      let other = random.pick(CropName.all).eppo
      if !crops.contains(other) { crops.append(other) }
    }
    return crops
  }

  private static func authorisation(_ kind: String, _ random: inout SeededRandom) -> String? {
    switch kind {
    case "ppp": digits(7000 + random.below(4500), 4) + random.pick(["P/B", "P/B", "P/B", "P/P"])
    case "vet": "BE-V" + digits(100_000 + random.below(600_000), 6)
    default: nil
    }
  }

  private static func write(
    _ product: FarmProduct, _ writer: FarmWriter, _ random: inout SeededRandom
  ) throws(DemoFarmError) {
    try writer.insert(
      "product",
      [
        .id(product.id), .text(product.kind), .text(product.name), .string(product.authorisation),
        .text(product.unit), .number(product.nutrients?.nitrogen),
        .number(product.nutrients?.phosphorus), .number(product.nutrients?.potassium),
        .day(product.withdrawnOn),
      ])
    guard product.kind == "ppp" else { return }
    for eppo in product.crops {
      let first = random.within(0...40)
      try writer.insert(
        "product_use",
        [
          .id(RowID(high: product.id.high, low: 0x8000_0000_0000_0000 | random.word() >> 2)),
          .id(product.id), .text(eppo), .number(product.maximumDose),
          .number(random.within(1...4)), .number(first), .number(random.within(first...99)),
          .number(random.within(0...90)),
        ])
    }
  }
}
