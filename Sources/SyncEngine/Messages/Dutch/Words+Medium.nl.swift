extension DutchWords {
  private static let choose = "Sluit een USB-stick of een externe schijf aan en kies die."
  private static let nothingWritten = "Er is niets geschreven; de vorige kopieën zijn intact."

  static func telling(_ problem: MediumProblem) -> Telling {
    Telling(headline(of: problem), nothingWritten, choose)
  }

  private static func headline(of problem: MediumProblem) -> String {
    switch problem {
    case .systemDisk(let path):
      "\(quoted(path)) staat op de schijf van de pc: de kopie zou met de pc verloren gaan."
    case .databaseDisk(let path):
      "\(quoted(path)) staat op dezelfde schijf als de databank: de kopie zou mee verloren gaan."
    case .internalDisk(let path):
      "\(quoted(path)) staat op een vaste schijf in de pc: de kopie zou met de pc verloren gaan."
    case .network(let path):
      "\(quoted(path)) is een map op het netwerk, geen externe drager."
    case .memory(let path):
      "\(quoted(path)) staat in het geheugen van de pc: zonder stroom is de kopie weg."
    case .overlay(let path):
      "\(quoted(path)) is een samengestelde map: haar schijf is niet bekend."
    case .fuse(let path):
      "\(quoted(path)) loopt via een ander programma: de schijf is niet bekend."
    case .loopFile(let path):
      "\(quoted(path)) is een bestand op een andere schijf, geen externe drager."
    case .notMounted(let path):
      "\(quoted(path)) hoort bij geen aangesloten drager."
    case .unknownDevice(let path):
      "De schijf van \(quoted(path)) is niet herkend."
    case .notAFolder(let path):
      "\(quoted(path)) is geen map."
    }
  }

  static func telling(_ problem: VolumeProblem) -> Telling {
    switch problem {
    case .none:
      Telling("Er is geen USB-stick of externe schijf aangesloten.", nothingWritten, choose)
    case .several(let names):
      Telling(
        "Er zijn verschillende dragers aangesloten: \(some(names)).", nothingWritten,
        "Kies er een met --to.")
    case .notFound(let name):
      Telling(
        "Geen aangesloten drager heet \(quoted(name)).", nothingWritten,
        "Kies een naam die “pocket-sync volumes” toont.")
    case .full(0, _):
      Telling(
        "De drager is vol.", copiesKept,
        "Neem een grotere USB-stick of schijf en bewaar de oude.")
    case .full(let needed, let free):
      Telling(
        "De drager is vol: er is \(size(needed)) nodig en \(size(free)) vrij.", copiesKept,
        "Neem een grotere USB-stick of schijf en bewaar de oude.")
    case .readOnly:
      Telling(
        "De drager laat zich niet beschrijven.", copiesKept,
        "Haal de schrijfbeveiliging eraf of neem een andere.")
    case .vanished:
      Telling(
        "De drager is tijdens het werk losgekoppeld.",
        "De lopende kopie telt niet; de vorige zijn niet aangeraakt.",
        "Sluit hem weer aan en probeer opnieuw.")
    case .replaced:
      Telling(
        "Er zit een andere drager op de plaats van de gekozen drager.", copiesKept,
        "Sluit de juiste drager weer aan en probeer opnieuw.")
    }
  }
}
