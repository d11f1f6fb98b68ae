import FarmDatabase

/// What the newest session of each pocket lost on its way; a sound cable loses nothing.
///
/// A retired pocket is docked no more: what its line was like cannot be mended.
enum CableCheck {
  private static let permilleWarned = 20

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let pockets = facts.farm?.pockets ?? []
    let retired = Set(pockets.filter(\.peer.isRetired).map(\.peer.device))
    let lines = facts.farm?.lines.filter { !retired.contains($0.device) } ?? []
    let found = lines.map(finding)
    return found.isEmpty ? [.nothing(.cable, .tooFewFrames)] : found
  }

  private static func finding(_ line: LineRecord) -> Finding {
    let frames = line.framesSent + line.framesReceived
    guard frames >= Doctor.cableFramesMinimum else { return .nothing(.cable, .tooFewFrames) }
    guard line.lossPermille >= permilleWarned else {
      return .passed(.cable, .cleanLine(label: line.label, frames: frames))
    }
    return Finding(
      .cable, .warning,
      .machine(.lossy(label: line.label, permille: line.lossPermille, frames: frames)),
      mend: .person)
  }
}
