extension GermanWords {
  static func text(_ sentence: InventorySentence) -> String {
    switch sentence {
    case .onServer(let copies, let bytes):
      copies == 1
        ? "Auf dem geschützten Server: eine vollständige Kopie dieses Betriebs; \(size(bytes)) "
          + "insgesamt."
        : "Auf dem geschützten Server: \(number(copies)) vollständige Kopien dieses Betriebs; "
          + "\(size(bytes)) insgesamt."
    case .allThere: "Alles, was dieser PC gesendet hat, ist vollständig da."
    case .lostCopy(let copy): "Nicht vollständig oder nicht mehr da: Kopie \(copy)."
    case .sentByOthers(let count):
      count == 1
        ? "Eine Kopie wurde nicht von hier gesendet: von einem anderen PC oder vor einer "
          + "Neueinrichtung."
        : "\(number(count)) Kopien wurden nicht von hier gesendet: von einem anderen PC oder vor "
          + "einer Neueinrichtung."
    case .brokenThere(let count):
      count == 1
        ? "Eine Kopie, die nicht von hier gesendet wurde, ist nicht vollständig."
        : "\(number(count)) Kopien, die nicht von hier gesendet wurden, sind nicht vollständig."
    case .unfinished(let count):
      count == 1
        ? "Eine Übertragung wurde begonnen und nicht beendet: Die nächste setzt sie fort."
        : "\(number(count)) Übertragungen wurden begonnen und nicht beendet: Die nächsten setzen "
          + "sie fort."
    case .foreignFiles(let count):
      count == 1
        ? "Eine Datei an dieser Stelle gehört zu keiner Kopie."
        : "\(number(count)) Dateien an dieser Stelle gehören zu keiner Kopie."
    }
  }
}
