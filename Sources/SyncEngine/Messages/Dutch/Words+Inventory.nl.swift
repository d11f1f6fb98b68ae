extension DutchWords {
  static func text(_ sentence: InventorySentence) -> String {
    switch sentence {
    case .onServer(let copies, let bytes):
      copies == 1
        ? "Op de beveiligde server: één volledige kopie van dit bedrijf; \(size(bytes)) in totaal."
        : "Op de beveiligde server: \(number(copies)) volledige kopieën van dit bedrijf; "
          + "\(size(bytes)) in totaal."
    case .allThere: "Alles wat deze pc verstuurd heeft, staat er volledig."
    case .lostCopy(let copy): "Niet volledig, of niet meer aanwezig: kopie \(copy)."
    case .sentByOthers(let count):
      count == 1
        ? "Eén kopie werd niet van hier verstuurd: door een andere pc, of vóór een herinstallatie."
        : "\(number(count)) kopieën werden niet van hier verstuurd: door een andere pc, of vóór "
          + "een herinstallatie."
    case .brokenThere(let count):
      count == 1
        ? "Eén kopie die niet van hier verstuurd werd, is niet volledig."
        : "\(number(count)) kopieën die niet van hier verstuurd werden, zijn niet volledig."
    case .unfinished(let count):
      count == 1
        ? "Eén verzending is begonnen en niet af: de volgende gaat ermee verder."
        : "\(number(count)) verzendingen zijn begonnen en niet af: de volgende gaan ermee verder."
    case .foreignFiles(let count):
      count == 1
        ? "Eén bestand op die plaats hoort niet bij een kopie."
        : "\(number(count)) bestanden op die plaats horen niet bij een kopie."
    }
  }
}
