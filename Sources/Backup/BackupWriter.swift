import Age
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

/// What becomes of the store that a copy is written to.
package enum StoreDestination: Sendable {
  /// It is on the medium and stays there.
  case medium
  /// It is a local folder whose new files are burnt to a disc: nothing leaves, each is a full.
  case disc
}

/// The only way to write a copy: one ticket, one generation.
package struct BackupWriter {
  // Peak memory does not grow with the database: two workers of at most 8 MiB, a window of 4 MiB
  // and one segment of 8 MiB; only the frames' lengths, 4 bytes a MiB, are kept.
  let store: Store
  let scratchFolder: String
  let program: String
  let medium: MediumFacts
  let destination: StoreDestination
  let partBytes: Int
  let report: ProgressReport

  /// `scratchFolder` is on the local disk with room for the database; `program` is the version.
  package init(
    store: Store, scratchFolder: String, program: String, medium: MediumFacts,
    destination: StoreDestination = .medium, partBytesMaximum: Int? = nil,
    report: @escaping ProgressReport = { _ in }
  ) {
    self.store = store
    self.scratchFolder = scratchFolder
    self.program = program
    self.medium = medium
    self.destination = destination
    partBytes = partBytesMaximum ?? PartWriter.partBytesMaximum
    self.report = report
  }

  /// Writes, proves and publishes one generation; the ticket is spent whatever happens.
  package func write(
    _ ticket: consuming GateTicket, facts: CertificateFacts, milliseconds: UInt64,
    unlocked: UnlockedPages? = nil, locked: LockedPages
  ) throws(BackupError) -> WriteOutcome {
    let order = Order(
      commit: ticket.commit, isPartial: ticket.isPartial, facts: facts,
      milliseconds: milliseconds)
    do throws(BackupError) {
      return try write(order, unlocked, locked)
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

  private func write(
    _ order: Order, _ unlocked: UnlockedPages?, _ locked: LockedPages
  ) throws(BackupError) -> WriteOutcome {
    try report(CopyProgress(phase: .checkingMedium, doneBytes: 0, totalBytes: 0))
    try store.prove()
    let states = try store.generations()
    try refusePlainAfterSealed(states)
    if let generation = try unmoved(order, states, locked) {
      return .unchanged(generation: generation)
    }
    let base = try base(states, milliseconds: order.milliseconds)
    // Above the numbers of what runs that died left, which goes now.
    let generation = try store.nextGeneration()
    guard generation <= StoreNames.generationMaximum else {
      throw .noSuchGeneration(generation)
    }
    try Removal(store: store).clearLeftovers()
    let ahead = WriteAhead(
      store: store, generation: generation, recipient: recipient, partBytes: partBytes)
    defer { ahead.giveUp() }
    let (spool, reason) = try spool(base, order, ahead, unlocked, locked)
    if let newest = newest(states, for: order),
      newest.imageSHA256 == ImageProof.text(of: spool.imageHash, store.keys.sealing?.identity)
    {
      return .unchanged(generation: try proven(newest))
    }
    let publication = Publication(
      store: store, generation: generation, order: order, spool: spool, reason: reason,
      slice: spool.base == nil ? nil : base.slice, ahead: ahead, writer: self)
    let manifest = try publication.run()
    let removed = Result { () throws(BackupError) in
      destination == .disc ? [] : try Removal(store: store).run()
    }
    return .sealed(SealedBackup(manifest: manifest, removed: removed))
  }

  /// Reads all that can be read before the lock, so that it is held for no longer than it takes
  /// to hash the database, and for a moment only where nobody wrote meanwhile.
  private func spool(
    _ base: Base, _ order: Order, _ ahead: WriteAhead, _ unlocked: UnlockedPages?,
    _ locked: LockedPages
  ) throws(BackupError) -> (Spool, FullReason?) {
    let preview = try unlocked.flatMap { unlocked throws(BackupError) in
      try Preview.make(
        base.index, scratchFolder: scratchFolder, ahead: ahead, report: report, unlocked)
    }
    var made: Spool?
    var reason = base.reason
    try locked(order.commit) { source throws(BackupError) in
      precondition(made == nil, "the locked pages were lent twice")
      // Its progress was told already, where there is a preview.
      let spooler = Spooler(
        source: source, scratchFolder: scratchFolder, report: preview == nil ? report : { _ in })
      let isSameSize = base.index.map { $0.pageSize == source.pageSize } ?? false
      made = preview?.spool(unmovedAt: source)
      if made == nil, let index = base.index, isSameSize { made = try spooler.delta(from: index) }
      if base.index != nil, made?.base == nil {
        reason = isSameSize ? .tooManyChanges : .pageSizeChanged
      }
      if made == nil { made = try spooler.full(after: preview?.spool) }
    }
    guard let made else { preconditionFailure("the locked pages were never lent") }
    return (made, reason)
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
    if destination == .disc { return Base(reason: .opticalDisc) }
    let plan = BasePlan.decide(states, milliseconds: milliseconds, recipient: recipient?.text)
    switch plan {
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

  var recipient: Recipient? { store.keys.sealing?.identity.recipient }

  /// A PC that lost the key must not go on in plain, unasked, where copies were sealed.
  private func refusePlainAfterSealed(_ states: [GenerationState]) throws(BackupError) {
    guard recipient == nil else { return }
    // The names alone tell: of a damaged sealed copy there is no manifest that could.
    let sealed = try store.folder.names().filter { $0.hasSuffix(StoreNames.sealedSuffix) }
      .compactMap(StoreNames.ownGeneration).max()
    var plain = 0
    var newest: String?
    for case .complete(let manifest) in states {
      if manifest.seal == nil { plain = manifest.generation }
      newest = manifest.seal?.recipient ?? newest
    }
    if let sealed, sealed > plain { throw .keyMissing(recipient: newest ?? "") }
  }

  /// The newest generation, where it may stand for this order: complete (or without the very same
  /// pockets), on an external medium (or neither), and read back within a week, so that an
  /// unchanged database still has its copy read again.
  private func newest(_ states: [GenerationState], for order: Order) -> Manifest? {
    guard case .complete(let newest)? = states.last, newest.certificate.isOf(order.commit),
      !newest.certificate.isPartial || (order.isPartial && newest.lacks(order.facts.missing)),
      !newest.certificate.medium.isPretended || medium.isPretended,
      newest.seal?.recipient == recipient?.text,
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

extension Manifest {
  /// Whether exactly these pockets were left out, whatever the reasons.
  fileprivate func lacks(_ missing: [MissingPocket]) -> Bool {
    Set(certificate.facts.missing.map(\.label)) == Set(missing.map(\.label))
  }
}

/// The state of the database file as a digest: it tells a change and nothing else.
enum StateMark {
  static func of(_ text: String?) -> String? {
    text.map { Hexadecimal.encode(SHA256.hash(data: Array($0.utf8)).prefix(16)) }
  }
}
