extension FrenchWords {
  private static let choose = "Branchez une clé USB ou un disque externe et choisissez-le."
  private static let openIt = "Ouvrez-le dans le gestionnaire de fichiers, puis recommencez."
  private static let nothingWritten = "Rien n'a été écrit ; les copies précédentes sont intactes."

  static func telling(_ problem: MediumProblem) -> Telling {
    Telling(headline(of: problem), nothingWritten, remedy(for: problem))
  }

  private static func headline(of problem: MediumProblem) -> String {
    switch problem {
    case .systemDisk(let path, let disk, let shared):
      "\(quoted(path)) est sur le disque du PC : la copie serait perdue avec le PC"
        + note(disk, shared) + "."
    case .databaseDisk(let path, let disk):
      "\(quoted(path)) est sur le même disque que la base : la copie serait perdue avec elle"
        + note(disk) + "."
    case .internalDisk(let path, let disk):
      "\(quoted(path)) est sur un disque fixé dans le PC : la copie serait perdue avec le PC"
        + note(disk) + "."
    case .network(let path, let fileSystem):
      "\(quoted(path)) est un dossier du réseau, pas un support externe\(note(fileSystem))."
    case .memory(let path, let fileSystem):
      "\(quoted(path)) est dans la mémoire du PC : la copie disparaîtrait avec le courant"
        + note(fileSystem) + "."
    case .overlay(let path):
      "\(quoted(path)) est un dossier superposé : son disque n'est pas connu."
    case .fuse(let path, let fileSystem):
      "\(quoted(path)) passe par un autre programme : son disque n'est pas connu"
        + note(fileSystem) + "."
    case .readOnly(let path):
      "\(quoted(path)) ne peut être que lu."
    case .noDevice(let path, let fileSystem):
      "\(quoted(path)) n'est sur aucun disque que ce PC connaît\(note(fileSystem))."
    case .noFolder(let path):
      "\(quoted(path)) n'est pas un dossier de ce PC."
    case .notMounted(let path, let device):
      "\(quoted(path)) est branché, mais pas encore ouvert\(note(device))."
    case .locked(let path, let device):
      "\(quoted(path)) est branché, mais chiffré et verrouillé\(note(device))."
    case .disputed(let path, let disk):
      "\(quoted(path)) : le PC tient ce disque pour fixe, bien qu'il paraisse externe\(note(disk))."
    case .databaseNotFound(let path, let fileSystem):
      "Ce PC ne dit pas sur quel disque se trouve la base de données : une copie sur"
        + " \(quoted(path)) pourrait être perdue avec elle\(note(fileSystem))."
    }
  }

  private static func remedy(for problem: MediumProblem) -> String {
    switch problem {
    case .notMounted: openIt
    case .locked:
      "Ouvrez-le dans le gestionnaire de fichiers avec son mot de passe, puis recommencez."
    case .databaseNotFound:
      "Appelez le helpdesk : la base de données doit être dans un dossier d'un disque ordinaire."
    case .disputed: "Prenez une autre clé USB ou un autre disque externe."
    case .systemDisk, .databaseDisk, .internalDisk, .network, .memory, .overlay, .fuse, .readOnly,
      .noDevice, .noFolder:
      choose
    }
  }

  static func telling(_ problem: VolumeProblem) -> Telling {
    switch problem {
    case .none:
      Telling("Aucune clé USB ni disque externe n'est branché.", nothingWritten, choose)
    case .several(let names):
      Telling(
        "Plusieurs supports sont branchés : \(some(names)).", nothingWritten,
        "Choisissez-en un avec --to.")
    case .notFound(let name):
      Telling(
        "Aucun support branché ne s'appelle \(quoted(name)).", nothingWritten,
        "Choisissez un nom que montre « pocket-sync volumes ».")
    case .full(0, _):
      Telling(
        "Le support est plein.", copiesKept,
        "Prenez une clé USB ou un disque plus grand, et gardez l'ancien.")
    case .full(let needed, let free):
      Telling(
        "Le support est plein : il faut \(size(needed)), il reste \(size(free)).", copiesKept,
        "Prenez une clé USB ou un disque plus grand, et gardez l'ancien.")
    case .readOnly:
      Telling(
        "Le support refuse soudain toute écriture : il est peut-être abîmé.", copiesKept,
        "Prenez-en un autre ; celui-ci doit d'abord être réparé (fsck).")
    case .vanished:
      Telling(
        "Le support a été retiré pendant le travail.",
        "La copie en cours ne compte pas ; les précédentes n'ont pas été touchées.",
        "Rebranchez-le, puis recommencez.")
    case .replaced:
      Telling(
        "Un autre support se trouve à la place de celui qui a été choisi.", copiesKept,
        "Rebranchez le bon support, puis recommencez.")
    case .ambiguous(let name, let places):
      Telling(
        "Plusieurs supports branchés s'appellent \(quoted(name)) : \(some(places)).",
        nothingWritten,
        "Choisissez-en un par son dossier ou son appareil avec --to.")
    case .notOpened(let name, let detail):
      Telling("\(quoted(name)) n'a pas pu être ouvert\(note(detail)).", nothingWritten, openIt)
    }
  }
}
