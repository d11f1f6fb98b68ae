import Diagnostics

extension GermanWords {
  static func text(_ sentence: LinkTestSentence) -> String {
    switch sentence {
    case .title(let label, let address): "\(shown(label)), an \(shown(address)):"
    case .trying(.roundTrip): "Hin und zurück wird gemessen…"
    case .trying(.toPocket): "Vom PC zum Pocket wird gemessen…"
    case .trying(.fromPocket): "Vom Pocket zum PC wird gemessen…"
    case .cannotProbe(let label):
      "\(shown(label)) kennt den Leitungstest nicht: Nur seine Vorstellung wurde gemessen."
    case .roundTrip(let median, let slow):
      "Hin und zurück: die Hälfte in \(shortTime(median)), 99 von 100 in \(shortTime(slow))"
    case .rate(let phase, let bytes, let limit):
      "\(way(phase)): \(size(bytes))/s"
        + (limit.map { ", das sind \(percent(bytes, of: $0)) dessen, was die Leitung kann" } ?? "")
    case .repeats(let phase, let resent, let sent):
      "\(way(phase)): "
        + "\(share(resent, of: sent)) wiederholt (\(number(resent)) von \(number(sent)))"
    case .broken(let count): "Beschädigt angekommene Rahmen: \(number(count))"
    case .course(let line): "Während des Tests: \(line)"
    case .verdict(let verdict): text(verdict)
    case .written(let path): "Der Bericht liegt in \(quoted(path)): Öffnen Sie ihn mit dem Browser."
    case .plotRoundTrip: "Hin und zurück (Millisekunden)"
    case .plotRate: "Durchsatz (kB je Sekunde)"
    case .plotFaults: "Wiederholte oder beschädigte Rahmen"
    case .legend(let phase): way(phase)
    }
  }

  private static func way(_ phase: LinkSample.Phase) -> String {
    switch phase {
    case .roundTrip: "Hin und zurück"
    case .toPocket: "Vom PC zum Pocket"
    case .fromPocket: "Vom Pocket zum PC"
    }
  }

  private static func text(_ verdict: LinkVerdict) -> String {
    switch verdict {
    case .good: "Die Leitung ist gut."
    case .faulty:
      "Die Leitung verliert Daten: Kabel oder Anschluss; versuchen Sie einen anderen."
    case .hopeless:
      "Fast nichts kommt durch: Tauschen Sie das Kabel, dann den Anschluss, und testen Sie neu."
    case .slow:
      "Die Leitung verliert nichts, ist aber langsam: Stecken Sie das Pocket direkt an den PC."
    case .unsteady:
      "Die Leitung verliert nichts, wird aber zeitweise aufgehalten: Schließen Sie, was sie belegt."
    case .unknown: "Es fehlt nichts; für mehr bringen Sie die App des Pockets auf den neuen Stand."
    }
  }
}
