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
    let found = lines.map { finding($0.label, $0.line) }
    return found.isEmpty ? [.nothing(.cable, .tooFewFrames)] : found
  }

  private static func finding(_ label: String, _ line: LineMeasure) -> Finding {
    let frames = line.framesJudged
    guard frames >= Doctor.cableFramesMinimum else { return .nothing(.cable, .tooFewFrames) }
    guard line.lossPermille >= permilleWarned else {
      return .passed(.cable, .cleanLine(label: label, frames: frames))
    }
    return Finding(
      .cable, .warning,
      .machine(.lossy(label: label, permille: line.lossPermille, frames: frames)),
      mend: .person)
  }
}
