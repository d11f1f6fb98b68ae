import Diagnostics

extension EnglishWords {
  static func text(_ sentence: LinkTestSentence) -> String {
    switch sentence {
    case .title(let label, let address): "\(shown(label)), on \(shown(address)):"
    case .trying(.roundTrip): "Trying the round trip…"
    case .trying(.toPocket): "Trying from the PC to the pocket…"
    case .trying(.fromPocket): "Trying from the pocket to the PC…"
    case .cannotProbe(let label):
      "\(shown(label)) does not know the line test: only its introduction was timed."
    case .roundTrip(let median, let slow):
      "Round trip: half within \(shortTime(median)), 99 of 100 within \(shortTime(slow))"
    case .rate(let phase, let bytes, let limit):
      "\(way(phase)): \(size(bytes))/s"
        + (limit.map { ", which is \(percent(bytes, of: $0)) of what the line can carry" } ?? "")
    case .repeats(let phase, let resent, let sent):
      "\(way(phase)): "
        + "\(share(resent, of: sent)) repeated (\(number(resent)) of \(number(sent)))"
    case .broken(let count): "Frames that arrived broken: \(number(count))"
    case .course(let line): "During the test: \(line)"
    case .verdict(let verdict): text(verdict)
    case .written(let path): "The report is in \(quoted(path)): open it with your browser."
    case .plotRoundTrip: "Round trip (milliseconds)"
    case .plotRate: "Rate (kB a second)"
    case .plotFaults: "Repeated or broken frames"
    case .legend(let phase): way(phase)
    }
  }

  private static func way(_ phase: LinkSample.Phase) -> String {
    switch phase {
    case .roundTrip: "Round trip"
    case .toPocket: "From the PC to the pocket"
    case .fromPocket: "From the pocket to the PC"
    }
  }

  private static func text(_ verdict: LinkVerdict) -> String {
    switch verdict {
    case .good: "The line is good."
    case .faulty:
      "The line loses data: it is the cable or the port; try another."
    case .hopeless:
      "Hardly anything comes through: change the cable, then the port, and test again."
    case .slow:
      "The line loses nothing, but it is slow: plug the pocket straight into the PC."
    case .unsteady:
      "The line loses nothing, but something holds it up now and then: close what uses it."
    case .unknown: "Nothing is missing; update the pocket's app to learn more."
    }
  }
}
