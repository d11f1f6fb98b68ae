import GRDB
import Records

/// How much of the chain of commits this database shares with a pocket.
///
/// The last common commit is the newest that the pocket names and the chain has with the same
/// nonce, all older ones that it names agreeing. Names that thin out only make it older: then more
/// comes back and more is shown for review, and nothing is lost.
struct CommonPrefix {
  /// The last commit that both know; 0 for none.
  let common: UInt64
  /// Where the feed goes on: never behind what both know.
  let cursor: FeedCursor
  /// What the pocket knows beyond; nil for nothing.
  let branch: LostBranch?

  init(_ db: Database, _ pocket: PocketFacts, hub: RowID, guards: Guards) throws {
    let named =
      pocket.hub == hub ? pocket.commits.sorted { $0.sequence < $1.sequence } : []
    let newest = named.last?.sequence ?? 0
    guard guards.contains(.nonces) else {
      common = min(newest, try CommitChain.tail(db)?.sequence ?? 0)
      cursor = pocket.hub == hub ? pocket.cursor : .start
      branch = nil
      return
    }
    var common: UInt64 = 0
    for stamp in named {
      guard try CommitChain.stamp(db, at: stamp.sequence) == stamp else { break }
      common = stamp.sequence
    }
    self.common = common
    cursor = named.isEmpty ? .start : min(pocket.cursor, FeedCursor(after: common))
    branch =
      newest > common
      ? LostBranch(common: common, commits: named.filter { $0.sequence > common }) : nil
  }
}
