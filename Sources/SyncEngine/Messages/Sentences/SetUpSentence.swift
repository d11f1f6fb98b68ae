package import FarmDatabase

/// What `init`, `profile`, `pair`, `devices` and `retire` tell.
package enum SetUpSentence: Sendable, Hashable {
  case prepared(path: String, tables: Int)
  case finding(ProfileFinding)
  case fits(profile: String)
  case adopted(tables: [String])
  case profileWritten(path: String)
  case retired(label: String, reason: String)
  /// What to do on the pocket before the line is opened.
  case pairOnPocket
  /// The digits in two groups of three, and who asks.
  case compareDigits(name: String, digits: String)
  /// A question; the answer is typed as `yes` or `no` in the language.
  case areDigitsSame
  case paired(name: String)
  /// One line of `devices`; sessions since it was paired.
  case device(name: String, sessions: UInt64, isRetired: Bool)
  case noDevices
  case keysRenewed
  case nextStep
}
