import FarmDatabase

/// What the newest session of each pocket lost on its way; a sound cable loses nothing.
///
/// A retired pocket is docked no more: what its line was like cannot be mended.
enum CableCheck {
  private static let permilleWarned = 20

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let peers = facts.farm?.pockets.map(\.peer).filter { !$0.isRetired } ?? []
    let found = peers.compactMap { peer in
      facts.farm?.sessions.first { $0.device == peer.device }.map { finding(peer.label, $0.line) }
    }
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
