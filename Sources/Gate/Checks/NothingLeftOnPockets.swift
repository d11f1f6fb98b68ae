/// The newest change on each pocket must be the newest that a commit holds.
enum NothingLeftOnPockets {
  static func refusals(_ evidence: GateEvidence) -> [GateRefusal] {
    evidence.requiredPockets.compactMap { pocket in
      guard let last = pocket.lastOnPocket, last > pocket.lastMerged else { return nil }
      return .recordsOnPocket(label: pocket.label, count: last - pocket.lastMerged)
    }
  }
}
