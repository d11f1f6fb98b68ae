/// What a person reads of one problem: three short texts and the code to read out.
package struct Words: Sendable, Hashable {
  /// The code for the telephone, the same in every language.
  package let code: String
  /// What happened; names the thing.
  package let headline: String
  /// What is safe, or what did not change.
  package let safe: String
  /// The one thing to do.
  package let remedy: String

  init(code: String, telling: Telling) {
    self.code = code
    headline = telling.headline
    safe = telling.safe
    remedy = telling.remedy
  }
}

/// What a phrasebook says of one problem.
struct Telling {
  let headline: String
  let safe: String
  let remedy: String

  init(_ headline: String, _ safe: String, _ remedy: String) {
    self.headline = headline
    self.safe = safe
    self.remedy = remedy
  }
}
