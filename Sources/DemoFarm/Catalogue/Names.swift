/// Invented names in the style of Walloon, Flemish and East Belgian farms.
enum Names {
  static let operators: [(name: String, licence: String?)] = [
    ("Luc Delvaux", "P3"), ("Marie-Claire Dumont", "P2"), ("Jan Vermeulen", "P2"),
    ("Benoît Lambert", "P1"), ("Karel De Smet", "NP"), ("Sabine Schmitz", nil),
  ]

  static let clients = ["Ferme Lambotte", "Hoeve Ter Linden", "Hof am Kirchweg"]

  static let suppliers = [
    "Négoce Hesbaye", "Coopérative de Gembloux", "Aveve Landen", "Agri-Service Ciney",
    "Raiffeisen Eupen",
  ]

  static let breeds = ["Blanc-Bleu Belge", "Holstein", "Pie rouge", "Limousine", "Charolaise"]

  static let parcelNouns: [String] = [
    "Champ du Moulin", "Fond des Vaux", "Les Trois Tilleuls", "Terre à l'Chapelle", "Al Vôye",
    "Grand Champ", "Pré du Curé", "La Haute Borne", "Campagne de Hottomont", "Bois Brûlé",
    "Trî Madame", "Culot du Ry", "Sart à Rêves", "Pachis Colin", "Tienne aux Pierres",
    "Chemin de Wavre", "Les Quatre Bonniers", "Terre aux Joncs", "Fosse Marlière", "Warichet",
    "Molenakker", "Grote Kouter", "Hoogveld", "Kapelleveld", "Lange Beemd", "Zwarte Hoek",
    "Kerkakker", "Bosveld", "Steenweg Noord", "Veldeke", "Mühlenfeld", "Am Kirchweg",
    "Lange Wiese", "Hinter dem Busch", "Steinacker",
  ]

  static let parcelSuffixes = ["", " haut", " bas", " nord", " sud", " 2", " (Delhaye)", " est"]

  static let notes: [String] = [
    "Rosée en début de matinée, feuillage sec à partir de 9 h.",
    "Vent tombé vers 19 h, traité à la soirée.",
    "Buse anti-dérive 50 %, bande de 2 m le long du fossé laissée non traitée.",
    "Passage raccourci : la bande près du bois est trop humide.",
    "Rechargé deux fois, fond de cuve dilué et épandu sur la parcelle.",
    "Chardons par taches au coin nord-est, à revoir dans dix jours.",
    "Pluie de 4 mm annoncée pour la nuit.",
    "Feuilles du bas touchées, les deux dernières sont propres.",
    "Quelques pucerons par plante, auxiliaires présents.",
    "Sol bien ressuyé, bonne portance.",
    "Ornières au bout du champ depuis la récolte de betteraves.",
    "Levée régulière, quelques manques sur les tournières.",
    "Voisin prévenu avant le passage.",
    "Dose réduite d'un quart, adventices au stade cotylédons.",
    "Tracteur en panne deux heures, fini le lendemain matin.",
    "Lisier épandu au pendillard, incorporé dans les quatre heures.",
    "Analyse de sol reçue, fumure adaptée.",
    "Dégâts de sangliers sur environ 30 ares.",
    "Récolte arrêtée par la pluie à 17 h, reste environ 1 ha.",
    "Paille pressée en ballots carrés, 7 ballots à l'hectare.",
    "Contrôle de l'organisme certificateur passé sans remarque.",
    "Perceel droog genoeg, gezaaid op 3 cm.",
    "Randen niet behandeld wegens wind uit het westen.",
    "Am Waldrand Wildschaden, etwa 10 Ar.",
  ]

  static let animalNotes: [String] = [
    "Boiterie postérieure gauche, revue après trois jours.",
    "Vêlage facile, veau debout en une heure.",
    "Césarienne, vétérinaire Dr Pirard.",
    "Veau mis au colostrum, 3 litres.",
    "Chaleurs observées le matin.",
    "Mise à l'infirmerie, température 39,8.",
    "Retour au troupeau.",
    "Boucle perdue au râtelier, remplacée.",
    "Départ vers le marchand de Ciney.",
  ]
}
