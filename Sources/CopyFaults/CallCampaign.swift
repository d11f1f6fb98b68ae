import Backup
import Dispatch
import Foundation
import Synchronization

/// Hits one copy at each of its system calls: killed there, or the call fails.
package struct CallCampaign: Sendable {
  /// What the copy makes, and on what.
  package enum Kind: String, CaseIterable, Sendable {
    /// The first full, on an empty medium.
    case first
    /// A delta beside a full and a delta.
    case delta
    /// A second full, in parts, beside a family.
    case full
  }

  /// What happens at the call.
  package enum Fault: String, CaseIterable, Sendable {
    /// The process dies.
    case kill
    /// The medium or the disk is full, this once.
    case full
    /// It is full from then on.
    case fullFromNowOn
    /// The device errs, this once.
    case error
    /// It errs from then on.
    case errorFromNowOn
    /// The call says that it was done, this once, and nothing was.
    case lie
  }

  /// What was done and proven.
  package struct Tally: Sendable, Hashable {
    /// System calls that the copy makes from its first look at the medium on.
    package var calls = 0
    /// Faults that hit it.
    package var hits = 0
    /// Copies that were published nevertheless, and were whole.
    package var published = 0
    /// Generations that were verified and restored to the bit.
    package var restored = 0
    /// Copies afterwards that succeeded.
    package var nextOnes = 0
  }

  private let program: String
  private let folder: String
  private let rows: Int
  private let jobs: Int

  /// `program` is `pocket-faults`; `folder` is a local one and is removed again; `jobs` at once.
  package init(program: String, folder: String, rows: Int, jobs: Int = 1) {
    self.program = program
    self.folder = folder
    self.rows = rows
    self.jobs = jobs
  }

  /// Every `step`-th point from `offset` on; throws the first promise that breaks.
  package func run(
    _ kind: Kind, _ fault: Fault, every step: Int = 1, from offset: Int = 0
  ) throws -> Tally {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let start = CopyYard(folder: folder + "/start")
    try prepare(start, kind)
    let trace = try fresh(start) { try TracedCopy(program: program, yard: $0).trace() }
    let points = trace.points.filter { fault.calls?.contains($0.name) ?? true }
    let chosen = stride(from: offset % step, to: points.count, by: step).map { points[$0] }
    var tally = try strike(chosen) { job, point in
      let hit = fault.hit(result: trace.result(at: point))
      return try fresh(start, job) {
        try strike($0, hit, at: point, "\(kind.rawValue), \(fault.rawValue)")
      }
    }
    tally.calls = points.count
    // A thread more or less takes a call or two along; what misses more proves nothing.
    let missed = tally.nextOnes - tally.hits
    guard missed <= max(Self.missesMaximum, tally.nextOnes / Self.missedShareMaximum) else {
      throw Violation("\(kind.rawValue), \(fault.rawValue): \(missed) of \(tally.nextOnes) missed")
    }
    return tally
  }

  private static let missesMaximum = 2
  /// At most one in so many.
  private static let missedShareMaximum = 5

  /// Each point in turn, so many at once; the first promise that breaks ends all.
  private func strike(
    _ points: [CallPoint], _ hit: @Sendable (Int, CallPoint) throws -> Tally
  ) throws -> Tally {
    let progress = Mutex((next: 0, result: Result<Tally, any Error>.success(Tally())))
    DispatchQueue.concurrentPerform(iterations: jobs) { job in
      while true {
        let point = progress.withLock { state -> CallPoint? in
          guard state.next < points.count, case .success = state.result else { return nil }
          state.next += 1
          return points[state.next - 1]
        }
        guard let point else { return }
        let outcome = Result { try hit(job, point) }
        progress.withLock { state in
          state.result = state.result.flatMap { all in outcome.map { all + $0 } }
        }
      }
    }
    return try progress.withLock { $0.result }.get()
  }

  private func prepare(_ yard: CopyYard, _ kind: Kind) throws {
    try yard.make(rows: rows)
    guard kind != .first else { return }
    try yard.copy()
    try yard.database.change(rows: rows / 50, from: 1)
    try yard.copy()
    try yard.database.change(rows: kind == .full ? rows : rows / 50, from: 1)
  }

  private func fresh<Value>(
    _ start: CopyYard, _ job: Int = 0, _ body: (CopyYard) throws -> Value
  ) throws -> Value {
    let path = folder + "/yard-\(job)"
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: start.folder, toPath: path)
    let yard = CopyYard(folder: path)
    try yard.expectations.expect(try yard.database.digest())
    return try body(yard)
  }

  private func strike(
    _ yard: CopyYard, _ hit: TracedCopy.Hit, at point: CallPoint, _ words: String
  ) throws -> Tally {
    let place = "\(words) at \(point.name) \(point.number)"
    let fate = try TracedCopy(program: program, yard: yard).run(hit, at: point)
    let after = try yard.prove(place)
    guard after.isNewOne || !fate.isGood else {
      throw Violation("\(place): the copy says it is done, and is not there")
    }
    return Tally(
      hits: fate.isHit ? 1 : 0, published: after.isNewOne ? 1 : 0, restored: after.restored,
      nextOnes: 1)
  }
}

extension CallCampaign.Tally {
  fileprivate static func + (one: Self, other: Self) -> Self {
    Self(
      hits: one.hits + other.hits, published: one.published + other.published,
      restored: one.restored + other.restored, nextOnes: one.nextOnes + other.nextOnes)
  }
}

extension CallCampaign.Fault {
  fileprivate func hit(result: Int) -> TracedCopy.Hit {
    switch self {
    case .kill: .kill
    case .full: .error("ENOSPC")
    case .fullFromNowOn: .errorFromNowOn("ENOSPC")
    case .error: .error("EIO")
    case .errorFromNowOn: .errorFromNowOn("EIO")
    case .lie: .lie(result: result)
    }
  }

  /// Nil for all; a call that has nothing to do with a device cannot say that one errs.
  fileprivate var calls: Set<String>? {
    let writing: Set = ["write", "pwrite64", "fsync", "mkdirat", "renameat2", "ftruncate"]
    let reading: Set = [
      "read", "pread64", "openat", "fstat", "newfstatat", "statfs", "fstatfs", "faccessat",
      "faccessat2", "getdents64", "syncfs", "fadvise64", "sync_file_range", "unlink", "readlink",
      "lseek", "close", "fdatasync",
    ]
    switch self {
    case .kill: return nil
    case .full, .fullFromNowOn: return writing
    case .error, .errorFromNowOn: return writing.union(reading)
    // A descriptor that nobody opened would be a lie of the kernel's, not of the device's.
    case .lie: return writing.union(["syncfs", "fdatasync", "unlink", "unlinkat"])
    }
  }
}
