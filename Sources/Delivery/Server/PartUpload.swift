import Backup
import Dispatch
import Foundation
import Synchronization

/// Sends one large file in parts, several at once; parts that are there are not sent again.
final class PartUpload {
  struct Counts {
    var sentParts = 0
    var keptParts = 0
    var sentBytes = 0
  }

  private let store: ObjectStore
  private let account: ServerAccount
  private let local: LocalFile
  private let key: String
  private let head: ObjectHead
  private let tell: @Sendable (Int) -> Void
  private(set) var counts = Counts()

  init(
    store: ObjectStore, account: ServerAccount, local: LocalFile, key: String, head: ObjectHead,
    tell: @escaping @Sendable (Int) -> Void
  ) {
    self.store = store
    self.account = account
    self.local = local
    self.key = key
    self.head = head
    self.tell = tell
  }

  private var name: String { local.file.name }

  /// The mark of the whole; nil where the key is taken meanwhile.
  func run(_ state: SendingState) throws(ServerError) -> String? {
    let (upload, kept): (SendingState.Upload, [StoredPart])
    if let old = try continued(state) {
      (upload, kept) = old
    } else {
      (upload, kept) = (try begun(state), [])
    }
    let plan = PartPlan(bytes: local.file.bytes, partBytes: upload.partBytes)
    counts.keptParts = kept.count
    let sent = try send(plan, upload.id, kept)
    counts.sentParts = sent.count
    counts.sentBytes = sent.reduce(0) { $0 + $1.bytes }
    let parts = (kept + sent).sorted { $0.number < $1.number }
    return try joined(upload.id, parts)
  }

  /// An upload of this very file that was begun, and its parts that are right.
  private func continued(
    _ state: SendingState
  ) throws(ServerError) -> (SendingState.Upload, [StoredPart])? {
    guard let upload = state.upload(name), upload.bytes == local.file.bytes,
      upload.sha256 == local.file.sha256, upload.partBytes >= ServerAccount.partBytesMinimum,
      let parts = try store.parts(key, upload: upload.id)
    else { return nil }
    let plan = PartPlan(bytes: upload.bytes, partBytes: upload.partBytes)
    var kept: [StoredPart] = []
    for part in parts where (1...plan.count).contains(part.number) {
      let range = plan.range(part.number)
      guard part.bytes == range.count else { continue }
      if ETag.fits(part.etag, md5: try local.hashes(range).md5) { kept.append(part) }
    }
    return (upload, kept)
  }

  /// A new upload, noted before its first part; what is left of this file from others goes.
  private func begun(_ state: SendingState) throws(ServerError) -> SendingState.Upload {
    for old in try store.openUploads(key) where old.key == key {
      try store.abortUpload(key, upload: old.id)
    }
    let plan = PartPlan(bytes: local.file.bytes, wantedPartBytes: account.partBytes)
    let upload = SendingState.Upload(
      id: try store.beginUpload(key, head: head), bytes: plan.bytes,
      sha256: local.file.sha256, partBytes: plan.partBytes)
    try state.begin(name, upload)
    return upload
  }

  private func send(
    _ plan: PartPlan, _ upload: String, _ kept: [StoredPart]
  ) throws(ServerError) -> [StoredPart] {
    let there = Set(kept.map(\.number))
    let queue = PartQueue(
      numbers: (1...plan.count).filter { !there.contains($0) },
      doneBytes: kept.reduce(0) { $0 + $1.bytes })
    let (maker, local, key, tell) = (store.maker, local, key, tell)
    let workers = DispatchGroup()
    // Threads of their own: a pool as wide as the cores would not fill the line.
    for _ in 0..<min(account.parallel, queue.count) {
      workers.enter()
      Thread.detachNewThread {
        defer { workers.leave() }
        let store = maker.make()
        while let number = queue.next() {
          do throws(ServerError) {
            let part = try Self.send(plan, number, upload, store, local, key)
            tell(queue.done(part))
          } catch {
            queue.fail(error)
          }
        }
      }
    }
    workers.wait()
    return try queue.outcome()
  }

  private static func send(
    _ plan: PartPlan, _ number: Int, _ upload: String, _ store: ObjectStore, _ local: LocalFile,
    _ key: String
  ) throws(ServerError) -> StoredPart {
    try store.checkStop()
    let range = plan.range(number)
    let hashes = try local.hashes(range)
    let etag = try store.putPart(
      key, upload: upload, number: number, local.body(range), sha256: hashes.sha256)
    guard ETag.fits(etag, md5: hashes.md5) else { throw .damaged(file: local.file.name) }
    return StoredPart(number: number, bytes: range.count, etag: etag)
  }

  /// Joins the parts and believes what the server then has, not its answer, which may be lost.
  private func joined(_ upload: String, _ parts: [StoredPart]) throws(ServerError) -> String? {
    var etag: String?
    do throws(ServerError) {
      etag = try store.completeUpload(key, upload: upload, parts: parts)
    } catch .refused(_, 404, _) {}
    // The upload was given up meanwhile; the next try begins a new one.
    guard let there = try store.head(key) else { throw .cut(host: store.host) }
    guard there.bytes == local.file.bytes, there.sha256 == local.file.sha256 else {
      throw etag == nil ? .otherContent(file: name) : .damaged(file: name)
    }
    return there.etag
  }
}

/// Which parts are still to be sent, and what became of the others; shared by the workers.
private final class PartQueue: Sendable {
  private struct Work {
    var numbers: [Int]
    var doneBytes: Int
    var sent: [StoredPart] = []
    var failure: ServerError?
  }

  private let work: Mutex<Work>
  let count: Int

  init(numbers: [Int], doneBytes: Int) {
    count = numbers.count
    work = Mutex(Work(numbers: numbers.reversed(), doneBytes: doneBytes))
  }

  /// The next number; nil at the end and after a failure.
  func next() -> Int? {
    work.withLock { $0.failure == nil ? $0.numbers.popLast() : nil }
  }

  /// Bytes of the file that the server has.
  func done(_ part: StoredPart) -> Int {
    work.withLock { work in
      work.sent.append(part)
      work.doneBytes += part.bytes
      return work.doneBytes
    }
  }

  func fail(_ error: ServerError) {
    work.withLock { work in
      if work.failure == nil { work.failure = error }
    }
  }

  func outcome() throws(ServerError) -> [StoredPart] {
    let (sent, failure) = work.withLock { ($0.sent, $0.failure) }
    if let failure { throw failure }
    return sent
  }
}
