/// What a pocket was seen to do, in the words of the protocol.
package enum Sign: Hashable, Sendable {
  /// Nothing, and the session went on.
  case silence
  /// The session ended.
  case end
  /// A frame of the link.
  case frame(String)
  /// A message of the handshake, by its number.
  case step(Int)
  /// A message of the protocol.
  case message(String)
  /// A refusal with its code and detail; a detail that is empty means any.
  case refusal(code: UInt32, detail: String)
  /// A value of a field.
  case value(field: String, String)
}

/// Why a rule is broken: what it asks for and what was seen instead.
package struct RuleFinding: Hashable, Sendable {
  /// What the rule asks for.
  package let expected: Sign
  /// What came.
  package let found: Sign

  /// Takes both as they stand.
  package init(expected: Sign, found: Sign) {
    self.expected = expected
    self.found = found
  }
}

/// Why a rule does not concern this pocket, or was left out.
package enum Omission: String, Hashable, Sendable, Codable {
  /// It is a rule of the serial form.
  case serialOnly
  /// It is a rule of the bulk form.
  case bulkOnly
  /// It is a rule for USB.
  case usbOnly
  /// The pocket holds no change, so nothing can be offered.
  case noChanges
  /// The pocket bears no printed key, or it was not told.
  case noPrintedKey
  /// A pocket with a printed key.
  case hasPrintedKey
  /// It takes longer, and only what is quick was asked for.
  case slow
  /// Nothing of what the pocket offered shows it.
  case notShown
}

/// Why a rule could not be judged: something before it did not work.
package enum Obstacle: Error, Hashable, Sendable {
  /// No line to the pocket.
  case line(String)
  /// The link did not open, or ended.
  case link(String)
  /// The handshake did not come to its end: the message that did not come, or came wrong.
  case handshake(step: Int)
  /// Another message was awaited.
  case message(expected: String, found: Sign)
}

/// What became of one rule.
package enum Verdict: Hashable, Sendable {
  /// The pocket keeps to it.
  case passed
  /// The pocket breaks it.
  case violated(RuleFinding)
  /// It does not concern this pocket.
  case notApplicable(Omission)
  /// Nobody knows: the way to it was barred.
  case notJudged(Obstacle)
}
