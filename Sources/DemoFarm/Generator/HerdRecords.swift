import Records

/// Twenty years of the herd, event by event in the order of time.
struct HerdRecords {
  let scale: FarmScale
  let reference: ReferenceData
  let writer: FarmWriter
  var random: SeededRandom

  private struct Animal {
    let id: RowID
    let isFemale: Bool
    let born: CalendarDay
  }

  private var living: [Animal] = []
  private var tagNumber = 21_000_000

  private static let calvingAgeDays = 800
  private static let spareAnimals = 8

  init(scale: FarmScale, reference: ReferenceData, writer: FarmWriter, random: SeededRandom) {
    self.scale = scale
    self.reference = reference
    self.writer = writer
    self.random = random
  }

  mutating func write() throws(DemoFarmError) {
    let count = scale.years * scale.animalEventsPerYear
    let span = scale.years * 365
    let first = scale.today + -span
    for _ in 0..<scale.cattle {
      let born = first + -random.within(30...2400)
      try add(born: born, isFemale: random.chance(permille: 720), dam: nil)
    }
    for index in 0..<count {
      try event(on: first + (index * span / count))
    }
  }

  private mutating func event(on day: CalendarDay) throws(DemoFarmError) {
    if living.count > scale.cattle + Self.spareAnimals { return try depart(on: day) }
    switch random.below(1000) {
    case 0..<65: try calve(on: day)
    case 65..<69: try arrive(on: day)
    case 69..<74: try retag(on: day)
    case 74..<394: try treat(on: day)
    case 394..<560: try inseminate(on: day)
    default: try weigh(on: day)
    }
  }

  @discardableResult
  private mutating func add(
    born: CalendarDay, isFemale: Bool, dam: Animal?
  ) throws(DemoFarmError) -> Animal {
    let animal = Animal(id: random.rowID(on: born, hour: 6), isFemale: isFemale, born: born)
    tagNumber += 1 + random.below(3)
    // Given with the tag, as it is printed on it; never computed.
    let tag = "BE\(random.below(10))" + digits(tagNumber, 8)
    try writer.insert(
      "animal",
      [
        .id(animal.id), .id(reference.farm), .text(tag), .text(String(tag.suffix(4))),
        .text("bovine"), .text(isFemale ? "F" : "M"), .text(random.pick(Names.breeds)),
        .day(born), .id(dam?.id),
      ])
    living.append(animal)
    return animal
  }

  private mutating func calve(on day: CalendarDay) throws(DemoFarmError) {
    let cows = living.filter { $0.isFemale && $0.born + Self.calvingAgeDays < day }
    guard !cows.isEmpty else { return try weigh(on: day) }
    let calf = try add(
      born: day, isFemale: random.chance(permille: 490), dam: random.pick(cows))
    try record("birth", calf, on: day, quantity: random.within(28...56), notified: true)
  }

  private mutating func arrive(on day: CalendarDay) throws(DemoFarmError) {
    let animal = try add(born: day + -random.within(200...900), isFemale: true, dam: nil)
    try record("arrival", animal, on: day, herd: herd(), notified: true)
  }

  private mutating func depart(on day: CalendarDay) throws(DemoFarmError) {
    let surplus = living.indices.filter {
      !living[$0].isFemale || living[$0].born + 2200 < day
    }
    let index = surplus.isEmpty ? random.below(living.count) : random.pick(surplus)
    let animal = living.remove(at: index)
    let isDead = random.chance(permille: 80)
    try record(
      isDead ? "death" : "departure", animal, on: day, herd: isDead ? nil : herd(),
      notified: true)
  }

  private mutating func retag(on day: CalendarDay) throws(DemoFarmError) {
    let animal = random.pick(living)
    try record("retag", animal, on: day)
  }

  private mutating func weigh(on day: CalendarDay) throws(DemoFarmError) {
    let animal = random.pick(living)
    let age = max(day.number - animal.born.number, 0)
    let kilograms = min(42 + age * 9 / 10, animal.isFemale ? 690 : 760) + random.within(-18...18)
    try record("weighing", animal, on: day, quantity: max(kilograms, 25))
  }

  private mutating func inseminate(on day: CalendarDay) throws(DemoFarmError) {
    let cows = living.filter { $0.isFemale && $0.born + 450 < day }
    guard !cows.isEmpty else { return try weigh(on: day) }
    let cow = random.pick(cows)
    try record("insemination", cow, on: day, quantity: 1)
  }

  private mutating func treat(on day: CalendarDay) throws(DemoFarmError) {
    let animal = random.pick(living)
    let role = random.pick([ProductRole.antibiotic, .antibiotic, .antiparasitic, .vaccine])
    let product = reference.products.product(for: role, on: "", day: day, random: &random)
    let withdrawal = role == .vaccine ? nil : day + random.within(4...56)
    try record(
      "treatment", animal, on: day, product: product.id, quantity: product.maximumDose,
      withdrawal: withdrawal)
  }

  private mutating func herd() -> String { "BE" + digits(random.below(99_999_999), 8) + "-0101" }

  private mutating func record(
    _ kind: String, _ animal: Animal, on day: CalendarDay, product: RowID? = nil,
    quantity: Int? = nil, withdrawal: CalendarDay? = nil, herd: String? = nil,
    notified: Bool = false
  ) throws(DemoFarmError) {
    let told = notified ? day + random.within(0...6) : nil
    try writer.insert(
      "animal_event",
      [
        .id(random.rowID(on: day, hour: random.within(5...21))), .id(animal.id), .text(kind),
        .day(day), .id(random.pick(reference.operators)), .id(product), .number(quantity),
        .day(withdrawal), .string(herd), .day(told.flatMap { $0 > scale.today ? nil : $0 }),
        .string(random.chance(permille: 120) ? random.pick(Names.animalNotes) : nil),
      ])
  }
}
