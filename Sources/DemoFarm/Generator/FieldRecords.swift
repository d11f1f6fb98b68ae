import Records

/// Twenty years of work on the parcels: seasons, interventions, inputs, harvests and stock.
struct FieldRecords {
  let scale: FarmScale
  let reference: ReferenceData
  let writer: FarmWriter
  var random: SeededRandom
  var stock = StockBook()

  /// One parcel in one campaign.
  struct Season {
    let id: RowID
    let parcel: FarmParcel
    let campaign: Int
    let plan: CropPlan
    let variety: String
    /// How many days early or late this parcel was all year.
    let delay: Int

    func day(of pass: PlannedPass) -> CalendarDay {
      CalendarDay(campaign, 1, 1) + (pass.day + delay)
    }
  }

  mutating func write() throws(DemoFarmError) {
    var ticket = 1
    for campaign in scale.campaigns {
      let seasons = reference.parcels.indices.map { season(campaign, parcel: $0) }
      for (season, passes) in zip(seasons, passes(of: seasons)) {
        try write(season)
        for pass in passes { try write(pass, in: season, ticket: &ticket) }
      }
      try stock.write(campaign: campaign, to: writer, random: &random)
    }
  }

  private mutating func season(_ campaign: Int, parcel index: Int) -> Season {
    let parcel = reference.parcels[index]
    let plan = plan(campaign, parcel: index)
    return Season(
      id: random.rowID(on: CalendarDay(campaign - 1, 8, 1)), parcel: parcel, campaign: campaign,
      plan: plan, variety: plan.varieties[(campaign / 3 + index) % plan.varieties.count],
      delay: random.within(-7...7))
  }

  private func plan(_ campaign: Int, parcel index: Int) -> CropPlan {
    if reference.parcels[index].isGrassland { return .grassland }
    return CropPlan.rotation[(campaign + index * 5) % CropPlan.rotation.count]
  }

  /// The jobs of every season, so that a campaign has the scale's number of them in all.
  private mutating func passes(of seasons: [Season]) -> [[PlannedPass]] {
    var passes = seasons.map(\.plan.passes)
    var difference = seasons.count * scale.interventionsPerParcel - passes.joined().count
    while difference > 0 {
      let index = random.below(passes.count)
      let isGrassland = seasons[index].plan.eppo == CropPlan.grassland.eppo
      let day = random.within(95...200)
      passes[index].append(
        isGrassland || random.chance(permille: 500)
          ? .observe(day, stage: 30) : .spray(day, stage: 32, .herbicide, .fungicide))
      difference -= 1
    }
    while difference < 0 {
      let index = random.below(passes.count)
      guard let last = passes[index].lastIndex(where: { $0.kind != "sow" }) else { continue }
      passes[index].remove(at: last)
      difference += 1
    }
    return passes
  }

  private mutating func write(_ season: Season) throws(DemoFarmError) {
    let index = reference.parcels.firstIndex { $0.id == season.parcel.id }
    let previous = index.map { plan(season.campaign - 1, parcel: $0).eppo }
    func day(_ kind: String) -> CalendarDay? {
      guard let pass = season.plan.passes.last(where: { $0.kind == kind }) else { return nil }
      let day = season.day(of: pass)
      return day <= scale.today ? day : nil
    }
    try writer.insert(
      "parcel_season",
      [
        .id(season.id), .id(season.parcel.id), .number(season.campaign),
        .text(season.plan.eppo), .text(season.variety), .string(previous),
        .number(season.parcel.squareMetres), .day(day("sow")), .day(day("harvest")),
      ])
  }

