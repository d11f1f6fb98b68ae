/// Every rule that a pocket is held against, in the order of the run.
package enum RuleBook {
  static let rules: [Rule] =
    LinkRules.all + BulkRules.all + SerialRules.all + USBRules.all + ChannelRules.all
    + RecordRules.all + SessionRules.all + ResumeRules.all + ChangeRules.all + MessageRules.all
    + ResumeRules.pruning

  /// The numbers of these rules.
  package static var numbers: [String] { rules.map(\.number) }

  /// Rules of the documents that no line can show, and why.
  package static let notChecked: [String: String] = [
    "L10": "how much waits in a pocket is not seen from outside",
    "L24": "a pocket may send less than it may",
    "L26": "the handshake gives a silent PC up before a frame has gone out twelve times",
    "L33": "how large its window is, is the pocket's own; a probe's answer is judged as L8",
    "L34": "a pocket may give more credit at any time, so nobody knows when it is passed",
    "C20": "judged within every pairing: without it the pairing ends, and no rule can be judged",
    "C21": "needs three pairings that fail before a person's eyes",
    "C25": "judged as C30: who kept neither key nor secret cannot go on",
    "P63": "what a user may enter is seen on the screen alone",
    "U2": "descriptors that are not true stop the run before the first rule",
    "U4": "where a transfer ends is not seen above the stream",
    "U5": "needs a cable that somebody pulls; `scripts/usb-lab` does",
  ]
}

/// The rules of USB.md that the line itself shows.
enum USBRules {
  static let all: [Rule] = [found, silence]

  /// Whoever was opened was found by interface and endpoints.
  static let found = Rule("U1", needs: [.usb]) { bench in
    try bench.raw().isClosed
  } judge: { isClosed in
    isClosed ? RuleFinding(expected: .silence, found: .end) : nil
  }

  static let silence = Rule("U3", needs: [.usb]) { bench in
    let host = try bench.raw()
    host.settle()
    return host.watch(RawHost.quietMilliseconds)
  } judge: {
    LinkJudgement.isSilent($0)
  }
}
