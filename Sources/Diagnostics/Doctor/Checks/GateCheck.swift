import FarmDatabase
import Gate

/// What the gate would refuse of the newest run, were it asked at that run's end.
enum GateCheck {
  static func findings(_ facts: DoctorFacts) -> [Finding] {
    guard let farm = facts.farm, let evidence = farm.evidence else {
      return [.unseen(.gate, .databaseUnread)]
    }
    let told = DatabaseCheck.refusals(evidence)
    let refusals = refusals(atItsEnd(evidence)).filter { refusal in
      // What the farm program wrote since is taken in by the next run.
      refusal != .databaseMoved && !told.contains(refusal)
    }
    guard !refusals.isEmpty else { return [.passed(.gate, .gateOpens)] }
    return refusals.map { refusal in
      Finding(.gate, verdict(refusal, farm), .gate(refusal), mend: .person)
    }
  }

  /// Every refusal; a ticket is let go unspent.
  static func refusals(_ evidence: GateEvidence) -> [GateRefusal] {
    switch Gate.evaluate(evidence) {
    case .open: []
    case .closed(let refusals): refusals
    }
  }

  /// A session grows too old for a copy within minutes, which is no illness.
  private static func atItsEnd(_ evidence: GateEvidence) -> GateEvidence {
    var evidence = evidence
    let ends = evidence.pockets.filter(\.finishedSession).compactMap(\.finishedMilliseconds)
    if let end = ends.max() { evidence.milliseconds = end }
    for index in evidence.pockets.indices where evidence.pockets[index].finishedSession {
      evidence.pockets[index].finishedMilliseconds = evidence.milliseconds
    }
    return evidence
  }

  /// A pocket elsewhere is daily life until records wait for a copy because of it.
  private static func verdict(_ refusal: GateRefusal, _ farm: FarmFacts) -> CheckVerdict {
    guard case .pocketElsewhere = refusal else { return .warning }
    let isWaitedFor = farm.pockets.contains { pocket in
      !pocket.peer.isRetired && pocket.peer.mergedNumber > pocket.safeNumber
    }
    return isWaitedFor ? .warning : .notice
  }
}
