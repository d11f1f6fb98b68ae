extension GermanWords {
  private static let copyKept =
    "Die Kopie auf dem Datenträger ist vollständig; sie geht bei einem späteren Versuch ab."
  private static let nothingGiven =
    "Er bekam weder Schlüssel noch Kopie; die Kopie auf dem Datenträger ist vollständig."
  private static let internet =
    "Prüfen Sie, ob dieser PC Internet hat, und versuchen Sie es noch einmal."
  private static let settings =
    "Berichtigen Sie die Einstellungen mit „pocket-sync channels server“."
  private static let laterOrHelp =
    "Versuchen Sie es später noch einmal; bleibt es so, rufen Sie den Helpdesk an."

  static func telling(_ problem: ServerLineProblem) -> Telling {
    switch problem {
    case .nameNotFound(let host):
      Telling(
        "Der geschützte Server \(quoted(host)) ist im Internet nicht zu finden.", copyKept,
        internet)
    case .refusedConnection(let host):
      Telling(
        "Der geschützte Server \(quoted(host)) nimmt keine Verbindung an.", copyKept, laterOrHelp)
    case .unreachable(let host, let errno):
      Telling(
        "Der geschützte Server \(quoted(host)) ist nicht erreichbar\(note("errno \(errno)")).",
        copyKept, internet)
    case .silent(let host):
      Telling("Der geschützte Server \(quoted(host)) antwortet nicht.", copyKept, internet)
    case .untrusted(let host, let detail):
      Telling(
        "Nichts beweist, dass der geschützte Server wirklich \(quoted(host)) ist"
          + note(detail) + ".", nothingGiven, helpdesk)
    case .noEncryption(let host, let detail):
      Telling(
        "Mit dem Server \(quoted(host)) kommt keine geschützte Verbindung zustande"
          + note(detail) + ".", nothingGiven, laterOrHelp)
    case .trustFile(let path):
      Telling(
        "Die Zertifikate des geschützten Servers in \(quoted(path)) lassen sich nicht lesen.",
        copyKept, settings)
    case .cut(let host):
      Telling(
        "Die Verbindung zum geschützten Server \(quoted(host)) brach ab.",
        "Was ankam, geht nicht noch einmal; die Kopie auf dem Datenträger ist vollständig.",
        internet)
    }
  }

  static func telling(_ problem: ServerProblem) -> Telling {
    switch problem {
    case .wrongCredentials(let host):
      Telling(
        "Der geschützte Server \(quoted(host)) kennt den Schlüssel nicht, oder sein Geheimnis "
          + "ist falsch.", copyKept, settings)
    case .forbidden(let host, let code):
      Telling(
        "Der Schlüssel des Betriebs darf das auf \(quoted(host)) nicht\(note(code)).", copyKept,
        helpdesk)
    case .noSuchBucket(let bucket):
      Telling("Der geschützte Server hat keinen Bucket \(quoted(bucket)).", copyKept, settings)
    case .skewedClock(let seconds):
      Telling(
        "Die Uhr dieses PCs geht gegenüber dem geschützten Server "
          + "\(duration(UInt64(seconds.magnitude) * 1_000)) \(seconds < 0 ? "nach" : "vor").",
        copyKept, "Stellen Sie Datum und Uhrzeit des PCs und versuchen Sie es noch einmal.")
    case .full(let host, let code):
      Telling(
        "Der geschützte Server \(quoted(host)) hat keinen Platz mehr für diesen Betrieb"
          + note(code) + ".", copyKept, helpdesk)
    case .unavailable(let host, let status, let code):
      Telling(
        "Der geschützte Server \(quoted(host)) kann es gerade nicht"
          + note("HTTP \(status)", code) + ".", copyKept,
        "Versuchen Sie es in einer Stunde noch einmal; bleibt es so, rufen Sie den Helpdesk an.")
    case .refused(let host, let status, let code):
      Telling(
        "Der geschützte Server \(quoted(host)) lehnt ab\(note("HTTP \(status)", code)).",
        copyKept, helpdesk)
    case .notUnderstood(let host, let detail):
      Telling(
        "Was \(quoted(host)) antwortet, kommt nicht von einem geschützten Server"
          + note(detail) + ".", copyKept, settings)
    case .wrongRegion(let expected):
      Telling(
        "Der geschützte Server nennt seine Region \(quoted(expected)).", copyKept, settings)
    case .unusableAddress(let text):
      Telling(
        "Die Adresse \(quoted(text)) ist nicht die eines geschützten Servers.", copyKept,
        "Nennen Sie eine Adresse, die mit „https://“ beginnt.")
    case .unusableAccount(let field):
      Telling(
        "Im Konto des geschützten Servers ist \(quoted(field)) unbrauchbar.", copyKept, settings)
    }
  }

  static func telling(_ problem: SentCopyProblem) -> Telling {
    switch problem {
    case .otherContent(let file):
      Telling(
        "Der geschützte Server hat eine andere Datei mit dem Namen \(quoted(file)).",
        "Nichts wurde überschrieben, weder dort noch auf dem Datenträger.", helpdesk)
    case .notSealed(let file):
      Telling(
        "\(quoted(file)) ist nicht verschlossen: nichts verlässt den Betrieb unverschlossen.",
        "Nichts wurde gesendet; die Kopie auf dem Datenträger ist vollständig.",
        "Machen Sie mit „pocket-sync keys new“ einen Schlüssel, dann eine neue Kopie.")
    case .localFile(let file):
      Telling(
        "\(quoted(file)) auf diesem PC oder Datenträger ist nicht die Datei der Kopie.",
        "Nichts Falsches wurde gesendet; die früheren Kopien auf dem Server sind unversehrt.",
        "Prüfen Sie den Datenträger mit „pocket-sync verify“, dann machen Sie eine neue Kopie.")
    case .missing(let file):
      Telling(
        "\(quoted(file)) fehlt auf dem geschützten Server.",
        "Die Kopien auf dem Datenträger wurden nicht angerührt.",
        "Senden Sie die Kopie noch einmal, oder stellen Sie sie vom Datenträger wieder her.")
    case .damaged(let file):
      Telling(
        "\(quoted(file)) kommt vom geschützten Server nicht so zurück, wie es gesendet wurde.",
        "Die Kopien auf dem Datenträger wurden nicht angerührt.",
        "Nehmen Sie eine andere Kopie und rufen Sie den Helpdesk an.")
    case .nothingThere:
      Telling(
        "Auf dem geschützten Server ist keine Kopie dieses Betriebs.", untouched,
        "Prüfen Sie Konto und Betrieb, oder nehmen Sie einen Datenträger.")
    case .noSuchCopy(let number):
      Telling(
        "Kopie \(self.number(number)) ist nicht auf dem geschützten Server.", untouched,
        "Zeigen Sie die Kopien mit „pocket-sync generations“ an.")
    case .versionTooOld(let version):
      Telling(
        "Der geschützte Server nimmt keine Kopien der Version \(quoted(version)) des Programms.",
        "Die Kopie auf dem Datenträger ist vollständig.",
        "Erneuern Sie das Hofprogramm: nötig ist eine Version nach Oktober 2018.")
    case .versionUnknown(let version):
      Telling(
        "Die Version des Hofprogramms ist nicht bekannt\(note(version)).",
        "Die Kopie auf dem Datenträger ist vollständig; nichts wurde gesendet.",
        "Nennen Sie sie in den Einstellungen: nötig ist eine Version nach Oktober 2018.")
    case .state(let path, let errno):
      Telling(
        "Was an den geschützten Server geht, lässt sich nicht vermerken in \(quoted(path))"
          + note("errno \(errno)") + ".", copyKept,
        "Schaffen Sie Platz auf der Festplatte des PCs und versuchen Sie es noch einmal.")
    }
  }
}
