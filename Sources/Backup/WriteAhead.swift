import Age
import Dispatch
import Synchronization

/// Brings the frames of a full to the medium while later ones are packed, under temporary names.
///
/// What is packed before the lock counts only where the locked pages are the same: until then this
/// is a guess, and `giveUp` takes it away again.
/// Safe to share: whoever packs offers, one thread of ours writes, its owner waits for its end.
final class WriteAhead: @unchecked Sendable {
  private let store: Store
  private let generation: Int
  private let recipient: Recipient?
  private let partBytes: Int
  private var begun: PartWriter?

  private struct State {
    var places: [Frames.Place] = []
    var written = 0
    var writtenBytes = 0
    var isComplete = false
    var isStopped = false
    var failure: BackupError?
  }

  private let state = Mutex(State())
  private let moved = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private static let progressMilliseconds = 100

  init(store: Store, generation: Int, recipient: Recipient?, partBytes: Int) {
    self.store = store
    self.generation = generation
    self.recipient = recipient
    self.partBytes = partBytes
  }

  deinit { precondition(begun == nil, "a full was written ahead and neither kept nor given up") }

  /// Starts where there is room even if nothing could be compressed; else sizes are waited for.
  func begin(_ file: OpenFile, contentBytes: Int) throws(BackupError) {
    precondition(begun == nil, "a second full was begun")
    let worst = contentBytes + contentBytes / Self.worstShare
    guard
      try Publication.roomBytes(of: worst, isSealed: recipient != nil)
        <= store.folder.freeBytes()
    else { return }
    try store.prove()
    let parts = PartWriter(
      folder: store.folder, name: StoreNames.full(generation), recipient: recipient,
      partBytes: partBytes)
    begun = parts
    // Until the thread has ended nobody else touches the parts.
    nonisolated(unsafe) let unshared = parts
    DispatchQueue(label: "write-ahead").async { self.write(file, unshared) }
  }

  /// Content that does not compress grows by less than one byte in so many; the index is as small.
  private static let worstShare = 128

  /// The next frame lies there; does nothing where nothing was begun.
  func offer(_ place: Frames.Place) {
    guard begun != nil else { return }
    state.withLock { $0.places.append(place) }
    moved.signal()
  }

  /// True where these very frames are on their way; where others came of it, what was written goes.
  func holds(_ frames: Frames) -> Bool {
    if begun != nil, state.withLock({ $0.places == frames.places }) { return true }
    giveUp()
    return false
  }

  /// Waits for the last frame; the files as `PartWriter` leaves them.
  func finish(totalBytes: Int, report: ProgressReport) throws(BackupError) -> [StoredFile] {
    guard let begun else { preconditionFailure("\(totalBytes) bytes that nobody wrote ahead") }
    state.withLock { $0.isComplete = true }
    moved.signal()
    repeat {
      let done = state.withLock { $0.writtenBytes }
      try report(
        CopyProgress(phase: .writing, doneBytes: UInt64(done), totalBytes: UInt64(totalBytes)))
    } while ended.wait(timeout: .now() + .milliseconds(Self.progressMilliseconds)) == .timedOut
    ended.signal()
    if let failure = state.withLock({ $0.failure }) { throw failure }
    let files = try begun.finish()
    self.begun = nil
    return files
  }

  /// Stops and takes away what was written; does nothing after `finish`.
  func giveUp() {
    guard let begun else { return }
    state.withLock { $0.isStopped = true }
    moved.signal()
    ended.wait()
    begun.discard()
    self.begun = nil
    state.withLock { $0 = State() }
  }

  private func write(_ file: OpenFile, _ parts: PartWriter) {
    let buffer = Buffer(bytes: FrameLimits.compressedBytes)
    do throws(BackupError) {
      while let place = next() {
        let length = Int(place.length)
        try file.readAll(into: buffer.prefix(length), at: place.offset)
        try parts.append(buffer.bytes(length))
        state.withLock { state in
          state.written += 1
          state.writtenBytes += length
        }
      }
    } catch {
      state.withLock { $0.failure = error }
    }
    ended.signal()
  }

  /// Nil at the end.
  private func next() -> Frames.Place? {
    while true {
      let (place, isOver) = state.withLock { state -> (Frames.Place?, Bool) in
        if state.isStopped { return (nil, true) }
        if state.written < state.places.count { return (state.places[state.written], false) }
        return (nil, state.isComplete)
      }
      if place != nil || isOver { return place }
      moved.wait()
    }
  }
}
