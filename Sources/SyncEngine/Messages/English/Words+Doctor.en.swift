import Diagnostics

extension EnglishWords {
  private static let mended = "The command below shows what it would do, then mends it."

  static func telling(_ fault: DeviceFault) -> Telling {
    switch fault {
    case .rulesMissing(let path):
      Telling(
        "This PC lacks the udev rule \(quoted(path)): it does not know the pocket.", kept, mended)
    case .rulesOther(let path):
      Telling("The udev rule \(quoted(path)) is not this program's.", kept, mended)
    case .hwdbNotCompiled:
      Telling(
        "This PC's list of devices (hwdb) does not hold the pocket yet.", kept, mended)
    case .hwdbOlder:
      Telling("This PC's list of devices (hwdb) is older than its source.", kept, mended)
    case .unitMissing(let path):
      Telling(
        "A pocket that is plugged in starts nothing: \(quoted(path)) is missing.", kept,
        "Run “scripts/install”, or synchronise by hand.")
    case .claimed(let path, let program, let isHeld):
      Telling(
        "The program \(quoted(program)) \(isHeld ? "takes" : "may take") the device"
          + " \(quoted(path)) for its own.", kept,
        "Keep the device for the pocket, or stop that program.")
    case .mayFallAsleep(let port):
      Telling(
        "Power saving may put port \(shown(port)) to sleep in mid-exchange.", kept,
        "Keep the device for the pocket: its rules keep it awake.")
    case .manyHubs(let port, let hubs):
      Telling(
        "The pocket hangs behind \(count(hubs, "hub", "hubs")) (port \(shown(port))).", kept,
        "Connect the pocket to the PC itself.")
    case .slow(let port, let megabits):
      Telling(
        "Port \(shown(port)) does only \(number(megabits)) Mbit/s.", kept,
        "Take another socket or another cable.")
    case .slowAdapter(let path, let milliseconds):
      Telling(
        "The adapter \(quoted(path)) holds bytes back for \(number(milliseconds)) ms.", kept,
        "Nothing to do: the program asks for less when it opens the line.")
    case .noPort(let path):
      Telling(
        "This PC has no serial port \(quoted(path)): it is only a name.", kept,
        "Take the port that the cable is in.")
    case .console(let path):
      Telling(
        "The kernel writes its own messages to the line \(quoted(path)).", kept,
        "Take another port, or remove “console=” from this PC's boot line.")
    }
  }

  static func telling(_ fault: MachineFault) -> Telling {
    switch fault {
    case .lossy(let label, let permille, let frames):
      Telling(
        "The line to \(quoted(label)) loses \(tenths(permille))% of its frames"
          + " (\(number(frames)) counted).", received,
        "Change the cable or the socket, synchronise, then examine again.")
    case .kernelComplains(let count, let first):
      Telling(
        "The kernel complains of USB, \(number(count)) times of late: \(quoted(first)).", kept,
        "Change the cable or the socket, and do without a hub.")
    case .littleRoom(let path, let free):
      Telling(
        "Only \(size(free)) are left on the disk of \(quoted(path)).", untouched,
        "Make room on that disk.")
    case .noRoom(let path, let needed, let free):
      Telling(
        "The disk of \(quoted(path)) is full: \(size(free)) left, \(size(needed)) needed.",
        baseKept, "Make room on that disk, then try again.")
    case .clockBehind(let now, let evidence):
      Telling(
        "The PC's clock is wrong: it says \(day(now)), but something was written on"
          + " \(day(evidence)).", untouched, "Set the PC's clock.")
    case .clockApart(let now, let battery):
      Telling(
        "The PC's clock is wrong: it says \(day(now)), the one on its battery says"
          + " \(day(battery)).", untouched, "Set the PC's clock.")
    case .pocketClock(let label, let skew):
      Telling(
        "The clock of \(quoted(label)) is \(duration(skew.magnitude)) off the PC's.",
        "No decision depends on that clock.", "Set the pocket's clock.")
    }
  }

  static func telling(_ fault: MendFault) -> Telling {
    switch fault {
    case .nothingToMend(let code):
      Telling(
        "There is nothing to mend under the code \(shown(code)).", untouched,
        "Run “pocket-sync doctor” again and take a code of its list.")
    case .onlyByPerson(let code):
      Telling(
        "No program can mend \(shown(code)): it takes a person.", untouched,
        "Do what the list of “pocket-sync doctor” advises.")
    case .stepFailed(let step, let status):
      Telling(
        "This step failed\(note("status \(status)")): \(quoted(step)).",
        "The steps after it were not done.", helpdesk)
    }
  }

  private static func day(_ milliseconds: UInt64) -> String {
    date(Moment(milliseconds: milliseconds))
  }

  private static func tenths(_ permille: Int) -> String { "\(permille / 10).\(permille % 10)" }
}
