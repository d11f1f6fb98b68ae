import Backup
package import Records
import Synchronization

/// Sends sealed generations to the farm's place on the server; interrupted, it goes on next time.
package final class ServerChannel {
  private static let dayMilliseconds: UInt64 = 86_400_000

  let account: ServerAccount
  let store: ObjectStore
  private let stateFolder: String
  private let clock: Surroundings
  private let report: @Sendable (SendProgress) -> Void
  private var outcome = SendReport()
  private var doneBytes = 0

  /// Where to, and where is remembered what was sent.
  package init(
    _ account: ServerAccount, stateFolder: String, clock: Surroundings,
    retry: RetryPolicy = RetryPolicy(), isStopped: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (SendProgress) -> Void = { _ in }
  ) throws(ServerError) {
    self.account = account
    self.stateFolder = stateFolder
    self.clock = clock
    self.report = report
    store = try ObjectStore(account, clock: clock, retry: retry, isStopped: isStopped)
  }

  /// Sends what the server does not have of a generation; its manifest goes last.
  package func send(_ generation: SealedGeneration) throws(ServerError) -> SendReport {
    outcome = SendReport()
    doneBytes = 0
    let place = ServerPlace(account: account, farmID: generation.farmID)
      .medium(generation.mediumID)
    let state = try SendingState(
      in: stateFolder, account: account, mediumID: generation.mediumID)
    let listed = place.byName(try store.list(place.prefix).objects)
    if let full = generation.restsOn {
      let manifest = Store.manifestName(of: full)
      guard listed[manifest] != nil else { throw .missing(file: manifest) }
      try requirePayload(of: manifest, listed, state)
    }
    let plan = SendPlan(generation.files, listed: listed, sent: state.sent())
    if let days = account.lockDays { try askForLock(days) }
    for (file, step) in zip(generation.files, plan.steps) {
      try store.checkStop()
      try perform(step, file, key: place.key(file.name), state, total: generation.bytes)
    }
    outcome.requests = store.requestCount
    // A copy is kept as long as what it rests on, which was locked before.
    if generation.restsOn != nil || !outcome.keptFiles.isEmpty {
      outcome.lockedUntilMilliseconds = nil
    }
    return outcome
  }

  /// A manifest may outlive what it names: a lost volume, a rule that removes what is old.
  private func requirePayload(
    of manifest: String, _ listed: [String: StoredObject], _ state: SendingState
  ) throws(ServerError) {
    let stem = manifest.replacing(".json", with: "-")
    guard listed.keys.contains(where: { $0.hasPrefix(stem) }) else {
      throw .missing(file: stem)
    }
    for (name, sent) in state.sent()
    where name.hasPrefix(stem) && listed[name]?.bytes != sent.bytes {
      throw .missing(file: name)
    }
  }

  /// Sends what comes with a lock, where the bucket offers one.
  private func askForLock(_ days: Int) throws(ServerError) {
    outcome.protection = try store.protection()
    guard outcome.protection.offersLock == true else { return }
    outcome.lockedUntilMilliseconds = clock.nowMilliseconds + UInt64(days) * Self.dayMilliseconds
  }

  private func perform(
    _ step: SendPlan.Step, _ file: ShippedFile, key: String, _ state: SendingState, total: Int
  ) throws(ServerError) {
    switch step {
    case .refuse: throw .otherContent(file: file.name)
    case .keep: outcome.keptFiles.append(file.name)
    case .look:
      try state.note(file.name, try lookedAt(file, key: key))
      outcome.keptFiles.append(file.name)
    case .send:
      let etag =
        file.bytes > account.partBytes
        ? try sendParts(file, key: key, state, total: total) : try sendWhole(file, key: key)
      if let etag {
        let sent = SendingState.Sent(bytes: file.bytes, sha256: file.sha256, etag: etag)
        try state.note(file.name, sent)
        outcome.sentFiles.append(file.name)
      } else {
        try state.note(file.name, try lookedAt(file, key: key))
        outcome.keptFiles.append(file.name)
      }
    }
    state.end(file.name)
    doneBytes += file.bytes
    tell(file.name, doneBytes, total)
  }

  private func tell(_ file: String, _ done: Int, _ total: Int) {
    report(SendProgress(file: file, doneBytes: done, totalBytes: total))
  }

  private var lockedUntil: UInt64? { outcome.lockedUntilMilliseconds }

  /// What is there under the name, where it is this very file; anything else is refused.
  private func lookedAt(
    _ file: ShippedFile, key: String
  ) throws(ServerError) -> SendingState.Sent {
    guard let there = try store.head(key) else {
      // It was there when it was listed, or somebody is just writing it.
      throw .unavailable(host: store.host, status: 409, code: "ConditionalRequestConflict")
    }
    // What its head says of it is our own claim; the mark is the server's.
    guard there.bytes == file.bytes, there.sha256 == file.sha256,
      ETag.fits(there.etag, md5: try LocalFile(file).hashes(0..<file.bytes).md5)
    else { throw .otherContent(file: file.name) }
    return SendingState.Sent(bytes: there.bytes, sha256: file.sha256, etag: there.etag)
  }

  private func sendWhole(_ file: ShippedFile, key: String) throws(ServerError) -> String? {
    let local = try LocalFile(file)
    let hashes = try local.hashes(0..<file.bytes)
    guard hashes.sha256 == file.sha256 else { throw .localFile(file: file.name) }
    let head = ObjectHead(sha256: file.sha256, lockedUntilMilliseconds: lockedUntil)
    guard let etag = try store.put(key, local.body(0..<file.bytes), head: head) else { return nil }
    guard ETag.fits(etag, md5: hashes.md5) else { throw .damaged(file: file.name) }
    outcome.sentBytes += file.bytes
    return etag
  }

  private func sendParts(
    _ file: ShippedFile, key: String, _ state: SendingState, total: Int
  ) throws(ServerError) -> String? {
    let local = try LocalFile(file)
    try local.prove()
    let head = ObjectHead(sha256: file.sha256, lockedUntilMilliseconds: lockedUntil)
    let (before, report) = (doneBytes, report)
    let upload = PartUpload(store: store, account: account, local: local, key: key, head: head) {
      report(SendProgress(file: file.name, doneBytes: before + $0, totalBytes: total))
    }
    let etag = try upload.run(state)
    outcome.sentParts += upload.counts.sentParts
    outcome.keptParts += upload.counts.keptParts
    outcome.sentBytes += upload.counts.sentBytes
    return etag
  }
}

/// The mark of an object: an MD5 where it looks like one, which some kinds of encryption change.
enum ETag {
  private static let md5Digits = 32

  /// False only where it is an MD5 and another one.
  static func fits(_ etag: String, md5: String) -> Bool {
    etag.utf8.count != md5Digits || Hexadecimal.decode(etag) == nil || etag.lowercased() == md5
  }
}
