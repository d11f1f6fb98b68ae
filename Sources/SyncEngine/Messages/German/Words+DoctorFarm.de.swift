import Delivery
import Diagnostics

extension GermanWords {
  static func telling(_ fault: BooksFault) -> Telling {
    switch fault {
    case .noDatabase:
      Telling(
        "Dieser Benutzer kennt noch keine Datenbank.", untouched,
        "Bereiten Sie sie mit „pocket-sync init“ vor, oder nennen Sie sie mit --database.")
    case .triggersGone:
      Telling(
        "Die Trigger von pocket-sync stehen nicht mehr in der Datenbank.",
        "Nichts ist verloren: Stattdessen wird alles verglichen, was langsamer ist.",
        "Der Befehl unten übernimmt die Änderungen und setzt die Trigger wieder ein.")
    case .chainGap(let commits):
      Telling(
        "In der Kette der Abgleiche \(isOne(commits) ? "fehlt" : "fehlen")"
          + " \(count(commits, "Glied", "Glieder")).", baseKept, helpdesk)
    case .imageMissing(let table):
      Telling(
        "Der Datenbank fehlt das Abbild der Tabelle \(quoted(table)).", baseKept, helpdesk)
    case .ledgerDamaged(let detail):
      Telling(
        "Das Register neben der Datenbank ist beschädigt\(note(detail)).",
        "Von der Datenbank ist nichts verloren; nur das Register vergisst Abgleiche und Kopien.",
        "Der Befehl unten legt es beiseite. Danach abgleichen und eine Kopie machen.")
    case .longWriteAheadLog(let bytes):
      Telling(
        "Das Journal neben der Datenbank ist auf \(size(bytes)) gewachsen.", untouched,
        "Schließen Sie das Betriebsprogramm und leeren Sie das Journal.")
    }
  }

  static func telling(_ fault: FarmFault) -> Telling {
    switch fault {
    case .neverSynchronised(let label):
      Telling(
        "\(quoted(label)) wurde noch nie bis zum Ende abgeglichen.", kept,
        "Schließen Sie dieses Pocket an und gleichen Sie ab.")
    case .longUnsynchronised(let label, let moment):
      Telling(
        "\(quoted(label)) wurde seit dem \(day(moment)) nicht mehr abgeglichen.", kept,
        "Schließen Sie dieses Pocket an und gleichen Sie ab.")
    case .lastAttemptFailed(let label, let moment):
      Telling(
        "Der letzte Versuch mit \(quoted(label)) am \(day(moment)) kam nicht bis zum Ende.",
        received, "Lassen Sie dieses Pocket angeschlossen und gleichen Sie noch einmal ab.")
    case .noCopy:
      Telling(
        "Es gibt noch keine Kopie auf einem externen Datenträger.", baseKept,
        "Stecken Sie einen USB-Stick ein und rufen Sie „pocket-sync --then-backup“ auf.")
    case .copyInPlainFolder(let medium):
      Telling(
        "Die Kopie \(quoted(medium)) liegt in einem gewöhnlichen Ordner, nicht auf einem externen"
          + " Datenträger.", baseKept,
        "Stecken Sie einen USB-Stick ein und machen Sie darauf eine Kopie.")
    case .oldCopy(let medium, let moment):
      Telling(
        "Die neueste Kopie, auf \(quoted(medium)), ist vom \(day(moment)).", copiesKept,
        "Machen Sie mit „pocket-sync --then-backup“ eine neue Kopie.")
    case .partialCopy(let medium, let generation):
      Telling(
        "Kopie Nr. \(number(generation)) auf \(quoted(medium)) ist unvollständig:"
          + " Ein Pocket fehlt.",
        copiesKept, "Gleichen Sie alle Pockets ab und machen Sie eine vollständige Kopie.")
    case .waits(let channel, let count, let since):
      Telling(
        "\(self.count(count, "Sendung wartet", "Sendungen warten")) auf den Weg"
          + " \(whither(channel)), seit \(day(since)).", copiesKept,
        "Nichts zu tun: Es wird von selbst noch einmal versucht.")
    case .waitsLong(let channel, let count, let since):
      Telling(
        "\(self.count(count, "Sendung wartet", "Sendungen warten")) zu lange auf den Weg"
          + " \(whither(channel)), seit \(day(since)).", copiesKept,
        "Prüfen Sie die Verbindung zum Internet, dann senden Sie.")
    case .heldBack(let channel, let code):
      Telling(
        "Eine Sendung \(whither(channel)) wartet auf einen Menschen (\(shown(code))).",
        copiesKept,
        "Tun Sie, was der Code \(shown(code)) sagt, dann rufen Sie „pocket-sync send“ auf.")
    case .farmProgramOld(let version):
      Telling(
        "Der geschützte Server nimmt die Version \(quoted(version)) des Betriebsprogramms nicht.",
        copiesKept, "Aktualisieren Sie das Betriebsprogramm (nach Oktober 2018).")
    case .farmProgramUnknown:
      Telling(
        "Die Version des Betriebsprogramms ist nicht bekannt, und der Server fragt danach.",
        copiesKept, "Tragen Sie sie in die Einstellungen ein: Sie muss nach Oktober 2018 liegen.")
    }
  }

  private static func whither(_ channel: OutsideChannel) -> String {
    switch channel {
    case .server: "zum geschützten Server"
    case .mail: "zum Helpdesk"
    }
  }

  private static func day(_ milliseconds: UInt64) -> String {
    date(Moment(milliseconds: milliseconds))
  }
}