  private mutating func write(
    _ pass: PlannedPass, in season: Season, ticket: inout Int
  ) throws(DemoFarmError) {
    let day = season.day(of: pass)
    let hour = random.within(6...20)
    // What is planned was written down a few days ago, not on the day that is still to come.
    let id = random.rowID(on: min(day, scale.today + random.within(-6...0)), hour: hour)
    let isSpray = pass.kind == "spray"
    let weather = isSpray ? weather(day) : nil
    let isTargeted = isSpray && random.chance(permille: 850)
    try writer.insert(
      "intervention",
      [
        .id(id), .id(season.id), .text(pass.kind),
        .string(isSpray ? "surface" : pass.kind == "sow" ? "seed" : nil), .text(state(day)),
        .day(day), .string(isSpray ? digits(hour, 2) + ":" + digits(random.below(60), 2) : nil),
        .id(random.pick(reference.operators)), .number(season.parcel.squareMetres),
        .number(pass.stage), .string(isTargeted ? random.pick(season.plan.targets) : nil),
        .number(weather?.wind), .number(weather?.temperature), .string(note()),
      ])
    for product in products(of: pass, on: day, in: season) {
      try write(product, of: id, on: day, in: season)
    }
    if pass.kind == "harvest" && day <= scale.today {
      try writeHarvest(of: id, on: day, in: season, ticket: ticket)
      ticket += 1
    }
  }

  private func state(_ day: CalendarDay) -> String {
    if day > scale.today { return "planned" }
    return day + 21 < scale.today ? "validated" : "done"
  }

  private mutating func weather(_ day: CalendarDay) -> (wind: Int, temperature: Int) {
    let monthly = [35, 40, 70, 100, 140, 170, 190, 188, 152, 112, 70, 42]
    let mean = monthly[day.parts.month - 1]
    return (random.within(3...42), mean + random.within(-35...45))
  }

  private mutating func note() -> String? {
    guard random.chance(permille: 420) else { return nil }
    let first = random.pick(Names.notes)
    return random.chance(permille: 200) ? first + " " + random.pick(Names.notes) : first
  }

  /// What goes into the tank or the spreader: each product once; sprays are mostly mixtures.
  private mutating func products(
    of pass: PlannedPass, on day: CalendarDay, in season: Season
  ) -> [FarmProduct] {
    var roles = pass.roles
    if pass.kind == "spray" {
      roles += pass.roles.filter { _ in random.chance(permille: 900) }
      roles += pass.roles.filter { _ in random.chance(permille: 650) }
      if random.chance(permille: 600) { roles.append(.adjuvant) }
    }
    var products: [FarmProduct] = []
    for role in roles {
      let eppo = season.plan.eppo
      let picked = reference.products.product(for: role, on: eppo, day: day, random: &random)
      let seed = role == .seed ? reference.products.seed(season.variety, on: eppo) : nil
      let product = seed ?? picked
      if !products.contains(where: { $0.id == product.id }) { products.append(product) }
    }
    return products
  }

  private mutating func write(
    _ product: FarmProduct, of intervention: RowID, on day: CalendarDay, in season: Season
  ) throws(DemoFarmError) {
    let dose = dose(of: product)
    let total = max(dose * season.parcel.squareMetres / 10_000, 1)
    let id = random.rowID(on: min(day, scale.today), hour: 21)
    let isDone = day <= scale.today
    let lot =
      isDone
      ? stock.take(total, of: product.id, on: day, cause: id, random: &random) : nil
    try writer.insert(
      "intervention_input",
      [.id(id), .id(intervention), .id(product.id), .id(lot), .number(dose), .number(total)])
  }

  private mutating func dose(of product: FarmProduct) -> Int {
    let dose = product.maximumDose * random.within(60...100) / 100
    let step = dose >= 10_000 ? 1000 : dose >= 200 ? 10 : 1
    return max(dose / step * step, 1)
  }

  private mutating func writeHarvest(
    of intervention: RowID, on day: CalendarDay, in season: Season, ticket: Int
  ) throws(DemoFarmError) {
    let yield = random.within(season.plan.yieldKilogramsPerHectare)
    try writer.insert(
      "harvest",
      [
        .id(random.rowID(on: day, hour: 22)), .id(intervention),
        .number(yield * season.parcel.squareMetres / 10_000),
        .number(random.within(season.plan.moisturePermille)),
        .text(random.pick(season.plan.destinations)),
        .text("\(season.campaign)-" + digits(ticket, 6)),
      ])
  }
}
