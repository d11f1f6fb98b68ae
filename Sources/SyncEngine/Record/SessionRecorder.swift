import Backup
package import Diagnostics
package import FarmDatabase
import Foundation
import PocketProtocol
package import Records
import Synchronization

/// Records one session while it runs: messages, events, chance and time; never the session's cost.
///
/// Safe to share: what changes is in `state`, under its lock, and the writer is used there alone.
package final class SessionRecorder: @unchecked Sendable {
  /// What a recording is to hold.
  package struct Options: Sendable {
    /// The farm's file as it stands before the session.
    package var withDatabase: Bool
    /// False where personal texts stay as they are.
    package var isMasked: Bool
    /// Name and version of this program.
    package var program: String

    /// Takes everything as it stands.
    package init(withDatabase: Bool, isMasked: Bool, program: String) {
      self.withDatabase = withDatabase
      self.isMasked = isMasked
      self.program = program
    }
  }

  private struct State {
    var microseconds: UInt64 = 0
    var isRunning = false
    var hasBegun = false
    var isFarmLeftOut = false
    var failure: RecordingError?
  }

  private let options: Options
  private let inner: Surroundings
  private let started: UInt64
  private let writer: RecordingWriter
  private let state = Mutex(State())
  private let path: String
  private var mask: SessionMask?

  /// Makes the file, which must not exist yet.
  package init(
    to path: String, _ options: Options, surroundings: Surroundings = .real
  ) throws(RecordingError) {
    self.options = options
    self.path = path
    inner = surroundings
    started = surroundings.nowMilliseconds
    writer = try RecordingWriter(path: path, startedMilliseconds: started)
  }

  /// What the farm's database is to be opened with: its time stands between calls on the line.
  package var surroundings: Surroundings {
    Surroundings(
      nowMilliseconds: { self.now },
      random: {
        let bits = self.inner.random()
        if self.state.withLock({ $0.isRunning }) { self.write(.drawn(bits)) }
        return bits
      })
  }

  /// True once the line stood and the session was begun.
  package var hasBegun: Bool { state.withLock { $0.hasBegun } }

  private var now: UInt64 {
    state.withLock { $0.isRunning ? started + $0.microseconds / 1000 : inner.nowMilliseconds }
  }

  /// The line of the session that is recorded, which begins with it.
  package func line(
    over line: any PocketLine, of farm: FarmDatabase
  ) throws(SyncError) -> any PocketLine {
    try keepStart(farm)
    state.withLock { state in
      state.isRunning = true
      state.hasBegun = true
    }
    return RecordingLine(over: line) { step in
      self.tick()
      self.write(self.mask?.masking(step) ?? step)
    }
  }

  /// An event of the run.
  package func note(_ event: SyncEvent) {
    guard let event = RecordedEvent(event, naming: naming) else { return }
    write(.event(event.recorded))
  }

  /// The session is over; what the farm holds now is kept, and a replay must give the same.
  package func end(
    _ result: Result<VisitReport, SyncError>, _ farm: FarmDatabase
  ) throws(SyncError) -> SessionRecording {
    write(.verdict(RecordedVerdict(result, naming: naming).recorded))
    state.withLock { $0.isRunning = false }
    var isProven: Bool?
    let recording = reread()
    if let recording, let replay = SessionReplay(recording) {
      let report = try replay.run()
      let stood = try farm.recordedTables()
      let isSame = report.differences.isEmpty && isSame(stood, report.tables)
      let tables = mask == nil ? stood : report.tables
      write(.outcome(RecordedOutcome(tables: tables, isProven: isSame).recorded))
      isProven = isSame
    }
    do throws(RecordingError) { try writer.finish() } catch { fail(error) }
    try checkWritten()
    return SessionRecording(
      messages: recording?.messages.count ?? 0, isMasked: options.isMasked, isProven: isProven,
      isFarmLeftOut: state.withLock { $0.isFarmLeftOut })
  }

  /// Where stand-ins are in the rows only their number can be compared with the farm's own.
  private func isSame(_ stood: [RecordedTable], _ replayed: [RecordedTable]) -> Bool {
    guard mask != nil else { return stood == replayed }
    return stood.map(\.name) == replayed.map(\.name) && stood.map(\.rows) == replayed.map(\.rows)
  }

  private func checkWritten() throws(SyncError) {
    if let failure = state.withLock({ $0.failure }) { throw .recording(failure, path: path) }
  }

  private var naming: (String) -> String { { self.mask?.standIns.text($0) ?? $0 } }

  private func reread() -> Recording? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return try? Recording(decoding: Array(data))
  }

  /// A masked copy is made in any case: it tells which columns take stand-ins.
  private func keepStart(_ farm: FarmDatabase) throws(SyncError) {
    write(.facts(RecordingFacts(program: options.program, isMasked: options.isMasked)))
    let scratch: ScratchFolder
    do throws(BackupError) { scratch = try ScratchFolder() } catch { throw .backup(error) }
    let copy = scratch.path + "/farm.sqlite"
    do throws(FarmDatabaseError) {
      if options.withDatabase || options.isMasked { try FarmImage.copy(farm, to: copy) }
      if options.isMasked { mask = try SessionMask(farm, masking: copy) }
    } catch { throw .database(error) }
    write(.schema(farm.schema.inWelcome))
    if options.withDatabase { keepFarm(copy) }
    withExtendedLifetime(scratch) {}
    // Nothing has passed yet: who is told now has not docked in vain.
    try checkWritten()
  }

  private func keepFarm(_ copy: String) {
    let files: [(String, ([UInt8]) -> RecordedStep)] = [
      (copy, RecordedStep.database), (Ledger.place(besideDatabase: copy), RecordedStep.ledger),
    ]
    let hasRoom = files.allSatisfy { Recording.hasRoom(forFileAt: $0.0) }
    guard hasRoom else { return state.withLock { $0.isFarmLeftOut = true } }
    for (file, step) in files {
      guard let data = FileManager.default.contents(atPath: file) else { continue }
      write(step(Array(data)))
    }
  }

  private func tick() {
    let now = inner.nowMilliseconds
    state.withLock { $0.microseconds = max($0.microseconds, (now - min(started, now)) * 1000) }
  }

  /// A recording that cannot go on must not end the session: the first failure is told at the end.
  private func write(_ step: RecordedStep) {
    let moment = state.withLock { $0.failure == nil ? $0.microseconds : nil }
    guard let moment else { return }
    do throws(RecordingError) {
      try writer.append(Recording.Entry(microseconds: moment, step: step))
    } catch { fail(error) }
  }

  private func fail(_ error: RecordingError) {
    state.withLock { $0.failure = $0.failure ?? error }
  }
}

/// What a finished recording is.
package struct SessionRecording: Sendable, Hashable {
  /// Messages of both ends.
  package var messages: Int
  /// True where stand-ins are in the place of personal texts.
  package var isMasked: Bool
  /// Whether a replay right after it gave the same; nil where the farm's file is not in it.
  package var isProven: Bool?
  /// True where the farm's file was asked for and is too large for a recording.
  package var isFarmLeftOut: Bool
}

extension SyncSchema {
  /// The schema as a recording holds it.
  var inWelcome: [UInt8] {
    let facts = WelcomeFacts(
      incarnation: 1, mergedNumber: 0, mergedCommit: nil, receivedNumber: 0, receivedNonce: 0,
      safeNumber: 0, pruneNumber: 0, fingerprint: fingerprint, schema: self, commits: [],
      commonSequence: 0, deliverOnly: false)
    do { return try ToPocket.welcome(Welcome(version: 1, facts: facts)).encoded() } catch {
      preconditionFailure("a schema that passes a limit: \(error)")
    }
  }
}
