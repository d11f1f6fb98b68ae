extension CropPlan {
  static let winterWheat = CropPlan(
    eppo: "TRZAW",
    varieties: ["Chevignon", "KWS Extase", "Winner", "Campesino", "LG Keramik", "SU Ecusson"],
    seedPerHectare: 155_000, yieldKilogramsPerHectare: 7200...10_800,
    moisturePermille: 128...162,
    destinations: ["Négoce Hesbaye", "Coopérative de Gembloux", "Moulin de Statte"],
    targets: ["SEPTTR", "PUCCST", "PUCCRE", "ALOMY", "APESV", "FUSASP"],
    passes: [
      .tillage(-80), .sow(-74), .spray(-52, stage: 12, .herbicide, .insecticide),
      .fertilise(66, .nitrogen), .observe(78, stage: 25),
      .spray(84, stage: 29, .herbicide, .herbicide, .adjuvant), .fertilise(92, .nitrogen),
      .spray(101, stage: 31, .regulator, .fungicide), .fertilise(127, .nitrogen),
      .spray(133, stage: 39, .fungicide, .fungicide, .adjuvant), .observe(146, stage: 55),
      .spray(154, stage: 63, .fungicide, .insecticide), .harvest(213), .other(216),
      .tillage(224),
    ])

  static let winterBarley = CropPlan(
    eppo: "HORVW",
    varieties: ["KWS Orbit", "KWS Faro", "LG Zebra", "Jettoo", "Hirondella"],
    seedPerHectare: 140_000, yieldKilogramsPerHectare: 6800...10_200,
    moisturePermille: 118...150,
    destinations: ["Coopérative de Gembloux", "Négoce Hesbaye", "Ferme (bétail)"],
    targets: ["PYRNTE", "RHYNSE", "RAMUCC", "PUCCHD", "APESV"],
    passes: [
      .tillage(-98), .sow(-92), .spray(-66, stage: 12, .herbicide, .insecticide),
      .fertilise(58, .nitrogen), .observe(70, stage: 26), .fertilise(82, .nitrogen),
      .spray(90, stage: 31, .regulator, .fungicide), .spray(106, stage: 37, .regulator, .adjuvant),
      .spray(124, stage: 45, .fungicide, .fungicide), .observe(140, stage: 61), .harvest(187),
      .other(190), .fertilise(200, .slurry), .tillage(203), .other(205),
    ])

  static let maize = CropPlan(
    eppo: "ZEAMX",
    varieties: ["LG 31207", "P7948", "KWS Rubenio", "DKC 3218", "Benedictio"],
    seedPerHectare: 100_000, yieldKilogramsPerHectare: 38_000...54_000,
    moisturePermille: 640...690,
    destinations: ["Silo de la ferme", "Silo est", "Vente sur pied"],
    targets: ["ECHCG", "CHEAL", "SOLNI", "POLCO", "PYRUNU"],
    passes: [
      .fertilise(88, .manure), .tillage(96), .fertilise(104, .slurry), .tillage(112), .sow(117),
      .fertilise(118, .phosphorusPotassium), .observe(134, stage: 12),
      .spray(142, stage: 14, .herbicide, .herbicide, .adjuvant),
      .spray(157, stage: 16, .herbicide, .adjuvant), .observe(206, stage: 63),
      .observe(246, stage: 83), .harvest(267), .tillage(275),
    ])
}
