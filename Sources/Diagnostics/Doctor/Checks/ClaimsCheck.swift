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
      .device(.claimed(path: port.node, program: claimer.rawValue)), mend: mend(port, claimer))
  }

  private static func mend(_ port: DockedPort, _ claimer: Claimer) -> Mend {
    if port.properties["POCKET_SYNC"] == "1" { return claimer.wants(port) ? .reloadRules : .person }
    // A number that a device does not have is the port's: two of one make are two farms' adapters.
    let hasNumber = port.properties["ID_SERIAL_SHORT"]?.isEmpty == false
    let key = hasNumber ? "ID_SERIAL" : "ID_PATH"
    return port.properties[key].flatMap { UdevMatch(key: key, value: $0) }.map(Mend.nameAdapter)
      ?? .person
  }
}
