extension DutchWords {
  private static let notGone = "De e-mail is niet vertrokken; er is niets verloren."
  private static let nothingGiven = "Hij heeft het wachtwoord niet gekregen, en de e-mail ook niet."
  private static let later = "Kijk of deze pc op het internet geraakt en probeer opnieuw."
  private static let settings = "Verbeter de instellingen met “pocket-sync channels mail”."

  static func telling(_ problem: MailServerProblem) -> Telling {
    switch problem {
    case .hostNotFound(let host):
      Telling("De mailserver \(quoted(host)) is niet te vinden op het internet.", notGone, later)
    case .connectionRefused(let host, let port):
      Telling(
        "De mailserver \(quoted(host)) aanvaardt geen verbinding\(note("port \(port)")).",
        notGone, settings)
    case .notReachable(let host, let port, let errno):
      Telling(
        "De mailserver \(quoted(host)) is niet bereikbaar"
          + note("port \(port)", "errno \(errno)") + ".", notGone, later)
    case .silent(let host, let seconds):
      Telling(
        "De mailserver \(quoted(host)) zegt al \(number(seconds)) s niets.", notGone,
        "Probeer later opnieuw.")
    case .noProtection(let host):
      Telling(
        "De mailserver \(quoted(host)) biedt geen beveiligde verbinding.", nothingGiven, settings)
    case .certificateRefused(let host, let detail):
      Telling(
        "Niets bewijst dat deze server echt \(quoted(host)) is\(note(detail)).", nothingGiven,
        helpdesk)
    case .protectionFailed(let host, let detail):
      Telling(
        "De beveiligde verbinding met \(quoted(host)) komt niet tot stand\(note(detail)).",
        nothingGiven, "Probeer later opnieuw.")
    case .certificateFile(let path):
      Telling("Het bestand met certificaten \(quoted(path)) is niet te lezen.", notGone, settings)
    case .cut(let host, let detail):
      Telling(
        "De verbinding met \(quoted(host)) brak voor het einde\(note(detail)).", notGone, later)
    case .unconfirmed(let host):
      Telling(
        "De verbinding met \(quoted(host)) brak op het einde: misschien is de e-mail aangekomen.",
        "Een nieuwe poging draagt hetzelfde nummer: de helpdesk ziet dat het dezelfde e-mail is.",
        "Probeer over een uur opnieuw.")
    }
  }

  static func telling(_ problem: SubmissionProblem) -> Telling {
    switch problem {
    case .loginRefused(let user, let reply):
      Telling(
        "De mailserver weigert de naam \(quoted(user)) of zijn wachtwoord\(note(reply)).",
        notGone, settings)
    case .noLogin(let host):
      Telling(
        "De mailserver \(quoted(host)) wil weten wie verstuurt, en biedt geen manier om het te "
          + "zeggen.", notGone, settings)
    case .senderRefused(let address, let reply):
      Telling(
        "De mailserver weigert de afzender \(quoted(address))\(note(reply)).", notGone, settings)
    case .recipientRefused(let address, let reply):
      Telling(
        "De mailserver weigert de bestemmeling \(quoted(address))\(note(reply)).", notGone,
        settings)
    case .tooLargeForServer(let bytes, let limitBytes, let reply):
      Telling(
        "De mailserver neemt geen \(size(UInt64(bytes)))"
          + (limitBytes.map { ", maar hoogstens \(size(UInt64($0)))" } ?? "") + "\(note(reply)).",
        notGone,
        "Stuur de kopie naar de beveiligde server; de e-mail vertrekt dan met haar "
          + "ontvangstbewijs.")
    case .later(let reply):
      Telling(
        "De mailserver vraagt om later terug te komen\(note(reply)).", notGone,
        "Probeer over een uur opnieuw.")
    case .refused(let reply):
      Telling("De mailserver weigert deze e-mail\(note(reply)).", notGone, helpdesk)
    }
  }
}
