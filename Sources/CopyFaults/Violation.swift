/// A promise of the copy that did not hold, and where; only campaigns throw it.
package struct Violation: Error, Hashable, CustomStringConvertible {
  /// What was seen, with its seed or its place.
  package let description: String

  /// Takes the words as they stand.
  package init(_ description: String) { self.description = description }
}
