import Diagnostics

extension FrenchWords {
  static func text(_ sentence: LinkTestSentence) -> String {
    switch sentence {
    case .title(let label, let address): "\(shown(label)), sur \(shown(address)) :"
    case .trying(.roundTrip): "Essai de l'aller-retour…"
    case .trying(.toPocket): "Essai du PC vers le pocket…"
    case .trying(.fromPocket): "Essai du pocket vers le PC…"
    case .cannotProbe(let label):
      "\(shown(label)) ne connaît pas l'essai de ligne : seule sa présentation a été mesurée."
    case .roundTrip(let median, let slow):
      "Aller-retour : \(shortTime(median)) la moitié du temps, "
        + "\(shortTime(slow)) au plus pour 99 sur 100"
    case .rate(let phase, let bytes, let limit):
      "\(way(phase)) : \(size(bytes))/s"
        + (limit.map { ", soit \(percent(bytes, of: $0)) de ce que la ligne permet" } ?? "")
    case .repeats(let phase, let resent, let sent):
      "\(way(phase)) : "
        + "\(share(resent, of: sent)) à répéter (\(number(resent)) sur \(number(sent)))"
    case .broken(let count): "Trames abîmées à l'arrivée : \(number(count))"
    case .course(let line): "En cours d'essai : \(line)"
    case .verdict(let verdict): text(verdict)
    case .written(let path):
      "Le rapport est dans \(quoted(path)) : ouvrez-le avec votre navigateur."
    case .plotRoundTrip: "Aller-retour (millisecondes)"
    case .plotRate: "Débit (ko par seconde)"
    case .plotFaults: "Trames répétées ou abîmées"
    case .legend(let phase): way(phase)
    }
  }

  private static func way(_ phase: LinkSample.Phase) -> String {
    switch phase {
    case .roundTrip: "Aller-retour"
    case .toPocket: "Du PC au pocket"
    case .fromPocket: "Du pocket au PC"
    }
  }

  private static func text(_ verdict: LinkVerdict) -> String {
    switch verdict {
    case .good: "La ligne est bonne."
    case .faulty:
      "La ligne perd des données : c'est le câble ou la prise ; essayez-en un autre."
    case .hopeless:
      "Presque rien ne passe : changez de câble, puis de prise, et refaites l'essai."
    case .slow:
      "La ligne ne perd rien, mais elle est lente : branchez le pocket directement sur le PC."
    case .unsteady:
      "La ligne ne perd rien, mais quelque chose la retient par moments : fermez ce qui l'occupe."
    case .unknown: "Rien ne manque ; pour en savoir plus, mettez l'application du pocket à jour."
    }
  }
}
