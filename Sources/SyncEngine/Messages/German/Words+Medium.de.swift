extension GermanWords {
  private static let choose =
    "Schließen Sie einen USB-Stick oder eine externe Festplatte an und wählen Sie sie."
  private static let openIt =
    "Öffnen Sie ihn in der Dateiverwaltung und versuchen Sie es dann noch einmal."
  private static let nothingWritten =
    "Es wurde nichts geschrieben; die früheren Kopien sind unversehrt."

  static func telling(_ problem: MediumProblem) -> Telling {
    Telling(headline(of: problem), nothingWritten, remedy(for: problem))
  }

  private static func headline(of problem: MediumProblem) -> String {
    switch problem {
    case .systemDisk(let path, let disk, let shared):
      "\(quoted(path)) ist auf der Festplatte des PCs: Die Kopie ginge mit dem PC verloren"
        + note(disk, shared) + "."
    case .databaseDisk(let path, let disk):
      "\(quoted(path)) ist auf derselben Festplatte wie die Datenbank: Beides ginge verloren"
        + note(disk) + "."
    case .internalDisk(let path, let disk):
      "\(quoted(path)) ist auf einer Festplatte im PC: Die Kopie ginge mit dem PC verloren"
        + note(disk) + "."
    case .network(let path, let fileSystem):
      "\(quoted(path)) ist ein Ordner im Netz, kein externer Datenträger\(note(fileSystem))."
    case .memory(let path, let fileSystem):
      "\(quoted(path)) ist im Arbeitsspeicher des PCs: Die Kopie ginge mit dem Strom verloren"
        + note(fileSystem) + "."
    case .overlay(let path):
      "\(quoted(path)) ist ein überlagerter Ordner: Seine Festplatte ist nicht bekannt."
    case .fuse(let path, let fileSystem):
      "\(quoted(path)) läuft über ein anderes Programm: Die Festplatte ist nicht bekannt"
        + note(fileSystem) + "."
    case .readOnly(let path):
      "\(quoted(path)) lässt sich nur lesen."
    case .noDevice(let path, let fileSystem):
      "\(quoted(path)) ist auf keiner Festplatte, die dieser PC kennt\(note(fileSystem))."
    case .noFolder(let path):
      "\(quoted(path)) ist kein Ordner dieses PCs."
    case .notMounted(let path, let device):
      "\(quoted(path)) ist angeschlossen, aber noch nicht geöffnet\(note(device))."
    case .locked(let path, let device):
      "\(quoted(path)) ist angeschlossen, aber verschlüsselt und gesperrt\(note(device))."
    case .disputed(let path, let disk):
      "\(quoted(path)): Der PC hält das Laufwerk für fest eingebaut, obwohl es extern scheint"
        + note(disk) + "."
    case .databaseNotFound(let path, let fileSystem):
      "Dieser PC sagt nicht, auf welcher Festplatte die Datenbank liegt: Eine Kopie auf"
        + " \(quoted(path)) könnte mit ihr verloren gehen\(note(fileSystem))."
    }
  }

  private static func remedy(for problem: MediumProblem) -> String {
    switch problem {
    case .notMounted: openIt
    case .locked:
      "Öffnen Sie ihn in der Dateiverwaltung mit seinem Passwort"
        + " und versuchen Sie es dann noch einmal."
    case .databaseNotFound:
      "Rufen Sie den Helpdesk an: Die Datenbank muss auf einer gewöhnlichen Festplatte liegen."
    case .disputed: "Nehmen Sie einen anderen USB-Stick oder eine andere externe Festplatte."
    case .systemDisk, .databaseDisk, .internalDisk, .network, .memory, .overlay, .fuse, .readOnly,
      .noDevice, .noFolder:
      choose
    }
  }

  static func telling(_ problem: VolumeProblem) -> Telling {
    switch problem {
    case .none:
      Telling(
        "Es ist kein USB-Stick und keine externe Festplatte angeschlossen.", nothingWritten,
        choose)
    case .several(let names):
      Telling(
        "Es sind mehrere Datenträger angeschlossen: \(some(names)).", nothingWritten,
        "Wählen Sie einen mit --to.")
    case .notFound(let name):
      Telling(
        "Kein angeschlossener Datenträger heißt \(quoted(name)).", nothingWritten,
        "Wählen Sie einen Namen, den „pocket-sync volumes“ zeigt.")
    case .full(0, _):
      Telling(
        "Der Datenträger ist voll.", copiesKept,
        "Nehmen Sie einen größeren Datenträger und behalten Sie den alten.")
    case .full(let needed, let free):
      Telling(
        "Der Datenträger ist voll: \(size(needed)) nötig, \(size(free)) frei.", copiesKept,
        "Nehmen Sie einen größeren Datenträger und behalten Sie den alten.")
    case .readOnly:
      Telling(
        "Der Datenträger lässt sich plötzlich nicht mehr beschreiben: Er ist wohl beschädigt.",
        copiesKept,
        "Nehmen Sie einen anderen; dieser muss zuerst repariert werden (fsck).")
    case .vanished:
      Telling(
        "Der Datenträger wurde während der Arbeit abgezogen.",
        "Die begonnene Kopie zählt nicht; die früheren wurden nicht angerührt.",
        "Schließen Sie ihn wieder an und versuchen Sie es noch einmal.")
    case .replaced:
      Telling(
        "Ein anderer Datenträger ist an der Stelle des gewählten.", copiesKept,
        "Schließen Sie den richtigen wieder an und versuchen Sie es noch einmal.")
    case .ambiguous(let name, let places):
      Telling(
        "Mehrere angeschlossene Datenträger heißen \(quoted(name)): \(some(places)).",
        nothingWritten,
        "Wählen Sie einen davon mit --to, mit seinem Ordner oder seinem Gerät.")
    case .notOpened(let name, let detail):
      Telling("\(quoted(name)) ließ sich nicht öffnen\(note(detail)).", nothingWritten, openIt)
    }
  }
}
