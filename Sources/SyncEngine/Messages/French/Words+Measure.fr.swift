extension FrenchWords {
  static func text(_ sentence: MeasureSentence) -> String {
    switch sentence {
    case .nothing: "Rien n'a encore été mesuré : cela commence à la prochaine synchronisation."
    case .sessions(1): "La dernière séance :"
    case .sessions(let count): "Les \(number(count)) dernières séances, la plus récente d'abord :"
    case .repeats(let line): "Reprises sur la ligne, jusqu'à la dernière séance : \(line)"
    case .copies(1): "La dernière copie :"
    case .copies(let count): "Les \(number(count)) dernières copies, la plus récente d'abord :"
    case .copyTimes(let line): "Durée des copies, jusqu'à la dernière : \(line)"
    case .gate(let open, let closed):
      "Contrôles avant copie : \(count(open, "accord", "accords")), "
        + "\(count(closed, "refus", "refus"))."
    case .refusal(let code, let times): "\(shown(code)) : \(count(times, "fois", "fois"))"
    case .well: "réussie"
    case .stopped(let code): "arrêtée : \(shown(code))"
    case .unchanged: "rien à copier"
    case .written(let path): "Les mesures sont écrites dans \(quoted(path))."
    }
  }
}
