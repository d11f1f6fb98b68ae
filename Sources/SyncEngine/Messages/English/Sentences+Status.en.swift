extension EnglishWords {
  static func text(_ sentence: StatusSentence) -> String {
    switch sentence {
    case .database(let path, let farm): "\(shown(farm)): \(shown(path))"
    case .pocket(let label): "\(shown(label))"
    case .retired(let label): "\(shown(label)), out of service"
    case .lastAttempt(let moment?): "Last attempt: \(dateAndTime(moment))"
    case .lastAttempt(nil): "Last attempt: never"
    case .lastSuccess(let moment?): "Last success: \(dateAndTime(moment))"
    case .lastSuccess(nil): "Last success: never"
    case .noPockets: "No pocket is known yet: connect it and synchronise."
    case .copyOn(let volume, let copy, let made, let isPartial):
      "\(quoted(volume)): copy \(copy) of \(dateAndTime(made))\(isPartial ? ", partial" : "")"
    case .oldestMedium(let volume):
      "The oldest copy is on \(quoted(volume)): take that medium next time."
    case .noCopy: "No verified copy has been made yet."
    case .notInCopy(let label, let count):
      "\(shown(label)): \(records(count)) not yet in a verified copy."
    case .allInCopy(let label): "\(shown(label)): everything is in a verified copy."
    case .toDecide(let number):
      "To decide: \(count(number, "difference", "differences")) (pocket-sync conflicts)"
    case .setAside(let number): "Set aside for the helpdesk: \(records(number))"
    }
  }

  static func text(_ sentence: StoreSentence) -> String {
    switch sentence {
    case .volumes(0): "No external medium is connected."
    case .volumes(let number): "\(count(number, "medium", "media")) connected:"
    case .unfit: "Not suitable:"
    case .disc(let kind, let isBlank, let isRewritable):
      shown(kind) + (isBlank ? ", blank" : ", takes more") + (isRewritable ? ", rewritable" : "")
    case .copies(0, let volume): "No copy on \(quoted(volume))."
    case .copies(let number, let volume):
      "\(count(number, "copy", "copies")) on \(quoted(volume)):"
    case .full: "full"
    case .changesSince(let copy): "since \(copy)"
    case .complete: "complete"
    case .partial: "partial"
    case .damaged: "damaged"
    case .verifying(let volume): "Checking the copies on \(quoted(volume))…"
    case .fileGood(let file): "\(shown(file)): good"
    case .fileBad(let file): "\(shown(file)): DAMAGED"
    case .allGood(let copies, let files):
      "All is good: \(count(copies, "copy", "copies")), \(count(files, "file", "files")) read."
    case .left(let milliseconds): "\(duration(milliseconds)) left"
    case .restoring(let copy): "Restoring copy \(copy)…"
    case .restored(let copy, let path): "Copy \(copy) is restored to \(quoted(path))."
    case .replaced(let copy, let path): "Copy \(copy) is now the database \(quoted(path))."
    case .keptAside(let path): "The database that was there is kept as \(quoted(path))."
    case .tableWritten(let table, let number, let path):
      "\(shown(table)): \(count(number, "row", "rows")) written to \(quoted(path))."
    case .rehearsing(let copy): "Rehearsal: copy \(copy) is rebuilt and opened…"
    case .rehearsed(let copy, let tables, let number):
      "Copy \(copy) was rebuilt and opened; all is as certified:"
        + " \(count(tables, "table", "tables")), \(count(number, "row", "rows"))."
    case .checkedOn(let moment): "Checked on \(dateAndTime(moment))"
    case .receiptWritten(let path): "The receipt is in \(quoted(path)): open it and print it."
    }
  }

  static func text(_ sentence: DemoSentence) -> String {
    switch sentence {
    case .title: "Demonstration: a week of work, a pocket, a copy."
    case .farmMade(let rows, let bytes):
      "A farm is made up: \(count(rows, "row", "rows")), \(size(bytes))."
    case .firstDock(let pockets):
      "First dock: \(count(pockets, "pocket gets", "pockets get")) the data."
    case .week(let field, let office):
      "A week goes by: \(records(field)) in the field, \(records(office)) in the office."
    case .gateStaysClosed: "A copy is asked for without synchronising: refused, as it must be."
    case .secondDock(let baud): "Second dock, over a line of \(number(baud)) baud."
    case .copying(let path): "Backup copy to \(quoted(path))."
    case .restoredElsewhere(let path):
      "The copy is restored to \(quoted(path)) and compared: all equal."
    case .losersKept(let number):
      "\(count(number, "difference", "differences")) between field and office:"
        + " the value that lost is kept each time."
    case .nothingDecided: "Field and office did not contradict each other."
    case .done(let milliseconds): "Demonstration succeeded in \(duration(milliseconds))."
    case .filesAt(let path): "The files are in \(quoted(path))."
    }
  }
}
