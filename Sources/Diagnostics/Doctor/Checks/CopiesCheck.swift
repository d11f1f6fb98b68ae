import FarmDatabase

/// The newest copy on each medium; without an external one the work is on this PC only.
enum CopiesCheck {
  private static let dayMilliseconds: UInt64 = 86_400_000
  private static let noticedMilliseconds = 7 * dayMilliseconds
  private static let warnedMilliseconds = 30 * dayMilliseconds

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    guard let media = facts.farm?.media, !media.isEmpty else {
      return [Finding(.copies, .warning, .farm(.noCopy), mend: .person)]
    }
    let now = facts.clock.nowMilliseconds
    let complete = media.map(\.newest).filter { !$0.isPartial && !$0.isPretended }
    let newest = complete.map(\.milliseconds).max() ?? 0
    return media.map { medium, copy in
      if copy.isPretended {
        return Finding(
          .copies, .notice, .farm(.copyInPlainFolder(medium: medium.label)), mend: .person)
      }
      let age = now - min(now, copy.milliseconds)
      if copy.isPartial {
        return Finding(
          .copies, complete.isEmpty && age > noticedMilliseconds ? .warning : .notice,
          .farm(.partialCopy(medium: medium.label, generation: copy.generation)), mend: .person)
      }
      // An older medium lies in the cupboard on purpose: only the newest copy grows too old.
      guard age > noticedMilliseconds, copy.milliseconds == newest else {
        return .passed(
          .copies,
          .copied(
            medium: medium.label, generation: copy.generation, milliseconds: copy.milliseconds))
      }
      return Finding(
        .copies, age > warnedMilliseconds ? .warning : .notice,
        .farm(.oldCopy(medium: medium.label, milliseconds: copy.milliseconds)), mend: .person)
    }
  }
}
