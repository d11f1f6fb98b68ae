/// A change whose content could not be read must be looked at before it is called safe.
enum NoBlockingQuarantine {
  static func refusals(_ evidence: GateEvidence) -> [GateRefusal] {
    let count = evidence.database.blockingQuarantine
    return count == 0 ? [] : [.quarantine(count: count)]
  }
}
