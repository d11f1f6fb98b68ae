extension EnglishWords {
  static func text(_ sentence: MeasureSentence) -> String {
    switch sentence {
    case .nothing: "Nothing was measured yet: that begins with the next synchronisation."
    case .sessions(1): "The last session:"
    case .sessions(let count): "The last \(number(count)) sessions, newest first:"
    case .repeats(let line): "Repeats on the line, up to the last session: \(line)"
    case .copies(1): "The last copy:"
    case .copies(let count): "The last \(number(count)) copies, newest first:"
    case .copyTimes(let line): "Time of the copies, up to the last: \(line)"
    case .gate(let open, let closed):
      "Checks before a copy: \(count(open, "time", "times")) open, "
        + "\(count(closed, "time", "times")) closed."
    case .refusal(let code, let times): "\(shown(code)): \(count(times, "time", "times"))"
    case .well: "done"
    case .stopped(let code): "stopped: \(shown(code))"
    case .unchanged: "nothing to copy"
    case .written(let path): "The measures are written to \(quoted(path))."
    }
  }
}
