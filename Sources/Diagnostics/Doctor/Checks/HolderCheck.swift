import Transport

/// Nobody else may have the device open; who claims devices by trade is told of by `ClaimsCheck`.
enum HolderCheck {
  private static let ourselves = "pocket-sync"

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let ports = facts.ports.filter(\.exists)
    if ports.isEmpty { return [.nothing(.holder, .noDevice)] }
    return ports.map { port in
      if let holder = port.holder, holder.program == ourselves {
        return Finding(
          .holder, .notice,
          .fact(.device(.heldByUs(path: port.node, processID: holder.processID))))
      }
      guard let holder = port.holder, Claimer(program: holder.program) == nil else {
        return .passed(
          .holder,
          facts.user.isRoot ? .unheld(path: port.node) : .unheldByYours(path: port.node))
      }
      return Finding(
        .holder, .broken, .line(.busy(path: port.node, holder: holder), at: port.address),
        mend: .person)
    }
  }
}
