import Gate

extension DutchWords {
  static func telling(_ refusal: GateRefusal) -> Telling {
    switch refusal {
    case .pocketElsewhere(let label):
      Telling(
        "Er is geen kopie gemaakt: \(quoted(label)) is nog niet gesynchroniseerd.", copiesKept,
        "Sluit \(quoted(label)) aan en probeer opnieuw.")
    case .recordsOnPocket(let label, let count):
      Telling(
        "Er is geen kopie gemaakt: \(records(count)) \(isOne(count) ? "staat" : "staan")"
          + " nog op \(quoted(label)).",
        "Er is niets verloren: de pocket bewaart zijn registraties.",
        "Synchroniseer \(quoted(label)) nog eens.")
    case .inboxLeftOver(let label, let count):
      Telling(
        "Er is geen kopie gemaakt: \(records(count)) van \(quoted(label))"
          + " \(isOne(count) ? "wacht" : "wachten") op opname in de databank.",
        "Er is niets verloren: de pc en de pocket bewaren ze.",
        "Synchroniseer \(quoted(label)) nog eens.")
    case .sessionTooOld(let label, 0):
      Telling(
        "Er is geen kopie gemaakt: de klok van de pc ging terug na de synchronisatie van"
          + " \(quoted(label)).",
        copiesKept, "Kijk de klok van de pc na en synchroniseer \(quoted(label)) nog eens.")
    case .sessionTooOld(let label, let minutes):
      Telling(
        "Er is geen kopie gemaakt: \(quoted(label)) is al \(number(minutes)) min geleden"
          + " gesynchroniseerd.",
        copiesKept, "Synchroniseer \(quoted(label)) nog eens.")
    case .quarantine(let number):
      Telling(
        "Er is geen kopie gemaakt: \(records(number)) \(isOne(number) ? "is" : "zijn") onleesbaar.",
        "Er is niets verloren: de pc bewaart ze zoals ze kwamen.", helpdesk)
    case .brokenForeignKeys(let number):
      Telling(
        "Er is geen kopie gemaakt: \(count(number, "rij verwijst", "rijen verwijzen"))"
          + " naar een fiche die niet meer bestaat.",
        copiesKept, helpdesk)
    case .damagedDatabase(let fault):
      Telling(
        "Er is geen kopie gemaakt: de databank van de pc is beschadigd\(note(fault)).",
        "De vorige kopieën zijn niet aangeraakt: bewaar ze.",
        "Voer niets meer in op de pc en bel de helpdesk.")
    case .databaseMoved:
      Telling(
        "Er is geen kopie gemaakt: de databank is gewijzigd nadat de pockets werden gelezen.",
        copiesKept, "Sluit het bedrijfsprogramma en synchroniseer nog eens.")
    case .unknownException(let label):
      Telling(
        "Er is geen kopie gemaakt: geen enkele pocket heet \(quoted(label)).", copiesKept,
        "Neem de naam die “pocket-sync status” toont.")
    case .exceptionWithoutReason(let label):
      Telling(
        "Er is geen kopie gemaakt: de reden om \(quoted(label)) weg te laten ontbreekt.",
        copiesKept, "Geef de reden op met --reason.")
    }
  }
}
