import FarmDatabase

extension EnglishWords {
  static func text(_ sentence: DockSentence) -> String {
    switch sentence {
    case .calling(let address): "Calling the pocket\(note(address))…"
    case .met(let label, let isNew, 0):
      "\(shown(label)): no records to take over\(isNew ? ", new pocket" : "")."
    case .met(let label, let isNew, let waiting):
      "\(shown(label)): \(records(waiting)) to take over\(isNew ? ", new pocket" : "")."
    case .setBack(let label):
      "\(shown(label)) was set back to an earlier state: it sends everything again,"
        + " nothing will be there twice."
    case .twins(let label):
      "Two pockets are known as \(shown(label)), one being a copy of the other: nothing is lost."
        + " Reset one of them in its settings, so that the PC can tell them apart."
    case .recovered(let label, let rows, let reviews):
      "The PC's database came from an older copy: \(records(rows)) brought back"
        + " from \(shown(label)), \(number(reviews)) to look at."
    case .received(let done, let total): "\(number(done)) of \(records(total))."
    case .merging(let changes): "Into the PC's database: \(records(changes))…"
    case .merged(let label, let changes):
      "\(shown(label)): \(records(changes)) in the PC's database."
    case .captured(let rows):
      "On the PC, \(count(rows, "row", "rows")) changed since the last time."
    case .toDecide(let number):
      "\(count(number, "difference", "differences")) between pocket and PC: both values are kept."
        + " To decide: pocket-sync conflicts."
    case .setAside(let number):
      "\(records(number)) set aside for the helpdesk: nothing is lost."
    case .fed(let rows): "\(count(rows, "row", "rows")) sent to the pocket."
    case .nothingNew(let label): "\(shown(label)): nothing new."
    case .finished(let label, let milliseconds):
      "\(shown(label)): synchronised in \(duration(milliseconds))."
    }
  }

  static func columns(_ heading: Heading) -> [String] {
    switch heading {
    case .traffic: ["Table", "Came", "Went", "To decide", "Set aside"]
    case .volumes: ["Medium", "Model", "Size", "Free", "Last copy"]
    case .generations: ["Copy", "Date", "Kind", "Pockets", "Size", "State"]
    case .bundle: ["File", "Lines", "Size"]
    case .sessions:
      ["Date", "Pocket", "Result", "Records", "Bytes", "Repeats", "Time"]
    case .copies: ["Date", "Result", "Bytes", "Time"]
    }
  }

  static func text(_ sentence: SetUpSentence) -> String {
    switch sentence {
    case .prepared(let path, let tables):
      "The database \(quoted(path)) is ready: \(count(tables, "table takes", "tables take")) part."
    case .finding(let finding): headline(of: finding)
    case .adopted(let tables) where tables.isEmpty:
      "Nothing changed: the tables are as they were."
    case .adopted(let tables): "Taken over: \(some(tables))."
    case .fits(let profile): "The profile \(quoted(profile)) fits the database."
    case .profileWritten(let path): "The profile was written to \(quoted(path)): read it through."
    case .retired(let label, let reason):
      "\(quoted(label)) is out of service: \(shown(reason)). It no longer holds up the copy."
    case .pairOnPocket: "On the pocket, choose to pair it with a PC."
    case .compareDigits(let name, let digits):
      "\(quoted(name)) must show these digits: \(shown(digits))."
    case .areDigitsSame: "Does the pocket show the same digits? Answer \(yes) or \(no):"
    case .paired(let name): "\(quoted(name)) and this PC are paired."
    case .device(let name, let sessions, let isRetired):
      "\(shown(name)): \(count(sessions, "exchange", "exchanges")) since it was paired"
        + (isRetired ? ", out of service." : ".")
    case .noDevices:
      "No pocket is paired with this PC yet: choose “Pair” in the app on the pocket, then run"
        + " “pocket-sync pair”."
    case .keysRenewed:
      "This PC has new keys: pair every pocket again with “pocket-sync pair”."
    case .nextStep: "Now connect the pocket and synchronise."
    }
  }
}
