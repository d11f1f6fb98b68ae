import Backup

extension SyncEvent {
  /// What is said when it happens.
  package var sentence: Sentence {
    switch self {
    case .calling(let address): .dock(.calling(address: address))
    case .met(let label, let isNew, let waiting):
      .dock(.met(label: label, isNew: isNew, waiting: waiting))
    case .setBack(let label): .dock(.setBack(label: label))
    case .twins(let label): .dock(.twins(label: label))
    case .recovered(let label, let rows, let reviews):
      .dock(.recovered(label: label, rows: rows, reviews: reviews))
    case .received(let done, let total): .dock(.received(done: done, total: total))
    case .merging(let rows): .dock(.merging(changes: rows))
    case .merged(let visit): .dock(.merged(label: visit.label, changes: visit.changes))
    case .fed(let rows): .dock(.fed(rows: rows))
    case .visited(let visit) where visit.isIdle && visit.changes == 0:
      .dock(.nothingNew(label: visit.label))
    case .visited(let visit):
      .dock(.finished(label: visit.label, milliseconds: visit.milliseconds))
    case .gateChecks: .copy(.gateChecks)
    case .gateOpened(let isPartial): .copy(isPartial ? .gateOpenPartial : .gateOpen)
    case .copying(let progress) where progress.totalBytes == 0: .copy(.phase(progress.phase))
    case .copying(let progress):
      .copy(
        .phaseAt(progress.phase, done: progress.doneBytes, total: progress.totalBytes))
    case .toldSafe(let label, _): .copy(.toldSafe(label: label))
    case .notTold(let label): .copy(.notTold(label: label))
    case .sendingOut(let channel): .outside(.sending(channel))
    case .sentOut(let done, let total): .outside(.sendingAt(done: done, total: total))
    }
  }
}
