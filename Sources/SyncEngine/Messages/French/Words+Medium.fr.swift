extension FrenchWords {
  private static let choose = "Branchez une clé USB ou un disque externe et choisissez-le."
  private static let nothingWritten = "Rien n'a été écrit ; les copies précédentes sont intactes."

  static func telling(_ problem: MediumProblem) -> Telling {
    Telling(headline(of: problem), nothingWritten, choose)
  }

  private static func headline(of problem: MediumProblem) -> String {
    switch problem {
    case .systemDisk(let path):
      "\(quoted(path)) est sur le disque du PC : la copie serait perdue avec le PC."
    case .databaseDisk(let path):
      "\(quoted(path)) est sur le même disque que la base : la copie serait perdue avec elle."
    case .internalDisk(let path):
      "\(quoted(path)) est sur un disque fixé dans le PC : la copie serait perdue avec le PC."
    case .network(let path):
      "\(quoted(path)) est un dossier du réseau, pas un support externe."
    case .memory(let path):
      "\(quoted(path)) est dans la mémoire du PC : la copie disparaîtrait avec le courant."
    case .overlay(let path):
      "\(quoted(path)) est un dossier superposé : son disque n'est pas connu."
    case .fuse(let path):
      "\(quoted(path)) passe par un autre programme : son disque n'est pas connu."
    case .loopFile(let path):
      "\(quoted(path)) est un fichier sur un autre disque, pas un support externe."
    case .notMounted(let path):
      "\(quoted(path)) n'appartient à aucun support branché."
    case .unknownDevice(let path):
      "Le disque de \(quoted(path)) n'a pas été reconnu."
    case .notAFolder(let path):
      "\(quoted(path)) n'est pas un dossier."
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
        "Le support refuse toute écriture.", copiesKept,
        "Enlevez sa protection contre l'écriture ou prenez-en un autre.")
    case .vanished:
      Telling(
        "Le support a été retiré pendant le travail.",
        "La copie en cours ne compte pas ; les précédentes n'ont pas été touchées.",
        "Rebranchez-le, puis recommencez.")
    case .replaced:
      Telling(
        "Un autre support se trouve à la place de celui qui a été choisi.", copiesKept,
        "Rebranchez le bon support, puis recommencez.")
    }
  }
}
