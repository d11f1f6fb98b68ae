/// How a session ended well.
package enum SessionOutcome: String, Hashable, Sendable {
  /// Changes were merged and the feed was applied.
  case synchronised
  /// Only the acknowledgements were delivered.
  case delivered
}
