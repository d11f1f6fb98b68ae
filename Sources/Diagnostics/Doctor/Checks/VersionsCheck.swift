import Delivery

/// What runs here; a farm program that the server refuses is named before a copy is.
enum VersionsCheck {
  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let versions = facts.versions
    var found: [Finding] = [
      .passed(
        .versions,
        .versions(
          program: versions.program, sqlite: versions.sqlite, kernel: versions.kernel))
    ]
    if !versions.profile.isEmpty {
      found.append(
        .passed(
          .versions,
          .profile(
            name: versions.profile, format: versions.format, fingerprint: versions.fingerprint)))
    }
    if let finding = farmProgram(versions) { found.append(finding) }
    return found
  }

  private static func farmProgram(_ versions: VersionFacts) -> Finding? {
    let verdict = versions.isServerSetUp ? CheckVerdict.warning : .notice
    switch ServerVersionRule(versions.farmProgram) {
    case .allowed:
      return .passed(.versions, .farmProgram(version: versions.farmProgram ?? ""))
    case .tooOld:
      let version = versions.farmProgram ?? ""
      return Finding(.versions, verdict, .farm(.farmProgramOld(version: version)), mend: .person)
    case .unknown:
      // Whoever sends nothing to the server needs no version.
      guard versions.isServerSetUp else { return nil }
      return Finding(.versions, verdict, .farm(.farmProgramUnknown), mend: .person)
    }
  }
}
