import Transport

/// ModemManager, gpsd, brltty and gvfs must know that the device is none of theirs.
enum ClaimsCheck {
  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let ports = facts.ports.filter(\.exists)
    if ports.isEmpty { return [.nothing(.claims, .noDevice)] }
    return ports.map { finding($0, facts) }
  }

  private static func finding(_ port: DockedPort, _ facts: DoctorFacts) -> Finding {
    let holder = port.holder.flatMap { Claimer(program: $0.program) }
    let running = Claimer.allCases.filter { facts.programs.contains($0.comm) }
    guard let claimer = holder ?? running.first(where: { $0.wants(port) }) else {
      return .passed(.claims, .unclaimed(path: port.node))
    }
    return Finding(
      .claims, holder == nil ? .warning : .broken,
      .device(.claimed(path: port.node, program: claimer.rawValue, isHeld: holder != nil)),
      mend: mend(port, claimer))
  }

  private static func mend(_ port: DockedPort, _ claimer: Claimer) -> Mend {
    if port.properties["POCKET_SYNC"] == "1" { return claimer.wants(port) ? .reloadRules : .person }
    return port.naming
  }
}
