extension GermanWords {
  static func text(_ sentence: MeasureSentence) -> String {
    switch sentence {
    case .nothing: "Es wurde noch nichts gemessen: Das beginnt beim nächsten Abgleich."
    case .sessions(1): "Der letzte Abgleich:"
    case .sessions(let count): "Die letzten \(number(count)) Abgleiche, der neueste zuerst:"
    case .repeats(let line): "Wiederholungen auf der Leitung, bis zum letzten Abgleich: \(line)"
    case .copies(1): "Die letzte Sicherungskopie:"
    case .copies(let count): "Die letzten \(number(count)) Kopien, die neueste zuerst:"
    case .copyTimes(let line): "Dauer der Kopien, bis zur letzten: \(line)"
    case .gate(let open, let closed):
      "Prüfungen vor der Kopie: \(number(open))-mal erlaubt, \(number(closed))-mal abgelehnt."
    case .refusal(let code, let times): "\(shown(code)): \(number(times))-mal"
    case .well: "gelungen"
    case .stopped(let code): "abgebrochen: \(shown(code))"
    case .unchanged: "nichts zu kopieren"
    case .written(let path): "Die Messwerte stehen in \(quoted(path))."
    }
  }
}
