import FarmDatabase

/// What the newest session of each pocket lost on its way; a sound cable loses nothing.
enum CableCheck {
  private static let permilleWarned = 20

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let lines = facts.farm?.lines ?? []
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
