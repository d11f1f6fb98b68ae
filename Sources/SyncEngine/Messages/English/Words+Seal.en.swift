extension EnglishWords {
  static func telling(_ problem: SealProblem) -> Telling {
    switch problem {
    case .keyMissing(let recipient):
      Telling(
        "The copy is locked, and its key is not on this PC\(note(recipient)).",
        copiesKept,
        "Give the passphrase or the recovery key from the sheet; for new copies: "
          + "“pocket-sync keys take”.")
    case .wrongPassphrase:
      Telling(
        "The passphrase is wrong.",
        untouched,
        "Type it again, mind capitals and accents; or type the recovery key from the "
          + "printed sheet.")
    case .malformedRecoveryKey:
      Telling(
        "This is no recovery key: a character is wrong or missing.",
        untouched,
        "Compare it with the sheet character by character; it begins with "
          + "AGE-SECRET-KEY-1.")
    case .otherKey(let recipient):
      Telling(
        "This key is not the one of this copy\(note(recipient)).",
        untouched,
        "Look for the sheet of the farm and the date of this copy.")
    case .damagedIdentityFile:
      Telling(
        "The locked key on the medium is damaged: the passphrase cannot open it.",
        copiesKept,
        "Type the recovery key from the printed sheet.")
    case .passphraseTooShort(let minimum):
      Telling(
        "The passphrase is too short.",
        untouched,
        "Take at least \(number(minimum)) characters, for example four words.")
    case .passphrasesDiffer:
      Telling(
        "The two passphrases differ.",
        untouched,
        "Start again and type the same one twice.")
    case .keyExists(let path):
      Telling(
        "This farm has a key already\(note(path)).",
        untouched,
        "Print its sheet again with “pocket-sync keys sheet”.")
    case .noKey:
      Telling(
        "The copies of this farm are not locked: there is no key.",
        untouched,
        "Make one with “pocket-sync keys new”.")
    case .noMemory:
      Telling(
        "This PC has too little free memory to work with the passphrase.",
        untouched,
        "Close other programs and try again, or type the recovery key.")
    }
  }

  static func text(_ sentence: SealSentence) -> String {
    switch sentence {
    case .loseBoth:
      "Copies will be locked. Whoever loses both this sheet and the passphrase loses "
        + "the copies: nobody can open them, not the helpdesk either."
    case .staysReadable:
      "Without the key these stay readable on the medium: names of pockets, dates, "
        + "tables and how many rows they have."
    case .choosePassphrase:
      "Choose a passphrase:"
    case .repeatPassphrase:
      "The same again:"
    case .unlock:
      "Passphrase, or recovery key from the sheet:"
    case .keyMade:
      "From now on copies are locked."
    case .keyTaken:
      "The key is on this PC now: copies go on with it."
    case .wayLost:
      "The passphrase does not open the copies on this medium any more: its file there is damaged."
        + " Choose one for the copies from now on; the older ones open with the recovery key."
    case .sheetWritten(let path):
      "The recovery sheet is written: \(quoted(path))."
    case .printSheet:
      "Print it, keep it away from PC and medium, then delete the file."
    case .mediaStayPlain:
      "Your copies on USB sticks and disks stay readable without a key: only "
        + "what leaves the farm is locked."
    case .outsideKeyMade:
      "The key is made: what leaves the farm is locked with it. Print the "
        + "sheet now."
    case .olderStayPlain:
      "Copies made before stay as they are, not locked."
    case .sheetTitle:
      "Recovery sheet for locked copies"
    case .sheetKey:
      "Recovery key"
    case .sheetUse:
      "To restore: pocket-sync restore MEDIUM NEW-FILE, then type the passphrase or "
        + "this key."
    case .sheetWithoutProgram:
      "Without the program: type the key into a text file, then age -d -i KEY-FILE "
        + "COPY.zst.age | zstd -dc > NEW-FILE; or python3 restore.py on the medium."
    case .sheetKeep:
      "Whoever has this sheet and a copy can read everything. Keep it like the deeds "
        + "of the farm, not with the medium."
    }
  }
}
