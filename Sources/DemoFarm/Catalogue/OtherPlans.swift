extension CropPlan {
  static let winterRape = CropPlan(
    eppo: "BRSNW",
    varieties: ["LG Ambassador", "KWS Granos", "Artemis", "DK Exception"],
    seedPerHectare: 2500, yieldKilogramsPerHectare: 3200...4900,
    moisturePermille: 70...92,
    destinations: ["Négoce Hesbaye", "Huilerie de Tellin"],
    targets: ["MELIAE", "CEUTNA", "PSYICH", "SCLESC", "LEPTMA"],
    passes: [
      .tillage(-128), .sow(-121), .spray(-118, stage: 0, .herbicide, .herbicide),
      .spray(-96, stage: 13, .insecticide), .spray(-78, stage: 16, .regulator, .fungicide),
      .fertilise(52, .nitrogen), .spray(72, stage: 31, .insecticide, .regulator),
      .fertilise(76, .nitrogen), .spray(98, stage: 55, .insecticide), .observe(108, stage: 61),
      .spray(117, stage: 65, .fungicide, .adjuvant), .harvest(197), .tillage(205),
    ])

  static let flax = CropPlan(
    eppo: "LIUUT",
    varieties: ["Aramis", "Christine", "Felice", "Avian"],
    seedPerHectare: 115_000, yieldKilogramsPerHectare: 5200...7400,
    moisturePermille: 120...160,
    destinations: ["Teillage de Wevelgem", "Teillage d'Ath"],
    targets: ["APHTEU", "OIDILI", "CHEAL", "POLAV"],
    passes: [
      .tillage(66), .fertilise(70, .phosphorusPotassium), .tillage(80), .sow(83),
      .spray(101, stage: 12, .insecticide), .spray(112, stage: 14, .herbicide, .herbicide),
      .spray(122, stage: 16, .herbicide, .adjuvant), .spray(146, stage: 35, .regulator, .fungicide),
      .spray(158, stage: 51, .fungicide), .observe(178, stage: 75), .other(190), .other(204),
      .harvest(222),
    ])

  static let peas = CropPlan(
    eppo: "PIBST",
    varieties: ["Kayanne", "Astronaute", "Karacter"],
    seedPerHectare: 210_000, yieldKilogramsPerHectare: 3600...5600,
    moisturePermille: 130...160,
    destinations: ["Conserverie de Wépion", "Négoce Hesbaye", "Ferme (bétail)"],
    targets: ["ACYRON", "SITOLI", "BOTRCI", "CHEAL"],
    passes: [
      .tillage(62), .sow(70), .spray(73, stage: 0, .herbicide, .herbicide),
      .spray(106, stage: 13, .insecticide), .spray(116, stage: 15, .herbicide, .adjuvant),
      .observe(138, stage: 39), .spray(146, stage: 60, .fungicide, .insecticide),
      .spray(158, stage: 69, .fungicide), .harvest(206), .tillage(212), .other(218),
    ])

  static let grassland = CropPlan(
    eppo: "LOLPE",
    varieties: ["Prairie permanente", "Mélange pâture", "Mélange fauche"],
    seedPerHectare: 28_000, yieldKilogramsPerHectare: 3200...5200,
    moisturePermille: 380...620,
    destinations: ["Silo de la ferme", "Ballots hangar nord", "Foin grange"],
    targets: ["RUMOB", "CIRAR", "URTDI"],
    passes: [
      .fertilise(44, .slurry), .tillage(64), .fertilise(72, .nitrogen), .sow(84),
      .observe(98, stage: 29), .mow(130), .harvest(132), .fertilise(136, .nitrogen), .mow(170),
      .harvest(172), .fertilise(176, .slurry), .mow(214), .harvest(216),
      .spray(236, stage: 29, .herbicide), .mow(262), .other(270),
    ])
}
