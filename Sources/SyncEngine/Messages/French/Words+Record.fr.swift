extension FrenchWords {
  static func telling(_ problem: RecordingProblem) -> Telling {
    switch problem {
    case .notRecording(let path):
      Telling(
        "\(quoted(path)) n'est pas un enregistrement de session.", untouched,
        "Indiquez un fichier que « pocket-sync record » a écrit.")
    case .newerFormat(let path, let version):
      Telling(
        "L'enregistrement \(quoted(path)) vient d'une version plus récente (format "
          + "\(version)).", untouched,
        updatePC)
    case .torn(let path, let byte):
      Telling(
        "L'enregistrement \(quoted(path)) est coupé à l'octet \(number(byte)).", untouched,
        "Copiez le fichier à nouveau ; s'il est coupé à la source, enregistrez une autre session.")
    case .damaged(let path, let byte):
      Telling(
        "L'enregistrement \(quoted(path)) est abîmé à l'octet \(number(byte)).", untouched,
        "Copiez le fichier à nouveau ; s'il est abîmé à la source, enregistrez une autre session.")
    case .tooLong(let path, let byte):
      Telling(
        "L'enregistrement \(quoted(path)) dépasse une limite à l'octet \(number(byte)).", untouched,
        "Enregistrez une session plus courte, ou sans --with-database.")
    case .unfinished(let path):
      Telling(
        "L'enregistrement \(quoted(path)) s'arrête avant la fin de sa session.", untouched,
        "Lisez-le avec « pocket-sync replay --partial », ou enregistrez une autre session.")
    case .notWritten(let path, let call, let errno):
      Telling(
        "L'enregistrement \(quoted(path)) n'a pas pu être "
          + "écrit\(note(call, "errno \(errno)")).", received,
        "Choisissez un autre dossier, puis recommencez.")
    case .differs(let path, let part, let place, let detail):
      Telling(
        "\(quoted(path)) se rejoue autrement : \(name(part)) "
          + "\(number(place))\(note(detail)).", untouched,
        "Envoyez l'enregistrement au helpdesk avec la version de ce programme.")
    case .noFrames(let path):
      Telling(
        "\(quoted(path)) ne contient aucune trame d'un pocket.", untouched,
        "Vérifiez que la ligne enregistrée est bien celle du pocket.")
    case .noTrace(let path):
      Telling(
        "\(quoted(path)) n'est pas un enregistrement d'octets.", untouched,
        "Indiquez un fichier que « pocket-sync record --cable » a écrit.")
    case .noUSBMonitor(let path, let errno):
      Telling(
        "Le trafic USB ne peut pas être observé par "
          + "\(quoted(path))\(note("errno \(errno)")).", received,
        "En tant qu'administrateur : « modprobe usbmon », puis recommencez avec ses droits.")
    case .notOnUSB(let path):
      Telling(
        "Le pocket à l'adresse \(quoted(path)) n'est pas sur un port USB.", untouched,
        "Recommencez sans --usbmon, ou branchez le pocket en USB.")
    }
  }

  private static func name(_ part: ReplayDifference.Part) -> String {
    switch part {
    case .message: "message"
    case .event: "événement"
    case .verdict: "conclusion"
    case .table: "table"
    case .chance: "tirages"
    }
  }

  static func text(_ sentence: RecordSentence) -> String {
    switch sentence {
    case .recording(let path):
      "La session est enregistrée dans \(quoted(path))."
    case .recorded(let path, let messages):
      "Enregistrement \(quoted(path)) : \(count(messages, "message", "messages"))."
    case .masked:
      "Les textes personnels y sont remplacés ; nombres, dates et identités restent."
    case .unmasked(let path):
      "Attention : \(quoted(path)) contient les encodages tels quels. Ne le donnez qu'à qui "
        + "peut les lire."
    case .farmLeftOut:
      "La base de la ferme est trop grande pour y être jointe : la session seule est enregistrée."
    case .proven:
      "Rejoué aussitôt : mêmes événements, même conclusion, même base."
    case .notProven:
      "Rejoué aussitôt, il donne autre chose : « pocket-sync replay » montre où."
    case .cable(let path):
      "Les octets de la ligne sont dans \(quoted(path))."
    case .keys(let path):
      "Attention : \(quoted(path)) contient les clés de cette session. Qui l'a peut tout en "
        + "lire ; effacez-le après usage."
    case .replayedPC(let messages):
      "Côté PC : \(count(messages, "message", "messages")), tous comme enregistrés."
    case .replayedPocket(let messages):
      "Côté pocket : \(count(messages, "message", "messages")), tous comme enregistrés."
    case .replayedSimulator(let changes):
      "Pocket simulé : \(count(changes, "encodage", "encodages")), tout comme enregistré."
    case .simulatorLeftOut:
      "Pocket simulé : laissé de côté, l'enregistrement n'a pas de quoi le reconstituer."
    case .replayedFarm(let events, let tables, let rows):
      "Base de la ferme : \(count(events, "événement", "événements")), "
        + "\(count(tables, "table", "tables")) et \(count(rows, "ligne", "lignes")), tout comme "
        + "enregistré."
    case .noFarm:
      "Base de la ferme : absente de l'enregistrement, rien à rejouer."
    case .endedWith(let code):
      "La session s'est terminée par [\(code)]."
    case .endedWell:
      "La session s'est bien terminée."
    case .replayedCable(let path, let messages):
      "Octets de la ligne \(quoted(path)) : \(count(messages, "message", "messages")), tous "
        + "ouverts et comme enregistrés."
    case .exported(let path, let packets):
      "\(count(packets, "paquet", "paquets")) pour Wireshark dans \(quoted(path))."
    case .exportCut(let path):
      "Attention : \(quoted(path)) est coupé ou abîmé après le dernier d'entre eux ; "
        + "la suite n'est pas montrée."
    case .usbCaptured(let path, let packets):
      "\(count(packets, "transfert", "transferts")) du port USB dans \(quoted(path))."
    case .usbLost(let packets):
      "Le bus USB était plus rapide que la capture : il y manque "
        + "\(count(packets, "transfert", "transferts")), de ce pocket ou d'un autre appareil."
    }
  }
}
