/// Which families leave the medium after a copy: the oldest, whole, and never the last that count.
enum Retention {
  /// Families that are kept where there is room: a year, as a family lives for thirty days.
  static let familiesMaximum = 13
  /// Complete copies that must stay, whatever room is wanted.
  static let completeMinimum = 2

  /// A full and what follows it up to the next: it goes as a whole or not at all.
  struct Family: Equatable {
    /// Numbers of its generations, ascending; those that cannot be read are among them.
    var generations: [Int] = []
    /// Copies of every pocket that can be restored, as far as anybody knows.
    var complete = 0
    /// Bytes of its files, as far as its manifests tell.
    var bytes: UInt64 = 0
    /// Bytes of its full; 0 where it cannot be read.
    var fullBytes: UInt64 = 0
    /// False where a newer program, or the same on a better day, may read what is not read now.
    var isJudged = true
  }

  /// The families of a listing, oldest first.
  static func families(_ states: [GenerationState]) -> [Family] {
    var families: [Family] = []
    for state in states {
      if case .complete(let manifest) = state, manifest.kind == .full {
        // This full was written because the one before did not stand its reading.
        if manifest.fullReason == .baseBroken, let last = families.indices.last {
          families[last].complete = 0
        }
        families.append(Family())
      }
      if families.isEmpty { families.append(Family()) }
      families[families.count - 1].add(state)
    }
    return families
  }

  /// The generations that may go: more families than are kept, or no room for the next full.
  ///
  /// Nothing goes in vain: where all that may go would not make the room, all stays.
  static func expendable(_ states: [GenerationState], freeBytes: UInt64) -> [Int] {
    var families = families(states)
    let wanted = 2 * (families.last?.fullBytes ?? 0) + Publication.reserveBytes
    var free = freeBytes
    var goes: [Int] = []
    var goesForRoom: [Int] = []
    while mayLose(families), families.first?.isJudged == true {
      let isTooMany = families.count > familiesMaximum
      guard isTooMany || free < wanted else { break }
      let oldest = families.removeFirst()
      free += oldest.bytes
      if isTooMany { goes += oldest.generations } else { goesForRoom += oldest.generations }
    }
    if free >= wanted { goes += goesForRoom }
    return restsOn(goes, states) ? [] : goes
  }

  /// Whether a copy that stays needs one of these.
  private static func restsOn(_ goes: [Int], _ states: [GenerationState]) -> Bool {
    states.contains { state in
      guard case .complete(let manifest) = state, let base = manifest.base else { return false }
      return goes.contains(base.generation) && !goes.contains(manifest.generation)
    }
  }

  /// What the next full copy is taken to need: as much as the newest one; nil where none is known.
  static func nextFullBytes(_ states: [GenerationState]) -> UInt64? {
    guard let full = families(states).last?.fullBytes, full > 0 else { return nil }
    return full + Publication.reserveBytes
  }

  private static func mayLose(_ families: [Family]) -> Bool {
    let rest = families.dropFirst()
    return rest.reduce(0) { $0 + $1.complete } >= completeMinimum
  }
}

extension Retention.Family {
  fileprivate mutating func add(_ state: GenerationState) {
    generations.append(state.number)
    switch state {
    case .complete(let manifest): add(manifest)
    case .broken(_, .newerFormat), .broken(_, .io): isJudged = false
    case .broken: break
    }
  }

  private mutating func add(_ manifest: Manifest) {
    let stored = manifest.files.reduce(manifest.index?.bytes ?? 0) { $0 + $1.bytes }
    bytes += UInt64(stored)
    if manifest.kind == .full { fullBytes = UInt64(stored) }
    if !manifest.certificate.isPartial { complete += 1 }
  }
}
