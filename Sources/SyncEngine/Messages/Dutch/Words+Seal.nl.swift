extension DutchWords {
  static func telling(_ problem: SealProblem) -> Telling {
    switch problem {
    case .keyMissing(let recipient):
      Telling(
        "De kopie is vergrendeld en haar sleutel staat niet op deze "
          + "pc\(note(recipient)).",
        copiesKept,
        "Geef de wachtwoordzin of de herstelsleutel van het blad; voor nieuwe kopieën: "
          + "“pocket-sync keys take”.")
    case .wrongPassphrase:
      Telling(
        "De wachtwoordzin is fout.",
        untouched,
        "Typ hem opnieuw, let op hoofdletters en accenten; of typ de herstelsleutel "
          + "van het gedrukte blad.")
    case .malformedRecoveryKey:
      Telling(
        "Dit is geen herstelsleutel: er is een teken fout of er ontbreekt er een.",
        untouched,
        "Vergelijk hem teken voor teken met het blad; hij begint met AGE-SECRET-KEY-1.")
    case .otherKey(let recipient):
      Telling(
        "Deze sleutel is niet die van deze kopie\(note(recipient)).",
        untouched,
        "Zoek het blad van dit bedrijf en van de datum van deze kopie.")
    case .damagedIdentityFile:
      Telling(
        "De vergrendelde sleutel op het medium is beschadigd: de wachtwoordzin kan hem "
          + "niet openen.",
        copiesKept,
        "Typ de herstelsleutel van het gedrukte blad.")
    case .passphraseTooShort(let minimum):
      Telling(
        "De wachtwoordzin is te kort.",
        untouched,
        "Neem minstens \(number(minimum)) tekens, bijvoorbeeld vier woorden.")
    case .passphrasesDiffer:
      Telling(
        "De twee wachtwoordzinnen verschillen.",
        untouched,
        "Begin opnieuw en typ tweemaal dezelfde.")
    case .keyExists(let path):
      Telling(
        "Dit bedrijf heeft al een sleutel\(note(path)).",
        untouched,
        "Druk het blad opnieuw af met “pocket-sync keys sheet”.")
    case .noKey:
      Telling(
        "De kopieën van dit bedrijf zijn niet vergrendeld: er is geen sleutel.",
        untouched,
        "Maak er een met “pocket-sync keys new”.")
    case .noMemory:
      Telling(
        "Deze pc heeft te weinig vrij geheugen voor de wachtwoordzin.",
        untouched,
        "Sluit andere programma’s en probeer opnieuw, of typ de herstelsleutel.")
    }
  }

  static func text(_ sentence: SealSentence) -> String {
    switch sentence {
    case .loseBoth:
      "De kopieën worden vergrendeld. Wie dit blad én de wachtwoordzin kwijtraakt, "
        + "is de kopieën kwijt: niemand kan ze openen, ook de helpdesk niet."
    case .staysReadable:
      "Zonder sleutel blijven leesbaar op het medium: namen van pockets, datums, "
        + "tabellen en hun aantal rijen."
    case .choosePassphrase:
      "Kies een wachtwoordzin:"
    case .repeatPassphrase:
      "Nog eens dezelfde:"
    case .unlock:
      "Wachtwoordzin, of herstelsleutel van het blad:"
    case .keyMade:
      "Vanaf nu worden kopieën vergrendeld."
    case .keyTaken:
      "De sleutel staat nu op deze pc: de kopieën gaan ermee verder."
    case .wayLost:
      "De wachtwoordzin opent de kopieën op deze drager niet meer: haar bestand is beschadigd."
        + " Kies er een voor de volgende kopieën; de oudere gaan open met de herstelsleutel."
    case .sheetWritten(let path):
      "Het herstelblad is geschreven: \(quoted(path))."
    case .printSheet:
      "Druk het af, bewaar het ver van pc en medium, en verwijder dan het bestand."
    case .mediaStayPlain:
      "Uw kopieën op USB-stick of schijf blijven leesbaar zonder sleutel: "
        + "alleen wat de hoeve verlaat, is vergrendeld."
    case .outsideKeyMade:
      "De sleutel is gemaakt: wat de hoeve verlaat, is ermee vergrendeld. "
        + "Druk het herstelblad nu af."
    case .olderStayPlain:
      "Eerder gemaakte kopieën blijven zoals ze zijn, niet vergrendeld."
    case .sheetTitle:
      "Herstelblad voor vergrendelde kopieën"
    case .sheetKey:
      "Herstelsleutel"
    case .sheetUse:
      "Herstellen: pocket-sync restore MEDIUM NIEUW-BESTAND, typ dan de "
        + "wachtwoordzin of deze sleutel."
    case .sheetWithoutProgram:
      "Zonder het programma: typ de sleutel in een tekstbestand, dan age -d -i "
        + "SLEUTELBESTAND KOPIE.zst.age | zstd -dc > NIEUW-BESTAND; of python3 "
        + "restore.py op het medium."
    case .sheetKeep:
      "Wie dit blad en een kopie heeft, kan alles lezen. Bewaar het als de "
        + "eigendomsakte, niet bij het medium."
    }
  }
}
