import Backup

extension EnglishWords {
  static func text(_ sentence: CopySentence) -> String {
    switch sentence {
    case .gateChecks: "Check: are all records on the PC?"
    case .gateOpen: "Yes, all records are on the PC: the copy can be made."
    case .gateOpenPartial: "The copy will be partial: a pocket is left out."
    case .phase(let phase): "\(name(of: phase))…"
    case .phaseAt(let phase, let done, let total):
      "\(name(of: phase)): \(percent(done, of: total)) of \(size(total))."
    case .written(let copy, let volume):
      "Copy \(copy) is made and verified on \(quoted(volume))."
    case .toldSafe(let label):
      "\(shown(label)) now knows which records are in a verified copy."
    case .notTold(let label):
      "\(shown(label)) is no longer connected: it will hear of it next time."
    case .waiting: "Now connect the medium for the copy…"
    case .closing(let volume): "Closing \(quoted(volume)), do not remove it yet…"
    case .stillOpen(let volume):
      "The copy is finished, but \(quoted(volume)) is still open."
        + " Eject it in the file manager before you remove it."
    case .stillInUse(let volume, let places):
      "\(quoted(volume)) is still in use: \(some(places))."
        + " Close everything, eject it in the file manager, and only then remove it."
    case .mayRemove(let volume): "You may remove \(quoted(volume))."
    case .keepUntilNext: "Keep this copy at least until the next one."
    case .nothingToDo(let copy, let made):
      "Nothing to do: everything is on the PC already, and copy \(copy) of \(date(made)) holds it."
    case .pretended(let path):
      "Caution: \(quoted(path)) is a folder of the PC, not an external medium."
        + " This copy would be lost with the PC."
    case .pretendedDisc(let drive):
      "Mind: \(quoted(drive)) is a file of the PC that plays a disc, not an external medium."
        + " This copy would be lost with the PC."
    case .partial(let missing):
      "Partial copy: \(some(missing)) \(missing.count == 1 ? "is" : "are") missing."
        + " It replaces no complete copy."
    case .removed(let first, let last):
      "\(first == last ? "Copy \(first) was" : "Copies \(first) to \(last) were")"
        + " old enough to leave the medium; newer ones replace them."
    case .notRemoved(let code):
      "Old copies could not be taken off the medium [\(code)]. The new copy is good."
    case .notNoted(let code):
      "The copy is good, but the PC could not take note of it [\(code)]."
        + " The pockets keep their records until the next one."
    }
  }

  private static func name(of phase: CopyProgress.Phase) -> String {
    switch phase {
    case .checkingMedium: "Checking the medium"
    case .checkingBase: "Reading the last full copy again"
    case .hashing: "Reading the database"
    case .writing: "Writing the copy, remove nothing"
    case .readingBack: "Reading back what was written, remove nothing"
    case .checkingIntegrity: "Checking the copied database, remove nothing"
    case .publishing: "Finishing the copy, remove nothing"
    case .burning: "Burning the disc, leave the drive closed"
    case .checkingDisc: "Reading the burnt disc, leave the drive closed"
    case .verifying: "Verifying"
    case .restoring: "Restoring"
    }
  }

  static func text(_ sentence: CertificateSentence) -> String {
    switch sentence {
    case .title(let copy): "Backup copy \(copy)"
    case .made(let moment): "Made on \(dateAndTime(moment))"
    case .farm(let name): "Farm: \(shown(name))"
    case .pretendedMedium: "Medium: a folder of this PC, not an external medium"
    case .pretendedDisc: "Medium: a file of this PC that plays a disc, not an external medium"
    case .medium(let label, let model): "Medium: \(shown(label))\(note(model))"
    case .complete: "Complete: all pockets are in it."
    case .partial: "PARTIAL: it replaces no complete copy."
    case .missing(let label, let reason): "Missing: \(shown(label)): \(shown(reason))"
    case .pocket(let label, 0, let session):
      "\(shown(label)): no records yet, read on \(dateAndTime(session))"
    case .pocket(let label, let newest, let session):
      "\(shown(label)): up to record \(number(newest)), read on \(dateAndTime(session))"
    case .arrived(let label, let moment, let sessions):
      "\(shown(label)): newest record here since \(dateAndTime(moment));"
        + " \(count(sessions, "exchange", "exchanges")) so far"
    case .clockOff(let label, let milliseconds):
      "The clock of \(shown(label)) is \(duration(milliseconds.magnitude))"
        + " \(milliseconds > 0 ? "fast" : "slow")."
    case .noPockets: "This farm has no pocket."
    case .toDecide(let number):
      "To decide: \(count(number, "difference", "differences")) between pocket and PC"
    case .setAside(let number): "Set aside for the helpdesk: \(records(number))"
    case .size(let database, let onMedium):
      "Database: \(size(database)); written to the medium: \(size(onMedium))"
    case .full: "Full copy"
    case .changesSince(let copy): "What has changed since the full copy \(copy)"
    case .readBack(let bytes): "Read back from the medium: \(size(bytes)), all equal."
    case .readBackWeaker(let bytes):
      "Read back through another program: \(size(bytes)), all equal."
    case .readBackBeforeBurning(let bytes):
      "Read back before burning: \(size(bytes)), all equal; the disc is read afterwards."
    case .baseRead(let copy, let part, let whole):
      "Of the full copy \(copy), read again this time: \(percent(part, of: whole))"
    case .rebuiltAndCompared: "Rebuilt and compared with the database page by page: equal."
    case .program(let program): "Made by \(shown(program))"
    }
  }
}
