import FarmDatabase

/// What the newest session of each pocket lost on its way; a sound cable loses nothing.
enum CableCheck {
  private static let permilleWarned = 20

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let lines = facts.farm?.lines ?? []
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
