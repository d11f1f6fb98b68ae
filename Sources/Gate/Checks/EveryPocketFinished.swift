/// Every pocket must have finished a session of this run.
enum EveryPocketFinished {
  static func refusals(_ evidence: GateEvidence) -> [GateRefusal] {
    evidence.requiredPockets.filter { !$0.finishedSession }.map {
      .pocketElsewhere(label: $0.label)
    }
  }
}
