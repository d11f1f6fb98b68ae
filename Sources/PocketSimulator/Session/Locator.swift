import Records

/// Picks the commits that an introduction names: the newest all, then at growing distances.
enum Locator {
  /// How many of the newest commits are named without a gap.
  static let newest = 16

  /// The commits to name, oldest first; the newest is always among them.
  static func stamps(of chain: [CommitStamp]) -> [CommitStamp] {
    var picked: [CommitStamp] = []
    var index = chain.count - 1
    var step = 1
    while index >= 0 {
      picked.append(chain[index])
      if picked.count >= newest { step *= 2 }
      index -= step
    }
    if let first = chain.first, picked.last != first { picked.append(first) }
    return picked.reversed()
  }
}
