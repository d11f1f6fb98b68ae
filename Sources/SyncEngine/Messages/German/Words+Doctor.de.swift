import Diagnostics

extension GermanWords {
  private static let mended = "Der Befehl unten zeigt, was er täte, und behebt es dann."

  static func telling(_ fault: DeviceFault) -> Telling {
    switch fault {
    case .rulesMissing(let path):
      Telling(
        "Auf diesem PC fehlt die udev-Regel \(quoted(path)): Er erkennt das Pocket nicht.", kept,
        mended)
    case .rulesOther(let path):
      Telling(
        "Die udev-Regel \(quoted(path)) ist nicht die dieses Programms.", kept, mended)
    case .hwdbNotCompiled:
      Telling(
        "Die Geräteliste dieses PCs (hwdb) enthält das Pocket noch nicht.", kept, mended)
    case .hwdbOlder:
      Telling("Die Geräteliste dieses PCs (hwdb) ist älter als ihre Quelle.", kept, mended)
    case .unitMissing(let path):
      Telling(
        "Das Anschließen des Pockets startet nichts: \(quoted(path)) fehlt.", kept,
        "Rufen Sie „scripts/install“ auf, oder gleichen Sie von Hand ab.")
    case .claimed(let path, let program, let isHeld):
      Telling(
        "Das Programm \(quoted(program)) \(isHeld ? "hält" : "kann") das Gerät"
          + " \(quoted(path)) für seines\(isHeld ? "" : " halten").", kept,
        "Halten Sie das Gerät für das Pocket frei, oder beenden Sie das Programm.")
    case .mayFallAsleep(let port):
      Telling(
        "Der Stromsparmodus kann den Anschluss \(shown(port)) mitten im Abgleich einschläfern.",
        kept, "Halten Sie das Gerät für das Pocket frei: Seine Regeln halten es wach.")
    case .manyHubs(let port, let hubs):
      Telling(
        "Das Pocket hängt hinter \(count(hubs, "Hub", "Hubs")) (Anschluss \(shown(port))).", kept,
        "Schließen Sie das Pocket direkt am PC an.")
    case .slow(let port, let megabits):
      Telling(
        "Der Anschluss \(shown(port)) schafft nur \(number(megabits)) Mbit/s.", kept,
        "Nehmen Sie einen anderen Anschluss oder ein anderes Kabel.")
    case .slowAdapter(let path, let milliseconds):
      Telling(
        "Der Adapter \(quoted(path)) hält Bytes \(number(milliseconds)) ms zurück.", kept,
        "Nichts zu tun: Das Programm verlangt es schneller, wenn es die Leitung öffnet.")
    case .noPort(let path):
      Telling(
        "Dieser PC hat keinen seriellen Anschluss \(quoted(path)): Es ist nur ein Name.", kept,
        "Nehmen Sie den Anschluss, in dem das Kabel steckt.")
    case .console(let path):
      Telling(
        "Der Kernel schreibt seine eigenen Meldungen auf die Leitung \(quoted(path)).", kept,
        "Nehmen Sie einen anderen Anschluss, oder streichen Sie „console=“ beim Start des PCs.")
    }
  }

  static func telling(_ fault: MachineFault) -> Telling {
    switch fault {
    case .lossy(let label, let permille, let frames):
      Telling(
        "Die Leitung zu \(quoted(label)) verliert \(tenths(permille)) % ihrer Rahmen"
          + " (\(number(frames)) gezählt).", received,
        "Nehmen Sie ein anderes Kabel oder einen anderen Anschluss, dann prüfen Sie noch einmal.")
    case .kernelComplains(let count, let first):
      Telling(
        "Der Kernel klagt über USB, kürzlich \(number(count))-mal: \(quoted(first)).", kept,
        "Nehmen Sie ein anderes Kabel oder einen anderen Anschluss, ohne Hub.")
    case .littleRoom(let path, let free):
      Telling(
        "Auf der Platte von \(quoted(path)) sind nur noch \(size(free)) frei.", untouched,
        "Schaffen Sie Platz auf dieser Platte.")
    case .noRoom(let path, let needed, let free):
      Telling(
        "Die Platte von \(quoted(path)) ist voll: \(size(free)) frei, \(size(needed)) nötig.",
        baseKept, "Schaffen Sie Platz auf dieser Platte und versuchen Sie es noch einmal.")
    case .clockBehind(let now, let evidence):
      Telling(
        "Die Uhr des PCs ist falsch: Sie sagt \(day(now)), geschrieben wurde aber am"
          + " \(day(evidence)).", untouched, "Stellen Sie die Uhr des PCs.")
    case .clockApart(let now, let battery):
      Telling(
        "Die Uhr des PCs ist falsch: Sie sagt \(day(now)), die mit Batterie sagt"
          + " \(day(battery)).", untouched, "Stellen Sie die Uhr des PCs.")
    case .pocketClock(let label, let skew):
      Telling(
        "Die Uhr von \(quoted(label)) weicht um \(duration(skew.magnitude)) von der des PCs ab.",
        "Keine Entscheidung hängt von dieser Uhr ab.", "Stellen Sie die Uhr des Pockets.")
    }
  }

  static func telling(_ fault: MendFault) -> Telling {
    switch fault {
    case .nothingToMend(let code):
      Telling(
        "Unter dem Code \(shown(code)) gibt es nichts zu beheben.", untouched,
        "Rufen Sie „pocket-sync doctor“ noch einmal auf und nehmen Sie einen Code der Liste.")
    case .onlyByPerson(let code):
      Telling(
        "Kein Programm kann \(shown(code)) beheben: Es braucht einen Menschen.", untouched,
        "Tun Sie, was die Liste von „pocket-sync doctor“ rät.")
    case .stepFailed(let step, let status):
      Telling(
        "Dieser Schritt ist misslungen\(note("Status \(status)")): \(quoted(step)).",
        "Die folgenden Schritte wurden nicht getan.", helpdesk)
    }
  }

  private static func day(_ milliseconds: UInt64) -> String {
    date(Moment(milliseconds: milliseconds))
  }

  private static func tenths(_ permille: Int) -> String { "\(permille / 10),\(permille % 10)" }
}
