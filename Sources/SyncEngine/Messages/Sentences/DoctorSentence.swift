package import Diagnostics

/// What `doctor` tells.
package enum DoctorSentence: Sendable, Hashable {
  /// The name of a check, at the beginning of its line.
  case title(DoctorCheck)
  case device(DeviceFact)
  case farm(FarmFact)
  /// The sum, last of all.
  case healthy
  case incomplete(unseen: Int)
  case sum(broken: Int, warnings: Int, unseen: Int)
  /// What a mend would do, before its steps.
  case wouldDo(code: String)
  /// Whole, however long it is: it is typed again.
  case doIt(command: String)
  case step(String)
  case done(code: String)
  case lookAgain
  /// The copy that a damaged database is given back from.
  case copyToRestore(generation: UInt64, medium: String)
  case newLogin(group: String)
}
