extension GermanWords {
  static func telling(_ problem: StoreProblem) -> Telling {
    switch problem {
    case .none:
      Telling(
        "Auf dem Datenträger ist keine Kopie dieses Betriebs.", untouched,
        "Nehmen Sie den USB-Stick oder die Festplatte mit der Kopie.")
    case .noSuchCopy(let copy):
      Telling(
        "Auf dem Datenträger ist keine brauchbare Kopie Nr. \(copy).", untouched,
        "Wählen Sie eine Nummer, die „pocket-sync generations“ zeigt.")
    case .otherFarm(let id):
      Telling(
        "Der Ordner auf dem Datenträger gehört einem anderen Betrieb\(note(id)).", copiesKept,
        "Nehmen Sie einen anderen USB-Stick oder eine andere Festplatte.")
    case .unusableFarmName(let name):
      Telling(
        "Der Name \(quoted(name)) taugt nicht für einen Ordner auf einem USB-Stick.", untouched,
        "Nehmen Sie Buchstaben ohne Umlaut und Akzent, Ziffern und Bindestriche.")
    case .targetExists(let path):
      Telling(
        "Die Datei \(quoted(path)) gibt es schon.", "Sie wurde nicht ersetzt.",
        "Stellen Sie in eine neue Datei wieder her.")
    case .newerFormat(let file, let format):
      Telling(
        "\(quoted(file)) stammt von einer neueren Version dieses Programms"
          + note("Format \(format)") + ".",
        copiesKept, updatePC)
    case .nothingSoOld(let moment):
      Telling(
        "Alle Kopien auf dem Medium sind jünger als \(dateAndTime(moment)).", untouched,
        "Wählen Sie einen späteren Tag oder nehmen Sie ein anderes Medium.")
    case .noSuchTable(let name, let tables):
      Telling(
        "Die Kopie hat keine Tabelle \(quoted(name)).", untouched,
        "Prüfen Sie die Schreibweise. Sie hat: \(tables.map(shown).joined(separator: ", ")).")
    }
  }

  static func telling(_ problem: DamageProblem) -> Telling {
    let data = "Ihre Daten auf dem PC wurden nicht angerührt."
    let other = "Machen Sie sofort eine neue Kopie auf einem anderen Datenträger."
    return switch problem {
    case .readBack(let file):
      Telling(
        "Der Datenträger gibt etwas anderes zurück, als geschrieben wurde\(note(file)).",
        "Diese Kopie zählt nicht; die früheren wurden nicht angerührt.",
        "Nehmen Sie einen anderen USB-Stick oder eine andere Festplatte.")
    case .base(let file):
      Telling(
        "Die vollständige Kopie, auf der andere beruhen, ist beschädigt\(note(file)).", data, other)
    case .manifest(let file):
      Telling("Die Beschreibung einer Kopie ist beschädigt\(note(file)).", data, other)
    case .file(let file, let segment):
      Telling(
        "Eine Datei einer Kopie ist beschädigt"
          + note(file, segment.map { "Abschnitt \($0)" } ?? "") + ".",
        data, other)
    case .missing(let file):
      Telling("Eine Datei einer Kopie fehlt\(note(file)).", data, other)
    case .image(let copy):
      Telling(
        "Die Kopie Nr. \(copy), wieder aufgebaut, ist nicht die, die gemacht wurde.", data, other)
    case .certificate(let copy, let found):
      Telling(
        "Kopie \(copy) ist nicht, was ihre Bescheinigung sagt\(note(found)).", data, other)
    case .found(let files):
      Telling(
        "Die Prüfung fand"
          + " \(count(files.count, "beschädigte Datei", "beschädigte Dateien")): \(some(files)).",
        data, other)
    }
  }

  static func telling(_ problem: WritingProblem) -> Telling {
    switch problem {
    case .compression(let code):
      Telling(
        "Die Kopie ließ sich nicht packen oder entpacken\(note("zstd \(code)")).", copiesKept,
        helpdesk)
    case .snapshot(let error):
      Telling(
        "Die Datenbank ließ sich für die Kopie nicht lesen\(note(error.facts)).", copiesKept,
        helpdesk)
    case .scratch(let folder, let errno):
      Telling(
        "Der Arbeitsordner des PCs ist nicht brauchbar\(note(folder ?? "", "errno \(errno)")).",
        copiesKept, "Schaffen Sie Platz auf der Festplatte des PCs.")
    case .system(let path, let errno):
      Telling(
        "Das Lesen oder Schreiben von \(quoted(path)) misslang\(note("errno \(errno)")).",
        copiesKept, "Schließen Sie den USB-Stick oder die Festplatte neu an.")
    }
  }
}
