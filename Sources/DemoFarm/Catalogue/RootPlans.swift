extension CropPlan {
  static let potato = CropPlan(
    eppo: "SOLTU",
    varieties: ["Fontane", "Challenger", "Bintje", "Innovator", "Agria", "Charlotte"],
    seedPerHectare: 2_200_000, yieldKilogramsPerHectare: 36_000...56_000,
    moisturePermille: 770...810,
    destinations: ["Hangar frigo 1", "Hangar frigo 2", "Usine de frites", "Contrat Warneton"],
    targets: ["PHYTIN", "ALTESO", "MYZUPE", "LPTNDE", "CHEAL"],
    passes: [
      .fertilise(80, .manure), .tillage(95), .fertilise(101, .phosphorusPotassium),
      .fertilise(103, .nitrogen), .sow(106), .tillage(121),
      .spray(128, stage: 8, .herbicide, .herbicide, .adjuvant),
      .spray(150, stage: 31, .fungicide), .spray(157, stage: 35, .fungicide, .insecticide),
      .spray(164, stage: 40, .fungicide, .adjuvant), .spray(171, stage: 45, .fungicide, .fungicide),
      .spray(178, stage: 51, .fungicide), .spray(185, stage: 60, .fungicide, .insecticide),
      .spray(192, stage: 65, .fungicide, .fungicide), .spray(199, stage: 69, .fungicide),
      .spray(206, stage: 75, .fungicide, .fungicide), .spray(213, stage: 81, .fungicide),
      .spray(220, stage: 85, .fungicide, .adjuvant), .spray(232, stage: 91, .herbicide),
      .spray(239, stage: 95, .herbicide, .fungicide), .observe(245, stage: 97), .harvest(258),
      .tillage(268),
    ])

  static let sugarBeet = CropPlan(
    eppo: "BEAVA",
    varieties: ["Caprianna KWS", "Lisanna KWS", "BTS 2860", "Auckland", "Fitis"],
    seedPerHectare: 105_000, yieldKilogramsPerHectare: 72_000...102_000,
    moisturePermille: 740...780,
    destinations: ["Sucrerie de Wanze", "Sucrerie de Tirlemont", "Sucrerie de Fontenoy"],
    targets: ["CERCBE", "UROMBE", "ERYSBE", "APHIFA", "CHEAL", "MATSS"],
    passes: [
      .fertilise(-120, .lime), .tillage(-40), .fertilise(70, .nitrogen), .tillage(79), .sow(84),
      .spray(88, stage: 0, .herbicide), .spray(104, stage: 10, .herbicide, .herbicide, .adjuvant),
      .spray(113, stage: 12, .herbicide, .herbicide, .adjuvant),
      .spray(123, stage: 14, .herbicide, .herbicide, .insecticide),
      .spray(134, stage: 18, .herbicide, .herbicide, .adjuvant), .observe(150, stage: 31),
      .spray(158, stage: 35, .insecticide), .spray(192, stage: 39, .fungicide),
      .spray(214, stage: 43, .fungicide, .adjuvant), .spray(234, stage: 45, .fungicide),
      .observe(255, stage: 47), .harvest(286),
    ])

  static let chicory = CropPlan(
    eppo: "CICIN",
    varieties: ["Orchies", "Hera", "Benulite", "Larigot"],
    seedPerHectare: 170_000, yieldKilogramsPerHectare: 38_000...52_000,
    moisturePermille: 740...780,
    destinations: ["Usine d'Oreye", "Usine de Warcoing"],
    targets: ["ERYSCI", "PUCCCI", "SCLESC", "CHEAL", "SENVU"],
    passes: [
      .tillage(-45), .fertilise(95, .phosphorusPotassium), .tillage(106), .sow(110),
      .spray(112, stage: 0, .herbicide, .herbicide),
      .spray(132, stage: 12, .herbicide, .herbicide, .adjuvant),
      .spray(141, stage: 14, .herbicide, .herbicide), .spray(152, stage: 16, .herbicide, .adjuvant),
      .observe(166, stage: 35), .spray(178, stage: 39, .herbicide),
      .spray(206, stage: 43, .fungicide), .spray(232, stage: 46, .fungicide, .adjuvant),
      .observe(262, stage: 48), .harvest(296),
    ])
}
