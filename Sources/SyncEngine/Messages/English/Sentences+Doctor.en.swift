import Diagnostics

extension EnglishWords {
  static func text(_ sentence: DoctorSentence) -> String {
    switch sentence {
    case .title(let check): title(check)
    case .device(let fact): text(fact)
    case .farm(let fact): text(fact)
    case .healthy: "All is well."
    case .incomplete(let unseen):
      "Nothing bad was seen; \(count(unseen, "check", "checks")) could not be carried out."
    case .sum(let broken, let warnings, let unseen):
      "\(count(broken, "fault", "faults")), \(count(warnings, "warning", "warnings"))"
        + (unseen > 0 ? ", \(count(unseen, "check", "checks")) not possible" : "")
        + ". Read the codes to the helpdesk."
    case .wouldDo(let code): "\(shown(code)): this is what would be done."
    case .doIt(let command): "To do it: \(command)"
    case .step(let step): step
    case .done(let code): "\(shown(code)): it is done."
    case .lookAgain: "Run “pocket-sync doctor” again to make sure."
    case .copyToRestore(let generation, let medium):
      "Copy \(number(generation)) on \(quoted(medium)) gives the database back."
    case .newLogin(let group):
      "The group \(quoted(group)) counts from the next login on."
    }
  }

  private static func title(_ check: DoctorCheck) -> String {
    switch check {
    case .udev: "Udev rules"
    case .unit: "Start at the plug"
    case .rights: "Access rights"
    case .holder: "Device is free"
    case .claims: "Other programs"
    case .suspend: "Power saving"
    case .bus: "USB port"
    case .serial: "Serial line"
    case .cable: "Cable"
    case .kernel: "Kernel messages"
    case .database: "Database"
    case .triggers: "Our triggers"
    case .metadata: "Chain of exchanges"
    case .journal: "SQLite journal"
    case .space: "Room on disks"
    case .clock: "Clock"
    case .pockets: "Last exchange"
    case .copies: "Last copy"
    case .gate: "Gate of the copy"
    case .outbox: "Waiting parcels"
    case .settings: "User settings"
    case .versions: "Program versions"
    }
  }

  private static func text(_ fact: DeviceFact) -> String {
    switch fact {
    case .rulesCurrent: "installed and current"
    case .noUdev: "udev does not run here"
    case .unitReady: "ready"
    case .noSystemd: "no systemd here"
    case .noDevice: "no pocket is connected"
    case .mayOpen(let path): "\(shown(path)) may be opened"
    case .rightsOfRoot(let user):
      "root may do everything: run without sudo to see what \(quoted(user)) may"
    case .unheld(let path): "nobody else uses \(shown(path))"
    case .unheldByYours(let path):
      "none of your programs uses \(shown(path)) (only root sees those of others)"
    case .heldByUs(let path, let process):
      "pocket-sync is using \(shown(path)) now (process \(process))"
    case .unclaimed(let path): "nobody claims \(shown(path))"
    case .awake(let port): "port \(shown(port)) stays awake"
    case .onBus(let port, let hubs, let megabits):
      "\(shown(port)), \(number(megabits)) Mbit/s"
        + (hubs > 0 ? ", through \(count(hubs, "hub", "hubs"))" : ", no hub")
    case .serialLine(let path, let baud, let driver, let latency):
      "\(shown(path)) at \(number(baud)) baud" + note(line(driver, latency))
    case .noSerialLine: "none"
    case .cleanLine(let label, let frames):
      "\(shown(label)): good (\(count(frames, "frame", "frames")) counted)"
    case .tooFewFrames: "too little traffic to judge"
    case .kernelQuiet(let minutes): "no complaint of USB in \(number(minutes)) min"
    case .kernelUnreadable: "not readable without root: run with sudo"
    case .room(let path, let free): "\(shown(path)): \(size(free)) free"
    case .roomUnknown(let path): "\(shown(path)): size not known"
    case .clockPlausible: "believable"
    case .settingsReadable: "readable"
    }
  }

  private static func line(_ driver: String, _ latency: Int?) -> String {
    [driver.isEmpty ? nil : driver, latency.map { "\(number($0)) ms" }].compactMap(\.self)
      .joined(separator: ", ")
  }

  private static func text(_ fact: FarmFact) -> String {
    switch fact {
    case .databaseSound(let bytes): "sound (\(size(bytes)))"
    case .databaseUnread: "not looked at: the database did not open"
    case .triggersStand: "in place"
    case .capturesByComparing: "not used by this profile"
    case .chainWhole(let commits): "whole (\(count(commits, "link", "links")))"
    case .journal(let mode): "set to \(shown(mode))"
    case .clockFirst: "not judged: set the clock first"
    case .noPockets: "no pocket is known"
    case .synchronised(let label, let moment):
      "\(shown(label)): \(dateAndTime(Moment(milliseconds: moment)))"
    case .synchronising(let label): "\(shown(label)): exchange under way"
    case .copied(let medium, let generation, let moment):
      "\(quoted(medium)): no. \(number(generation)), \(dateAndTime(Moment(milliseconds: moment)))"
    case .gateOpens: "would open after the last exchange"
    case .nothingWaits: "nothing"
    case .versions(let program, let sqlite, let kernel):
      "\(shown(program)), SQLite \(shown(sqlite)), on kernel \(shown(kernel))"
    case .farmProgram(let version): "farm program \(shown(version))"
    case .profile(let name, let format, let fingerprint):
      "profile \(shown(name)), format \(number(format)), schema \(shown(fingerprint))"
    }
  }
}
