import Backup

extension FrenchWords {
  static func text(_ sentence: CopySentence) -> String {
    switch sentence {
    case .gateChecks: "Contrôle : tous les encodages sont-ils sur le PC ?"
    case .gateOpen: "Oui, tous les encodages sont sur le PC : la copie peut se faire."
    case .gateOpenPartial: "La copie sera partielle : un pocket est laissé de côté."
    case .phase(let phase): "\(name(of: phase))…"
    case .phaseAt(let phase, let done, let total):
      "\(name(of: phase)) : \(percent(done, of: total)) de \(size(total))."
    case .written(let copy, let volume):
      "La copie n° \(copy) est faite et vérifiée sur \(quoted(volume))."
    case .toldSafe(let label):
      "\(shown(label)) sait maintenant quels encodages sont dans une copie vérifiée."
    case .notTold(let label):
      "\(shown(label)) n'est plus branché : il l'apprendra la prochaine fois."
    case .waiting: "Branchez maintenant le support de la copie…"
    case .closing(let volume):
      "\(quoted(volume)) est en cours de fermeture, ne le retirez pas encore…"
    case .stillOpen(let volume):
      "La copie est finie, mais \(quoted(volume)) est encore ouvert."
        + " Éjectez-le dans le gestionnaire de fichiers avant de le retirer."
    case .stillInUse(let volume, let places):
      "\(quoted(volume)) sert encore : \(some(places))."
        + " Fermez tout, éjectez-le dans le gestionnaire de fichiers, puis retirez-le."
    case .mayRemove(let volume): "Vous pouvez retirer \(quoted(volume))."
    case .keepUntilNext: "Gardez cette copie au moins jusqu'à la prochaine."
    case .nothingToDo(let copy, let made):
      "Rien à faire : tout est déjà sur le PC et la copie n° \(copy) du \(date(made)) le contient."
    case .pretended(let path):
      "Attention : \(quoted(path)) est un dossier du PC, pas un support externe."
        + " Cette copie serait perdue avec le PC."
    case .pretendedDisc(let drive):
      "Attention : \(quoted(drive)) est un fichier du PC qui joue un disque, pas un support"
        + " externe. Cette copie serait perdue avec le PC."
    case .partial(let missing):
      "Copie partielle : il manque \(some(missing)). Elle ne remplace aucune copie complète."
    case .removed(let first, let last):
      first == last
        ? "L'ancienne copie n° \(first) a quitté le support ; de plus récentes la remplacent."
        : "Les anciennes copies n° \(first) à \(last) ont quitté le support ;"
          + " de plus récentes les remplacent."
    case .notRemoved(let code):
      "D'anciennes copies n'ont pas pu quitter le support [\(code)]. La nouvelle copie est bonne."
    case .notNoted(let code):
      "La copie est bonne, mais le PC n'a pas pu en prendre note [\(code)]."
        + " Les pockets gardent leurs encodages jusqu'à la prochaine."
    }
  }

  private static func name(of phase: CopyProgress.Phase) -> String {
    switch phase {
    case .checkingMedium: "Contrôle du support"
    case .checkingBase: "Relecture de la dernière copie entière"
    case .hashing: "Lecture de la base"
    case .writing: "Écriture de la copie, ne retirez rien"
    case .readingBack: "Relecture de ce qui est écrit, ne retirez rien"
    case .checkingIntegrity: "Contrôle de la base copiée, ne retirez rien"
    case .publishing: "Fin de la copie, ne retirez rien"
    case .burning: "Gravure du disque, n'ouvrez pas le lecteur"
    case .checkingDisc: "Relecture du disque gravé, n'ouvrez pas le lecteur"
    case .verifying: "Vérification"
    case .restoring: "Restauration"
    }
  }

  static func text(_ sentence: CertificateSentence) -> String {
    switch sentence {
    case .title(let copy): "Copie de sauvegarde n° \(copy)"
    case .made(let moment): "Faite le \(dateAndTime(moment))"
    case .farm(let name): "Exploitation : \(shown(name))"
    case .pretendedMedium: "Support : un dossier de ce PC, pas un support externe"
    case .pretendedDisc: "Support : un fichier de ce PC qui joue un disque, pas un support externe"
    case .medium(let label, let model): "Support : \(shown(label))\(note(model))"
    case .complete: "Complète : tous les pockets y sont."
    case .partial: "PARTIELLE : elle ne remplace aucune copie complète."
    case .missing(let label, let reason): "Il manque \(shown(label)) : \(shown(reason))"
    case .pocket(let label, 0, let session):
      "\(shown(label)) : encore aucun encodage, lu le \(dateAndTime(session))"
    case .pocket(let label, let newest, let session):
      "\(shown(label)) : jusqu'à l'encodage n° \(number(newest)), lu le \(dateAndTime(session))"
    case .arrived(let label, let moment, let sessions):
      "\(shown(label)) : dernier encodage arrivé le \(dateAndTime(moment)) ;"
        + " \(count(sessions, "échange", "échanges")) à ce jour"
    case .clockOff(let label, let milliseconds):
      "L'horloge de \(shown(label)) \(milliseconds > 0 ? "avance" : "retarde") de"
        + " \(duration(milliseconds.magnitude))."
    case .noPockets: "Cette exploitation n'a pas de pocket."
    case .toDecide(let number):
      "À décider : \(count(number, "différence", "différences")) entre pocket et PC"
    case .setAside(let number): "De côté, pour le helpdesk : \(records(number))"
    case .size(let database, let onMedium):
      "Base : \(size(database)) ; écrit sur le support : \(size(onMedium))"
    case .full: "Copie entière"
    case .changesSince(let copy): "Ce qui a changé depuis la copie entière n° \(copy)"
    case .readBack(let bytes): "Relue sur le support : \(size(bytes)), tout est égal."
    case .readBackWeaker(let bytes):
      "Relue à travers un autre programme : \(size(bytes)), tout est égal."
    case .readBackBeforeBurning(let bytes):
      "Relue avant la gravure : \(size(bytes)), tout est égal ; le disque est relu après."
    case .baseRead(let copy, let part, let whole):
      "De la copie entière n° \(copy), relu cette fois : \(percent(part, of: whole))"
    case .rebuiltAndCompared: "Reconstruite et comparée page par page avec la base : égale."
    case .program(let program): "Faite par \(shown(program))"
    }
  }
}
