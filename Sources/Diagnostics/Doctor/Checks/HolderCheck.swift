import Transport

/// Nobody else may have the device open; who claims devices by trade is told of by `ClaimsCheck`.
enum HolderCheck {
  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let ports = facts.ports.filter(\.exists)
    if ports.isEmpty { return [.nothing(.holder, .noDevice)] }
    return ports.map { port in
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
