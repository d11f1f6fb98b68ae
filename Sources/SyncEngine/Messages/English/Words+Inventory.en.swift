extension EnglishWords {
  static func text(_ sentence: InventorySentence) -> String {
    switch sentence {
    case .onServer(let copies, let bytes):
      copies == 1
        ? "On the protected server: one whole copy of this farm; \(size(bytes)) in all."
        : "On the protected server: \(number(copies)) whole copies of this farm; \(size(bytes)) "
          + "in all."
    case .allThere: "Everything that this PC sent is there, whole."
    case .lostCopy(let copy): "Not whole, or no longer there: copy \(copy)."
    case .sentByOthers(let count):
      count == 1
        ? "One copy was not sent from here: by another PC, or before this one was set up anew."
        : "\(number(count)) copies were not sent from here: by another PC, or before this one was "
          + "set up anew."
    case .brokenThere(let count):
      count == 1
        ? "One copy that was not sent from here is not whole."
        : "\(number(count)) copies that were not sent from here are not whole."
    case .unfinished(let count):
      count == 1
        ? "One transfer was begun and not finished: the next one goes on with it."
        : "\(number(count)) transfers were begun and not finished: the next ones go on with them."
    case .foreignFiles(let count):
      count == 1
        ? "One file in this place is not of a copy."
        : "\(number(count)) files in this place are not of a copy."
    }
  }
}
