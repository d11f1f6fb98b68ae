import Records

/// A product of the catalogue, with what the generator must know to use it sensibly.
struct FarmProduct: Sendable {
  let id: RowID
  let kind: String
  let role: ProductRole
  let name: String
  let authorisation: String?
  let unit: String
  /// Highest dose a hectare or an animal, in the product's unit.
  let maximumDose: Int
  /// Nitrogen, phosphorus and potassium in milligrams a unit.
  let nutrients: (nitrogen: Int, phosphorus: Int, potassium: Int)?
  let withdrawnOn: CalendarDay?
  /// EPPO codes of the crops that the authorisation names; empty for what needs none.
  let crops: [String]

  func isSold(on day: CalendarDay) -> Bool {
    withdrawnOn.map { day < $0 } ?? true
  }
}

/// How products of one role are made: name stems, unit and the range of their highest dose.
struct ProductFamily: Sendable {
  let role: ProductRole
  let kind: String
  let unit: String
  let doses: ClosedRange<Int>
  let step: Int
  let nutrients: (nitrogen: Int, phosphorus: Int, potassium: Int)?
  let names: [String]

  private init(
    _ role: ProductRole, _ kind: String, _ unit: String, _ doses: ClosedRange<Int>, step: Int,
    nutrients: (Int, Int, Int)? = nil, _ names: [String]
  ) {
    self.role = role
    self.kind = kind
    self.unit = unit
    self.doses = doses
    self.step = step
    self.nutrients = nutrients
    self.names = names
  }

  /// Invented brands: a real one beside an invented dose would be a false statement about it.
  static let sprayStems: [String] = [
    "Agral", "Belcor", "Cerastar", "Dolmen", "Epilor", "Fongex", "Gramidor", "Hesbane", "Irisol",
    "Jalon", "Kerma", "Lurex", "Meuzor", "Nervia", "Orneau", "Pitchou", "Quarex", "Rulles",
    "Sambrix", "Tihor", "Ulmex", "Vesdra", "Wamme", "Ypral", "Zenor", "Ambrel", "Brabanx",
    "Condrol", "Dylex", "Famex",
  ]

  static let all: [ProductFamily] = sprays + fertilisers + forAnimals

  private static let sprays: [ProductFamily] = [
    ProductFamily(
      .herbicide, "ppp", "ml", 200...3000, step: 50, names(["250 EC", "480 SL", "Duo", "Max"])),
    ProductFamily(.herbicide, "ppp", "g", 15...900, step: 5, names(["75 WG"])),
    ProductFamily(
      .fungicide, "ppp", "ml", 300...2000, step: 50, names(["125 SC", "Pro", "300 EC", "Xtra"])),
    ProductFamily(.insecticide, "ppp", "ml", 50...500, step: 5, names(["100 CS", "Rapid"])),
    ProductFamily(.regulator, "ppp", "ml", 200...2000, step: 50, names(["720", "Stop"])),
    ProductFamily(.adjuvant, "ppp", "ml", 200...1000, step: 50, names(["Oil"])),
  ]

  private static let fertilisers: [ProductFamily] = [
    ProductFamily(
      .nitrogen, "mineral", "g", 150_000...400_000, step: 5000, nutrients: (270, 0, 0),
      ["Ammonitrate 27 %", "Nitrate 27 % + MgO", "Sulfonitrate 26 %", "Azote 27 % big-bag"]),
    ProductFamily(
      .nitrogen, "mineral", "ml", 120_000...330_000, step: 5000, nutrients: (390, 0, 0),
      ["Azote liquide 39 %", "Azote liquide 39 % soufré"]),
    ProductFamily(
      .phosphorusPotassium, "mineral", "g", 150_000...500_000, step: 10_000,
      nutrients: (0, 60, 240),
      ["PK 14-29", "Chlorure de potasse 60 %", "Patentkali", "Superphosphate 18 %"]),
    ProductFamily(
      .lime, "mineral", "g", 1_500_000...5_000_000, step: 100_000,
      ["Chaux magnésienne", "Écumes de sucrerie", "Chaux vive"]),
    ProductFamily(
      .slurry, "organic", "ml", 20_000_000...35_000_000, step: 1_000_000, nutrients: (4, 1, 4),
      ["Lisier bovin", "Lisier porcin", "Digestat liquide"]),
    ProductFamily(
      .manure, "organic", "g", 20_000_000...35_000_000, step: 1_000_000, nutrients: (6, 1, 6),
      ["Fumier bovin", "Fumier de volaille", "Compost vert", "Digestat solide"]),
  ]

  private static let forAnimals: [ProductFamily] = [
    ProductFamily(
      .antibiotic, "vet", "ml", 10...60, step: 5,
      (1...14).map { "Antibiotique injectable \($0)" }),
    ProductFamily(
      .antiparasitic, "vet", "ml", 5...80, step: 5, (1...12).map { "Antiparasitaire \($0)" }),
    ProductFamily(.vaccine, "vet", "ml", 2...5, step: 1, (1...10).map { "Vaccin bovin \($0)" }),
    ProductFamily(
      .feed, "feed", "g", 500...3000, step: 100, (1...16).map { "Concentré formule \($0)" }),
  ]

  private static func names(_ forms: [String]) -> [String] {
    forms.flatMap { form in sprayStems.map { "\($0) \(form)" } }
  }
}
