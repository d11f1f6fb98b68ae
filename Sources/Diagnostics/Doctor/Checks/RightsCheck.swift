import Transport

/// The farmer must be allowed to open what the pocket is docked at.
enum RightsCheck {
  private static let usbGroup = "plugdev"
  private static let lineGroup = "dialout"

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    if facts.ports.isEmpty { return [.nothing(.rights, .noDevice)] }
    return facts.ports.map { finding($0, facts.user) }
  }

  private static func finding(_ port: DockedPort, _ user: UserFacts) -> Finding {
    guard port.exists else {
      return Finding(
        .rights, .warning, .line(.noSuchDevice(path: port.node), at: port.address), mend: .person)
    }
    if let farmer = user.sudoUser, user.isRoot {
      return .unseen(.rights, .rightsOfRoot(user: farmer))
    }
    if port.mayOpen { return .passed(.rights, .mayOpen(path: port.node)) }
    let expected = port.baud == nil ? usbGroup : lineGroup
    return Finding(
      .rights, .broken, .line(.permissionDenied(path: port.node), at: port.address),
      mend: mend(port, user, expected))
  }

  private static func mend(_ port: DockedPort, _ user: UserFacts, _ group: String) -> Mend {
    if port.group == group, port.isGroupAllowed { return .joinGroup(user: user.name, group: group) }
    // The rules prepare what is marked; the system's own ones do it for every serial line.
    let isPrepared = port.baud != nil || port.properties["POCKET_SYNC"] == "1"
    return isPrepared ? .reloadRules : port.naming
  }
}
