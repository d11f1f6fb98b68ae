extension DutchWords {
  static func text(_ sentence: MeasureSentence) -> String {
    switch sentence {
    case .nothing: "Er is nog niets gemeten: dat begint bij de volgende synchronisatie."
    case .sessions(1): "De laatste uitwisseling:"
    case .sessions(let count): "De laatste \(number(count)) uitwisselingen, de nieuwste eerst:"
    case .repeats(let line): "Herhalingen op de lijn, tot de laatste uitwisseling: \(line)"
    case .copies(1): "De laatste reservekopie:"
    case .copies(let count): "De laatste \(number(count)) reservekopieën, de nieuwste eerst:"
    case .copyTimes(let line): "Duur van de kopieën, tot de laatste: \(line)"
    case .gate(let open, let closed):
      "Controles vóór de kopie: \(number(open)) keer akkoord, \(number(closed)) keer geweigerd."
    case .refusal(let code, let times): "\(shown(code)): \(number(times)) keer"
    case .well: "gelukt"
    case .stopped(let code): "gestopt: \(shown(code))"
    case .unchanged: "niets te kopiëren"
    case .written(let path): "De metingen staan in \(quoted(path))."
    }
  }
}
