import Delivery

extension DutchWords {
  private static let notSent = "Er is niets verzonden; de kopieën op de drager zijn ongeschonden."

  static func telling(_ fault: LetterFault) -> Telling {
    switch fault {
    case .tooFewLines(let found, let minimum):
      Telling(
        "De beschrijving telt \(count(found, "regel", "regels")); er zijn er minstens "
          + "\(number(minimum)) nodig.", notSent,
        "Schrijf wie u bent, wat er gebeurd is en waarom u schrijft, telkens op een regel.")
    case .noIdentity:
      Telling(
        "De beschrijving zegt niet wie u bent.", notSent,
        "Begin met uw naam, het nummer van het bedrijf of uw telefoon.")
    case .noProblem:
      Telling(
        "De beschrijving zegt niet wat er gebeurd is.", notSent,
        "Schrijf wat u aan het doen was en wat er op het scherm stond.")
    case .noPurpose:
      Telling(
        "De beschrijving zegt niet waarom u schrijft.", notSent,
        "Eindig met wat u van de helpdesk verwacht.")
    case .tooManyLines(let found, let maximum):
      Telling(
        "De beschrijving telt \(number(found)) regels; het mogen er hoogstens "
          + "\(number(maximum)) zijn.", notSent,
        "Vertel het belangrijkste; de helpdesk vraagt u de rest.")
    case .fieldTooLong(let field, let scalars, let maximum):
      Telling(
        "\(name(of: field)): \(number(scalars)) tekens; het mogen er hoogstens "
          + "\(number(maximum)) zijn.", notSent, "Maak dit antwoord korter en probeer opnieuw.")
    }
  }

  private static func name(of field: LetterField) -> String {
    switch field {
    case .who: "Wie u bent"
    case .problem: "Wat er gebeurd is"
    case .purpose: "Waarom u schrijft"
    }
  }

  static func telling(_ problem: MailProblem) -> Telling {
    switch problem {
    case .tooLarge(let bytes, let limitBytes):
      Telling(
        "De kopie is te groot voor een e-mail: \(size(UInt64(bytes))), en hoogstens "
          + "\(size(UInt64(limitBytes))) mag.", notSent,
        "Stuur ze naar de beveiligde server; de e-mail vertrekt dan met haar ontvangstbewijs.")
    case .noHelpdeskKey:
      Telling(
        "De publieke sleutel van de helpdesk ontbreekt: de kopie kan niet voor hem op slot.",
        notSent,
        "Vraag hem aan de helpdesk en geef hem aan “pocket-sync channels mail --helpdesk-key”.")
    case .file(let path, let errno):
      Telling(
        "Het bestand van de e-mail \(quoted(path)) kan niet geschreven of gelezen worden"
          + note("errno \(errno)") + ".", notSent,
        "Maak plaats op de schijf van de pc en probeer opnieuw.")
    }
  }

  static func telling(_ problem: ChannelProblem) -> Telling {
    switch problem {
    case .exposed(let path, let mode):
      Telling(
        "Anderen op deze pc kunnen de verzendinstellingen \(quoted(path)) lezen"
          + note("mode \(String(mode, radix: 8))") + ".", untouched,
        "Voer “chmod 600 \(shown(path))” uit, wijzig de wachtwoorden en probeer opnieuw.")
    case .notUnderstood(let path):
      Telling(
        "Het bestand van de verzendinstellingen \(quoted(path)) is beschadigd.", untouched,
        "Zet het opzij en maak de instellingen opnieuw met “pocket-sync channels”.")
    case .newerFormat(let path, let format):
      Telling(
        "De verzendinstellingen \(quoted(path)) zijn van een nieuwere versie\(note("\(format)")).",
        untouched, updatePC)
    case .unknownKey(let path, let key):
      Telling(
        "De verzendinstellingen \(quoted(path)) bevatten een onbekend woord: \(quoted(key)).",
        untouched, "Verbeter dat woord of haal zijn regel weg.")
    case .missing(let path, let key):
      Telling(
        "In de verzendinstellingen \(quoted(path)) ontbreekt \(quoted(key)).", untouched,
        "Vul ze aan met “pocket-sync channels”.")
    case .invalid(let path, let key, let expected):
      Telling(
        "In de verzendinstellingen \(quoted(path)) past \(quoted(key)) niet\(note(expected)).",
        untouched, "Verbeter die waarde met “pocket-sync channels”.")
    case .systemFault(let path, let call, let errno):
      Telling(
        "De verzendinstellingen \(quoted(path)) gaan niet open\(note(call, "errno \(errno)")).",
        untouched, helpdesk)
    case .noServer:
      Telling(
        "De beveiligde server is op deze pc nog niet ingesteld.", notSent,
        "Stel hem in met “pocket-sync channels server”; de helpdesk geeft u de waarden.")
    case .noMail:
      Telling(
        "E-mail is op deze pc nog niet ingesteld.", notSent,
        "Stel hem in met “pocket-sync channels mail”, of verstuur het bestand zelf.")
    case .emptySecret:
      Telling(
        "Het wachtwoord is leeg.", untouched, "Typ het, of noem het bestand waar het in staat.")
    }
  }
}
