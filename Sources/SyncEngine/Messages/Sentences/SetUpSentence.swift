package import FarmDatabase

/// What `init`, `profile` and `retire` tell.
package enum SetUpSentence: Sendable, Hashable {
  case prepared(path: String, tables: Int)
  case finding(ProfileFinding)
  case fits(profile: String)
  case adopted(tables: [String])
  case profileWritten(path: String)
  case retired(label: String, reason: String)
  case nextStep
}
