/// What a product is used for; the plan of a crop asks for roles, the season picks products.
enum ProductRole: Hashable, Sendable, CaseIterable {
  case herbicide, fungicide, insecticide, regulator, adjuvant
  case nitrogen, phosphorusPotassium, slurry, manure, lime
  case seed
  case antibiotic, antiparasitic, vaccine
  case feed
}

/// One job of a crop's year; days count from the first of January of the campaign.
struct PlannedPass: Sendable {
  let kind: String
  let day: Int
  let stage: Int?
  let roles: [ProductRole]

  static func spray(_ day: Int, stage: Int, _ roles: ProductRole...) -> Self {
    Self(kind: "spray", day: day, stage: stage, roles: roles)
  }

  static func fertilise(_ day: Int, _ role: ProductRole) -> Self {
    Self(kind: "fertilise", day: day, stage: nil, roles: [role])
  }

  static func sow(_ day: Int) -> Self { Self(kind: "sow", day: day, stage: 0, roles: [.seed]) }
  static func tillage(_ day: Int) -> Self { Self(kind: "tillage", day: day, stage: nil, roles: []) }
  static func mow(_ day: Int) -> Self { Self(kind: "mow", day: day, stage: nil, roles: []) }
  static func harvest(_ day: Int) -> Self { Self(kind: "harvest", day: day, stage: 99, roles: []) }
  static func other(_ day: Int) -> Self { Self(kind: "other", day: day, stage: nil, roles: []) }

  static func observe(_ day: Int, stage: Int) -> Self {
    Self(kind: "observe", day: day, stage: stage, roles: [])
  }
}

/// A crop's year: its jobs, what it yields and where that goes.
struct CropPlan: Sendable {
  let eppo: String
  let varieties: [String]
  /// Seed or plants for a hectare, in grams or pieces.
  let seedPerHectare: Int
  let yieldKilogramsPerHectare: ClosedRange<Int>
  let moisturePermille: ClosedRange<Int>
  let destinations: [String]
  let targets: [String]
  let passes: [PlannedPass]

  static let rotation: [CropPlan] = [
    sugarBeet, winterWheat, potato, winterWheat, winterBarley, maize, winterWheat, chicory, flax,
    winterBarley, winterRape, peas,
  ]

  static let all: [CropPlan] = [
    grassland, sugarBeet, winterWheat, potato, winterBarley, maize, chicory, flax, winterRape, peas,
  ]
}
