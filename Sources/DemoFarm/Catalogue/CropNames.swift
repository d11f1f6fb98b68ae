/// A crop as the registers name it: EPPO code and its names in the three languages.
struct CropName: Sendable {
  let eppo: String
  let french: String
  let dutch: String
  let german: String

  init(_ eppo: String, _ french: String, _ dutch: String, _ german: String) {
    self.eppo = eppo
    self.french = french
    self.dutch = dutch
    self.german = german
  }

  static let all: [CropName] = arable + forage + vegetables + fruit

  private static let arable: [CropName] = [
    CropName("TRZAW", "Froment d'hiver", "Wintertarwe", "Winterweizen"),
    CropName("TRZAS", "Froment de printemps", "Zomertarwe", "Sommerweizen"),
    CropName("TRZSP", "Épeautre", "Spelt", "Dinkel"),
    CropName("TRZDU", "Blé dur", "Durumtarwe", "Hartweizen"),
    CropName("HORVW", "Escourgeon", "Wintergerst", "Wintergerste"),
    CropName("HORVS", "Orge de printemps", "Zomergerst", "Sommergerste"),
    CropName("AVESA", "Avoine", "Haver", "Hafer"),
    CropName("SECCW", "Seigle d'hiver", "Winterrogge", "Winterroggen"),
    CropName("TTLWI", "Triticale d'hiver", "Wintertriticale", "Wintertriticale"),
    CropName("BEAVA", "Betterave sucrière", "Suikerbiet", "Zuckerrübe"),
    CropName("CICIN", "Chicorée industrielle", "Industriële cichorei", "Zichorie"),
    CropName("SOLTU", "Pomme de terre", "Aardappel", "Kartoffel"),
    CropName("ZEAMX", "Maïs", "Maïs", "Mais"),
    CropName("BRSNW", "Colza d'hiver", "Winterkoolzaad", "Winterraps"),
    CropName("BRSNS", "Colza de printemps", "Zomerkoolzaad", "Sommerraps"),
    CropName("LIUUT", "Lin textile", "Vlas", "Faserlein"),
    CropName("HELAN", "Tournesol", "Zonnebloem", "Sonnenblume"),
    CropName("GLXMA", "Soja", "Soja", "Sojabohne"),
    CropName("FAGES", "Sarrasin", "Boekweit", "Buchweizen"),
    CropName("CNISA", "Chanvre", "Hennep", "Hanf"),
    CropName("CMASA", "Caméline", "Huttentut", "Leindotter"),
    CropName("CHEQU", "Quinoa", "Quinoa", "Quinoa"),
    CropName("HUMLU", "Houblon", "Hop", "Hopfen"),
    CropName("NIOTA", "Tabac", "Tabak", "Tabak"),
    CropName("SORVU", "Sorgho", "Sorghum", "Sorghumhirse"),
  ]

  private static let forage: [CropName] = [
    CropName("LOLPE", "Ray-grass anglais", "Engels raaigras", "Deutsches Weidelgras"),
    CropName("LOLMU", "Ray-grass italien", "Italiaans raaigras", "Welsches Weidelgras"),
    CropName("PHLPR", "Fléole des prés", "Timoteegras", "Wiesenlieschgras"),
    CropName("DACGL", "Dactyle", "Kropaar", "Knaulgras"),
    CropName("FESAR", "Fétuque élevée", "Rietzwenkgras", "Rohrschwingel"),
    CropName("TRFRE", "Trèfle blanc", "Witte klaver", "Weißklee"),
    CropName("TRFPR", "Trèfle violet", "Rode klaver", "Rotklee"),
    CropName("TRFAL", "Trèfle d'Alexandrie", "Alexandrijnse klaver", "Alexandrinerklee"),
    CropName("MEDSA", "Luzerne", "Luzerne", "Luzerne"),
    CropName("ONBVI", "Sainfoin", "Esparcette", "Esparsette"),
    CropName("VICSA", "Vesce commune", "Voederwikke", "Saatwicke"),
    CropName("BEAVC", "Betterave fourragère", "Voederbiet", "Futterrübe"),
    CropName("SINAL", "Moutarde blanche", "Gele mosterd", "Weißer Senf"),
    CropName("PHCTA", "Phacélie", "Phacelia", "Phazelie"),
    CropName("RAPSO", "Radis fourrager", "Bladrammenas", "Ölrettich"),
  ]

  private static let vegetables: [CropName] = [
    CropName("PIBST", "Pois", "Erwt", "Erbse"),
    CropName("VICFX", "Féverole", "Veldboon", "Ackerbohne"),
    CropName("PHSVX", "Haricot", "Boon", "Gartenbohne"),
    CropName("LENCU", "Lentille", "Linze", "Linse"),
    CropName("LUPAL", "Lupin blanc", "Witte lupine", "Weiße Lupine"),
    CropName("DAUCS", "Carotte", "Wortel", "Möhre"),
    CropName("ALLCE", "Oignon", "Ui", "Zwiebel"),
    CropName("ALLPO", "Poireau", "Prei", "Porree"),
    CropName("ALLSA", "Ail", "Knoflook", "Knoblauch"),
    CropName("ALLAS", "Échalote", "Sjalot", "Schalotte"),
    CropName("SPQOL", "Épinard", "Spinazie", "Spinat"),
    CropName("BRSOB", "Chou-fleur", "Bloemkool", "Blumenkohl"),
    CropName("BRSOF", "Chou de Bruxelles", "Spruitkool", "Rosenkohl"),
    CropName("APUGR", "Céleri-rave", "Knolselderij", "Knollensellerie"),
    CropName("PARCR", "Persil", "Peterselie", "Petersilie"),
    CropName("LACSA", "Laitue", "Sla", "Salat"),
    CropName("CICEN", "Endive frisée", "Andijvie", "Endivie"),
    CropName("CICIF", "Chicon", "Witloof", "Chicorée"),
    CropName("CUUPG", "Courgette", "Courgette", "Zucchini"),
    CropName("CUUMA", "Potiron", "Pompoen", "Riesenkürbis"),
    CropName("ASPOF", "Asperge", "Asperge", "Spargel"),
    CropName("LYPES", "Tomate", "Tomaat", "Tomate"),
  ]

  private static let fruit: [CropName] = [
    CropName("MABSD", "Pommier", "Appel", "Apfel"),
    CropName("PYUCO", "Poirier", "Peer", "Birne"),
    CropName("PRNAV", "Cerisier", "Kers", "Süßkirsche"),
    CropName("PRNDO", "Prunier", "Pruim", "Pflaume"),
    CropName("FRAAN", "Fraisier", "Aardbei", "Erdbeere"),
    CropName("RUBID", "Framboisier", "Framboos", "Himbeere"),
    CropName("RIBRU", "Groseillier rouge", "Rode bes", "Rote Johannisbeere"),
    CropName("RIBNI", "Cassis", "Zwarte bes", "Schwarze Johannisbeere"),
  ]
}
