/// What was received must have been merged, also from a pocket that is left out.
enum NoInboxLeftOver {
  static func refusals(_ evidence: GateEvidence) -> [GateRefusal] {
    evidence.pockets.filter { $0.leftInInbox > 0 }.map {
      .inboxLeftOver(label: $0.label, count: $0.leftInInbox)
    }
  }
}
