extension FrenchWords {
  static func telling(_ problem: StoreProblem) -> Telling {
    switch problem {
    case .none:
      Telling(
        "Il n'y a aucune copie de cette exploitation sur le support.", untouched,
        "Prenez la clé USB ou le disque où la copie a été faite.")
    case .noSuchCopy(let copy):
      Telling(
        "Il n'y a pas de copie n° \(copy) utilisable sur le support.", untouched,
        "Choisissez un numéro que montre « pocket-sync generations ».")
    case .otherFarm(let id):
      Telling(
        "Le dossier sur le support appartient à une autre exploitation\(note(id)).",
        copiesKept, "Prenez une autre clé USB ou un autre disque.")
    case .unusableFarmName(let name):
      Telling(
        "Le nom \(quoted(name)) ne peut pas être celui d'un dossier sur une clé USB.",
        untouched, "Prenez un nom de lettres sans accent, de chiffres et de tirets.")
    case .targetExists(let path):
      Telling(
        "Le fichier \(quoted(path)) existe déjà.", "Il n'a pas été remplacé.",
        "Restaurez vers un nouveau fichier.")
    case .newerFormat(let file, let format):
      Telling(
        "\(quoted(file)) vient d'une version plus récente de ce programme"
          + note("format \(format)") + ".",
        copiesKept, updatePC)
    case .nothingSoOld(let moment):
      Telling(
        "Toutes les copies du support sont plus récentes que le \(dateAndTime(moment)).",
        untouched, "Choisissez un jour plus récent, ou prenez un autre support.")
    case .noSuchTable(let name, let tables):
      Telling(
        "La copie n'a pas de table \(quoted(name)).", untouched,
        "Vérifiez l'orthographe. Elle a : \(tables.map(shown).joined(separator: ", ")).")
    }
  }

  static func telling(_ problem: DamageProblem) -> Telling {
    let data = "Vos données sur le PC n'ont pas été touchées."
    let other = "Faites tout de suite une nouvelle copie sur un autre support."
    return switch problem {
    case .readBack(let file):
      Telling(
        "Le support rend autre chose que ce qui a été écrit\(note(file)).",
        "Cette copie ne compte pas ; les précédentes n'ont pas été touchées.",
        "Prenez une autre clé USB ou un autre disque, puis recommencez.")
    case .base(let file):
      Telling("La copie entière, dont d'autres dépendent, est abîmée\(note(file)).", data, other)
    case .manifest(let file):
      Telling("La fiche d'une copie est abîmée\(note(file)).", data, other)
    case .file(let file, let segment):
      Telling(
        "Un fichier de copie est abîmé\(note(file, segment.map { "segment \($0)" } ?? "")).",
        data, other)
    case .missing(let file):
      Telling("Un fichier de copie manque\(note(file)).", data, other)
    case .image(let copy):
      Telling("La copie n° \(copy), reconstruite, n'est pas celle qui a été faite.", data, other)
    case .certificate(let copy, let found):
      Telling(
        "La copie n° \(copy) n'est pas ce que dit son certificat\(note(found)).", data, other)
    case .found(let files):
      Telling(
        "La vérification a trouvé"
          + " \(count(files.count, "fichier abîmé", "fichiers abîmés")) : \(some(files)).",
        data, other)
    }
  }

  static func telling(_ problem: WritingProblem) -> Telling {
    switch problem {
    case .compression(let code):
      Telling(
        "La copie n'a pas pu être comprimée ou dépliée\(note("zstd \(code)")).", copiesKept,
        helpdesk)
    case .snapshot(let error):
      Telling(
        "La base n'a pas pu être lue pour la copie\(note(error.facts)).", copiesKept, helpdesk)
    case .scratch(let folder, let errno):
      Telling(
        "Le dossier de travail du PC ne peut pas servir"
          + note(folder ?? "", "errno \(errno)") + ".",
        copiesKept, "Libérez de la place sur le disque du PC, puis recommencez.")
    case .system(let path, let errno):
      Telling(
        "La lecture ou l'écriture de \(quoted(path)) a échoué\(note("errno \(errno)")).",
        copiesKept, "Rebranchez la clé USB ou le disque, puis recommencez.")
    }
  }
}
