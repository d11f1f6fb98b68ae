/// What the next copy rests on: nothing, or a full that is young, little used and readable.
enum BasePlan {
  static let baseAgeDaysMaximum: UInt64 = 30
  static let deltasMaximum = 30
  static let rereadDays: UInt64 = 7
  static let sliceCount = 7
  static let dayMilliseconds: UInt64 = 86_400_000

  enum Decision: Equatable {
    case full(FullReason)
    case delta(base: Manifest, slice: ReadBackRecord.BaseSlice)
  }

  static func decide(
    _ states: [GenerationState], milliseconds now: UInt64, recipient: String? = nil
  ) -> Decision {
    let manifests = states.compactMap { state -> Manifest? in
      if case .complete(let manifest) = state { manifest } else { nil }
    }
    guard let base = manifests.last(where: { $0.kind == .full }) else {
      return .full(states.isEmpty ? .noBase : .baseBroken)
    }
    if base.seal?.recipient != recipient { return .full(.keyChanged) }
    // A broken full that is newer than the base: never lean on the older one again.
    for case .broken(let generation, _) in states where generation > base.generation {
      if !manifests.contains(where: { $0.generation > generation }) { return .full(.baseBroken) }
    }
    let deltas = manifests.filter { $0.base?.generation == base.generation }
    let age = now > base.createdMilliseconds ? now - base.createdMilliseconds : 0
    if age > baseAgeDaysMaximum * dayMilliseconds { return .full(.baseTooOld) }
    if deltas.count >= deltasMaximum { return .full(.tooManyDeltas) }
    return .delta(base: base, slice: slice(of: base, deltas: deltas, milliseconds: now))
  }

  /// The next seventh of the base, or all of it where some part was not read for seven days.
  static func slice(
    of base: Manifest, deltas: [Manifest], milliseconds now: UInt64
  ) -> ReadBackRecord.BaseSlice {
    let total = base.files.reduce(0) { $0 + $1.segments.count }
    let count = (total + sliceCount - 1) / sliceCount
    let last = deltas.last?.readBack.base.flatMap { $0.ofSegments == total ? $0 : nil }
    let first = last.map { ($0.firstSegment + $0.segmentCount) % max(1, total) } ?? 0
    var isRead = [Bool](repeating: isYoung(base, now), count: total)
    func mark(from first: Int, count: Int) {
      for offset in 0..<min(count, total) { isRead[(first + offset) % total] = true }
    }
    for delta in deltas where isYoung(delta, now) {
      if let slice = delta.readBack.base, slice.ofSegments == total {
        mark(from: slice.firstSegment, count: slice.segmentCount)
      }
    }
    mark(from: first, count: count)
    let isCovered = isRead.allSatisfy { $0 }
    return ReadBackRecord.BaseSlice(
      generation: base.generation, firstSegment: isCovered ? first : 0,
      segmentCount: isCovered ? count : total, ofSegments: total)
  }

  static func isYoung(_ manifest: Manifest, _ now: UInt64) -> Bool {
    manifest.createdMilliseconds <= now
      && now - manifest.createdMilliseconds <= rereadDays * dayMilliseconds
  }
}
