extension FrenchWords {
  private static let nothingBurnt = "Rien n'a été gravé ; les copies précédentes sont intactes."
  private static let newDisc = "Mettez un disque vierge et gardez l'ancien."
  private static let another = "Recommencez ; si cela se répète, mettez un disque vierge."

  static func telling(_ problem: DiscProblem) -> Telling {
    switch problem {
    case .programMissing(let package):
      Telling(
        "Le programme qui grave les CD, DVD et BD manque sur ce PC.", nothingBurnt,
        "Installez le paquet \(quoted(package)) de Debian, puis recommencez.")
    case .notADrive(let drive):
      Telling(
        "\(quoted(drive)) n'est pas un graveur.", nothingBurnt,
        "Choisissez un lecteur que montre « pocket-sync volumes ».")
    case .driveRefused(let drive, let detail):
      Telling(
        "Le graveur \(quoted(drive)) ne s'ouvre pas\(note(detail)).", nothingBurnt,
        "Fermez les autres programmes qui s'en servent, puis recommencez.")
    case .noDisc(let drive):
      Telling(
        "Il n'y a pas de disque dans \(quoted(drive)).", nothingBurnt,
        "Mettez un disque vierge, ou celui des copies précédentes, puis recommencez.")
    case .closed(let drive):
      Telling(
        "Le disque dans \(quoted(drive)) est fermé : rien ne peut plus s'y ajouter.",
        nothingBurnt, newDisc)
    case .unusable(let drive, let status):
      Telling(
        "Le disque dans \(quoted(drive)) ne peut pas être gravé\(note(status)).", nothingBurnt,
        newDisc)
    case .full(let needed, let free):
      Telling(
        "La copie ne tient plus sur le disque : il faut \(size(needed)), il reste \(size(free)).",
        nothingBurnt, newDisc)
    case .changed(let drive):
      Telling(
        "Le disque dans \(quoted(drive)) n'est plus celui du début.", nothingBurnt,
        "Remettez le bon disque, puis recommencez.")
    case .burnFailed(let drive, let detail):
      Telling(
        "La gravure dans \(quoted(drive)) n'a pas réussi\(note(detail)).",
        "La copie en cours ne compte pas ; les précédentes restent lisibles.", another)
    case .burntWrongly(let drive, let files):
      Telling(
        "Le disque dans \(quoted(drive)) rend autre chose que ce qui a été gravé : \(some(files)).",
        "Cette copie ne compte pas ; les précédentes n'ont pas été touchées.", newDisc)
    case .unreadable(let drive, let detail):
      Telling(
        "Le disque dans \(quoted(drive)) ne se lit pas\(note(detail)).", copiesKept,
        "Nettoyez le disque ou essayez un autre lecteur.")
    case .notUnderstood(let line):
      Telling(
        "Le programme de gravure répond autrement que prévu\(note(line)).", copiesKept, helpdesk)
    }
  }
}
