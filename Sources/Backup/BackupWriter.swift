import Crypto
package import FarmDatabase
package import Gate
package import Records

/// Takes `BEGIN IMMEDIATE`, proves the newest commit to be the given one, lends the pages once.
package typealias LockedPages = (
  CommitStamp, (PageSource) throws(BackupError) -> Void
) throws(BackupError) -> Void

/// A generation that was written, read back, rebuilt and published; only `BackupWriter` makes one.
package struct SealedBackup: Sendable, Hashable {
  /// The manifest as it was read from the medium at the end.
  package let manifest: Manifest
  /// The generations that left the medium after it, or why some that should could not.
  package let removed: Result<[Int], BackupError>

  fileprivate init(manifest: Manifest, removed: Result<[Int], BackupError>) {
    self.manifest = manifest
    self.removed = removed
  }
}

/// What became of the ticket.
package enum WriteOutcome: Sendable, Hashable {
  /// A new generation.
  case sealed(SealedBackup)
  /// The newest generation already holds this very state and was proven to be there.
  case unchanged(generation: Int)
}

/// The only way to write a copy: one ticket, one generation.
package struct BackupWriter {
  // Peak memory does not grow with the database: two workers of at most 8 MiB, a window of 4 MiB
  // and one segment of 8 MiB; only the frames' lengths, 4 bytes a MiB, are kept.
  let store: Store
  let scratchFolder: String
  let program: String
  let medium: MediumFacts
  let partBytes: Int
  let report: ProgressReport

  /// `scratchFolder` is on the local disk with room for the database; `program` is the version.
  package init(
    store: Store, scratchFolder: String, program: String, medium: MediumFacts,
    partBytesMaximum: Int? = nil, report: @escaping ProgressReport = { _ in }
  ) {
    self.store = store
    self.scratchFolder = scratchFolder
    self.program = program
    self.medium = medium
    partBytes = partBytesMaximum ?? PartWriter.partBytesMaximum
    self.report = report
  }

  /// Writes, proves and publishes one generation; the ticket is spent whatever happens.
  package func write(
    _ ticket: consuming GateTicket, facts: CertificateFacts, milliseconds: UInt64,
    locked: LockedPages
  ) throws(BackupError) -> WriteOutcome {
    let order = Order(
      commit: ticket.commit, isPartial: ticket.isPartial, facts: facts,
      milliseconds: milliseconds)
    do throws(BackupError) {
      return try write(order, locked)
    } catch {
      throw MediumFault.explain(error, store: store, neededBytes: 0)
    }
  }

  struct Order {
    let commit: CommitStamp
    let isPartial: Bool
    let facts: CertificateFacts
    let milliseconds: UInt64
  }

  private func write(_ order: Order, _ locked: LockedPages) throws(BackupError) -> WriteOutcome {
    try report(CopyProgress(phase: .checkingMedium, doneBytes: 0, totalBytes: 0))
    try store.prove()
    let states = try store.generations()
    if let generation = try unmoved(order, states, locked) {
      return .unchanged(generation: generation)
    }
    let base = try base(states, milliseconds: order.milliseconds)
    var made: Spool?
    var reason = base.reason
    try locked(order.commit) { source throws(BackupError) in
      precondition(made == nil, "the locked pages were lent twice")
      let spooler = Spooler(source: source, scratchFolder: scratchFolder, report: report)
      if let index = base.index, index.pageSize == source.pageSize {
        made = try spooler.delta(from: index)
        reason = made == nil ? .tooManyChanges : nil
      } else if base.index != nil {
        reason = .pageSizeChanged
      }
      if made == nil { made = try spooler.full() }
    }
    guard let spool = made else { preconditionFailure("the locked pages were never lent") }
    if let newest = newest(states, for: order),
      newest.imageSHA256 == Hexadecimal.encode(spool.imageHash)
    {
      return .unchanged(generation: try proven(newest))
    }
    let publication = Publication(
      store: store, order: order, spool: spool, reason: reason,
      slice: spool.base == nil ? nil : base.slice, writer: self)
    let manifest = try publication.run()
    let removed = Result { () throws(BackupError) in try Removal(store: store).run() }
    return .sealed(SealedBackup(manifest: manifest, removed: removed))
  }

  private struct Base {
    var index: BaseIndex?
    var slice: ReadBackRecord.BaseSlice?
    var reason: FullReason?
  }

  /// Everything slow about the medium is read here, before anything is locked.
  private func base(
    _ states: [GenerationState], milliseconds: UInt64
  ) throws(BackupError) -> Base {
    switch BasePlan.decide(states, milliseconds: milliseconds) {
    case .full(let reason): return Base(reason: reason)
    case .delta(let base, let slice):
      let reader = BaseReader(
        store: store, base: base, scratchFolder: scratchFolder, report: report)
      do throws(BackupError) {
        try reader.prove(slice)
        return Base(index: try reader.index(), slice: slice)
      } catch .baseBroken {
        return Base(reason: .baseBroken)
      }
    }
  }

  /// The newest generation, where it may stand for this order: complete (or both partial) and read
  /// back within a week, so that an unchanged database still has its copy read again.
  private func newest(_ states: [GenerationState], for order: Order) -> Manifest? {
    guard case .complete(let newest)? = states.last, newest.certificate.isOf(order.commit),
      !newest.certificate.isPartial || order.isPartial,
      BasePlan.isYoung(newest, order.milliseconds)
    else { return nil }
    return newest
  }

  /// The newest generation where the database file itself says that nothing was written since.
  private func unmoved(
    _ order: Order, _ states: [GenerationState], _ locked: LockedPages
  ) throws(BackupError) -> Int? {
    guard let newest = newest(states, for: order), let mark = newest.stateMark else { return nil }
    var isUnmoved = false
    try locked(order.commit) { source throws(BackupError) in
      isUnmoved = StateMark.of(source.stateText) == mark && source.pageCount == newest.pageCount
    }
    return isUnmoved ? try proven(newest) : nil
  }

  /// Reads the manifest again, from the device as far as the kernel allows.
  private func proven(_ newest: Manifest) throws(BackupError) -> Int {
    try store.prove()
    guard try store.manifest(newest.generation) == newest else {
      throw .manifestDamaged(file: StoreNames.manifest(newest.generation))
    }
    return newest.generation
  }
}

/// The state of the database file as a digest: it tells a change and nothing else.
enum StateMark {
  static func of(_ text: String?) -> String? {
    text.map { Hexadecimal.encode(SHA256.hash(data: Array($0.utf8)).prefix(16)) }
  }
}
