extension EnglishWords {
  static func telling(_ problem: RecordingProblem) -> Telling {
    switch problem {
    case .notRecording(let path):
      Telling(
        "\(quoted(path)) is no recording of a session.", untouched,
        "Name a file that “pocket-sync record” wrote.")
    case .newerFormat(let path, let version):
      Telling(
        "The recording \(quoted(path)) comes from a newer version (format \(version)).", untouched,
        updatePC)
    case .torn(let path, let byte):
      Telling(
        "The recording \(quoted(path)) is cut off at byte \(number(byte)).", untouched,
        "Copy the file again; where the original is cut off, record another session.")
    case .damaged(let path, let byte):
      Telling(
        "The recording \(quoted(path)) is damaged at byte \(number(byte)).", untouched,
        "Copy the file again; where the original is damaged, record another session.")
    case .tooLong(let path, let byte):
      Telling(
        "The recording \(quoted(path)) passes a limit at byte \(number(byte)).", untouched,
        "Record a shorter session, or without --with-database.")
    case .unfinished(let path):
      Telling(
        "The recording \(quoted(path)) stops before its session ended.", untouched,
        "Read it with “pocket-sync replay --partial”, or record another session.")
    case .notWritten(let path, let call, let errno):
      Telling(
        "The recording \(quoted(path)) could not be "
          + "written\(note(call, "errno \(errno)")).", received,
        "Choose another folder, then try again.")
    case .differs(let path, let part, let place, let detail):
      Telling(
        "\(quoted(path)) replays differently: \(name(part)) "
          + "\(number(place))\(note(detail)).", untouched,
        "Send the recording to the helpdesk, with the version of this program.")
    case .noFrames(let path):
      Telling(
        "\(quoted(path)) holds not one frame of a pocket.", untouched,
        "Check that the recorded line is the one of the pocket.")
    case .noTrace(let path):
      Telling(
        "\(quoted(path)) is no recording of bytes.", untouched,
        "Name a file that “pocket-sync record --cable” wrote.")
    case .noUSBMonitor(let path, let errno):
      Telling(
        "The USB traffic cannot be watched through "
          + "\(quoted(path))\(note("errno \(errno)")).", received,
        "As administrator: “modprobe usbmon”, then try again with those rights.")
    case .notOnUSB(let path):
      Telling(
        "The pocket at \(quoted(path)) is not on a USB port.", untouched,
        "Try again without --usbmon, or connect the pocket by USB.")
    }
  }

  private static func name(_ part: ReplayDifference.Part) -> String {
    switch part {
    case .message: "message"
    case .event: "event"
    case .verdict: "verdict"
    case .table: "table"
    case .chance: "draws"
    }
  }

  static func text(_ sentence: RecordSentence) -> String {
    switch sentence {
    case .recording(let path):
      "The session is being recorded in \(quoted(path))."
    case .recorded(let path, let messages):
      "Recording \(quoted(path)): \(count(messages, "message", "messages"))."
    case .masked:
      "Personal texts are replaced in it; numbers, dates and identities stay."
    case .unmasked(let path):
      "Mind: \(quoted(path)) holds the records as they are. Give it only to who may read them."
    case .farmLeftOut:
      "The farm's database is too large to go with it: the session alone is recorded."
    case .proven:
      "Replayed at once: the same events, the same verdict, the same database."
    case .notProven:
      "Replayed at once it gives something else: “pocket-sync replay” shows where."
    case .cable(let path):
      "The bytes of the line are in \(quoted(path))."
    case .keys(let path):
      "Mind: \(quoted(path)) holds the keys of this session. Who has it reads all of it; "
        + "delete it after use."
    case .replayedPC(let messages):
      "The PC's side: \(count(messages, "message", "messages")), all as recorded."
    case .replayedPocket(let messages):
      "The pocket's side: \(count(messages, "message", "messages")), all as recorded."
    case .replayedSimulator(let changes):
      "Simulated pocket: \(count(changes, "record", "records")), all as recorded."
    case .simulatorLeftOut:
      "Simulated pocket: left out, the recording has not what it takes to make it."
    case .replayedFarm(let events, let tables, let rows):
      "The farm's database: \(count(events, "event", "events")), "
        + "\(count(tables, "table", "tables")) and \(count(rows, "row", "rows")), all as recorded."
    case .noFarm:
      "The farm's database: not in the recording, nothing to replay."
    case .endedWith(let code):
      "The session ended with [\(code)]."
    case .endedWell:
      "The session ended well."
    case .replayedCable(let path, let messages):
      "The line's bytes \(quoted(path)): \(count(messages, "message", "messages")), all opened "
        + "and as recorded."
    case .exported(let path, let packets):
      "\(count(packets, "packet", "packets")) for Wireshark in \(quoted(path))."
    case .exportCut(let path):
      "Mind: \(quoted(path)) is cut or damaged behind the last of them; what follows is not shown."
    case .usbCaptured(let path, let packets):
      "\(count(packets, "transfer", "transfers")) of the USB port in \(quoted(path))."
    case .usbLost(let packets):
      "The USB bus was faster than the capture: "
        + "\(count(packets, "transfer is", "transfers are")) missing, "
        + "this pocket's or another device's."
    }
  }
}
