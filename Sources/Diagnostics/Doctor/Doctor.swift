/// Facts in, one line a check out; pure.
package enum Doctor {
  /// One lost frame of thirty is chance, and no cable.
  package static let cableFramesMinimum: UInt64 = 50

  /// Every check has a line at least, in the order of `DoctorCheck`.
  package static func examine(_ facts: DoctorFacts) -> [Finding] {
    let clock = ClockCheck.findings(facts)
    let isClockRight = clock.allSatisfy { $0.verdict < .warning }
    return DoctorCheck.allCases.flatMap { check -> [Finding] in
      // By a wrong clock everything is old or of tomorrow: one cause, one line.
      if !isClockRight, check.goesByAge { return [.unseen(check, .clockFirst)] }
      if facts.farm == nil, check.needsDatabase { return [.unseen(check, .databaseUnread)] }
      return check == .clock ? clock : findings(check, facts)
    }
  }

  /// The worst of all; `passed` for an empty list.
  package static func worst(_ findings: [Finding]) -> CheckVerdict {
    findings.map(\.verdict).max() ?? .passed
  }

  private static func findings(_ check: DoctorCheck, _ facts: DoctorFacts) -> [Finding] {
    switch check {
    case .udev: UdevCheck.findings(facts)
    case .unit: UnitCheck.findings(facts)
    case .rights: RightsCheck.findings(facts)
    case .holder: HolderCheck.findings(facts)
    case .claims: ClaimsCheck.findings(facts)
    case .suspend: SuspendCheck.findings(facts)
    case .bus: BusCheck.findings(facts)
    case .serial: SerialCheck.findings(facts)
    case .cable: CableCheck.findings(facts)
    case .kernel: KernelCheck.findings(facts)
    case .database: DatabaseCheck.findings(facts)
    case .triggers: TriggerCheck.findings(facts)
    case .metadata: MetadataCheck.findings(facts)
    case .journal: JournalCheck.findings(facts)
    case .space: SpaceCheck.findings(facts)
    case .clock: ClockCheck.findings(facts)
    case .pockets: PocketsCheck.findings(facts)
    case .copies: CopiesCheck.findings(facts)
    case .gate: GateCheck.findings(facts)
    case .outbox: OutboxCheck.findings(facts)
    case .settings: SettingsCheck.findings(facts)
    case .versions: VersionsCheck.findings(facts)
    }
  }
}

extension DoctorCheck {
  var goesByAge: Bool {
    switch self {
    case .pockets, .copies, .gate, .outbox: true
    default: false
    }
  }

  var needsDatabase: Bool {
    switch self {
    case .triggers, .journal, .pockets, .copies, .gate, .cable: true
    default: false
    }
  }
}
