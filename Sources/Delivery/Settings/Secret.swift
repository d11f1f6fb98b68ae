/// A password or a secret key: it is never part of a text by mistake.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  /// The secret itself, for the one place that proves with it who we are.
  package let text: String

  /// Takes it as it stands.
  package init(_ text: String) { self.text = text }

  /// Only that there is one.
  package var description: String { "•••" }

  /// Nothing.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
