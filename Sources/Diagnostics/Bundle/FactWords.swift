import FarmDatabase

/// The closed lists of words that the database's bookkeeping uses; another word is `other`.
enum FactWords {
  private static let other = "other"

  static let commits = Set(CommitKind.allCases.map(\.rawValue) + [other])
  static let conflicts = Set(BookCounts.conflictKinds + [other])
  static let reasons = Set(QuarantineReason.allCases.map(\.rawValue) + [other])
  static let states: Set<String> = ["open", "decided", "settled", "placed", "set-aside", other]

  /// The word where the list has it.
  static func known(_ word: String, in list: Set<String>) -> String {
    list.contains(word) ? word : other
  }
}
