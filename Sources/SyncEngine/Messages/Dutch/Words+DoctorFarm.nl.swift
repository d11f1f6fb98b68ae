import Delivery
import Diagnostics

extension DutchWords {
  static func telling(_ fault: BooksFault) -> Telling {
    switch fault {
    case .noDatabase:
      Telling(
        "Deze gebruiker kent nog geen databank.", untouched,
        "Bereid ze voor met “pocket-sync init”, of noem ze met --database.")
    case .triggersGone:
      Telling(
        "De triggers van pocket-sync staan niet meer in de databank.",
        "Er is niets verloren: alles wordt in de plaats vergeleken, wat trager is.",
        "De opdracht hieronder neemt de wijzigingen over en zet de triggers terug.")
    case .chainGap(let commits):
      Telling(
        "In de keten van uitwisselingen \(isOne(commits) ? "ontbreekt" : "ontbreken")"
          + " \(count(commits, "schakel", "schakels")).", baseKept, helpdesk)
    case .imageMissing(let table):
      Telling("De databank mist het beeld van tabel \(quoted(table)).", baseKept, helpdesk)
    case .ledgerDamaged(let detail):
      Telling(
        "Het register naast de databank is beschadigd\(note(detail)).",
        "Van de databank is niets verloren; alleen het register vergeet uitwisselingen en kopieën.",
        "Het commando hieronder legt het opzij. Synchroniseer daarna en maak een kopie.")
    case .longWriteAheadLog(let bytes):
      Telling(
        "Het logboek naast de databank is tot \(size(bytes)) gegroeid.", untouched,
        "Sluit het bedrijfsprogramma en maak het logboek leeg.")
    }
  }

  static func telling(_ fault: FarmFault) -> Telling {
    switch fault {
    case .neverSynchronised(let label):
      Telling(
        "\(quoted(label)) werd nog nooit helemaal gesynchroniseerd.", kept,
        "Sluit die pocket aan en synchroniseer.")
    case .longUnsynchronised(let label, let moment):
      Telling(
        "\(quoted(label)) werd niet meer gesynchroniseerd sinds \(day(moment)).", kept,
        "Sluit die pocket aan en synchroniseer.")
    case .lastAttemptFailed(let label, let moment):
      Telling(
        "De laatste poging met \(quoted(label)), op \(day(moment)), raakte niet tot het einde.",
        received, "Laat die pocket aangesloten en synchroniseer nog eens.")
    case .noCopy:
      Telling(
        "Er is nog geen kopie op een externe drager.", baseKept,
        "Steek een USB-stick in en voer “pocket-sync --then-backup” uit.")
    case .copyInPlainFolder(let medium):
      Telling(
        "De kopie \(quoted(medium)) staat in een gewone map, niet op een externe drager.",
        baseKept, "Steek een USB-stick in en maak daar een kopie op.")
    case .oldCopy(let medium, let moment):
      Telling(
        "De nieuwste kopie, op \(quoted(medium)), dateert van \(day(moment)).", copiesKept,
        "Maak een nieuwe kopie met “pocket-sync --then-backup”.")
    case .partialCopy(let medium, let generation):
      Telling(
        "Kopie nr. \(number(generation)) op \(quoted(medium)) is gedeeltelijk:"
          + " er ontbreekt een pocket.",
        copiesKept, "Synchroniseer alle pockets en maak een volledige kopie.")
    case .waits(let channel, let count, let since):
      Telling(
        "\(self.count(count, "zending wacht", "zendingen wachten")) op vertrek"
          + " \(whither(channel)), sinds \(day(since)).", copiesKept,
        "Niets te doen: ze worden vanzelf opnieuw geprobeerd.")
    case .waitsLong(let channel, let count, let since):
      Telling(
        "\(self.count(count, "zending wacht", "zendingen wachten")) al te lang op vertrek"
          + " \(whither(channel)), sinds \(day(since)).", copiesKept,
        "Controleer de internetverbinding en verzend dan.")
    case .heldBack(let channel, let code):
      Telling(
        "Een zending \(whither(channel)) wacht op een mens (\(shown(code))).", copiesKept,
        "Doe wat code \(shown(code)) zegt en voer dan “pocket-sync send” uit.")
    case .farmProgramOld(let version):
      Telling(
        "De beveiligde server aanvaardt versie \(quoted(version)) van het bedrijfsprogramma niet.",
        copiesKept, "Werk het bedrijfsprogramma bij (na oktober 2018).")
    case .farmProgramUnknown:
      Telling(
        "De versie van het bedrijfsprogramma is niet bekend, en de server vraagt ernaar.",
        copiesKept, "Zet ze in de instellingen: er is een versie van na oktober 2018 nodig.")
    }
  }

  private static func whither(_ channel: OutsideChannel) -> String {
    switch channel {
    case .server: "naar de beveiligde server"
    case .mail: "naar de helpdesk"
    }
  }

  private static func day(_ milliseconds: UInt64) -> String {
    date(Moment(milliseconds: milliseconds))
  }
}
