/// The guards of the merge engine that a simulation takes away one by one, to see itself fail.
///
/// Production has them all; nothing but `pocket-simulate --without` ever leaves one out.
package struct Guards: OptionSet, Sendable, Hashable {
  /// A bit for each guard.
  package let rawValue: UInt16

  /// Takes the bits as they stand.
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Commits and changes are compared by their nonces, not by their numbers alone.
  package static let nonces = Guards(rawValue: 1 << 0)
  /// What a restored database lost comes back from the pockets' images.
  package static let recovery = Guards(rawValue: 1 << 1)
  /// The losing values of a decision are kept for review.
  package static let losers = Guards(rawValue: 1 << 2)
  /// The second acknowledgement waits for a verified copy.
  package static let ack2 = Guards(rawValue: 1 << 3)
  /// Rows that `INSERT OR REPLACE` removes are logged before they go.
  package static let replaceTrigger = Guards(rawValue: 1 << 4)
  /// The compare runs whenever a guard of the key log trips.
  package static let compare = Guards(rawValue: 1 << 5)
  /// The cursor moves in the transaction of the data.
  package static let cursorInTransaction = Guards(rawValue: 1 << 6)

  /// What production runs with.
  package static let all: Guards = [
    .nonces, .recovery, .losers, .ack2, .replaceTrigger, .compare, .cursorInTransaction,
  ]
}
