import Crypto
import Foundation
import Glibc
import Records
import Testing

@testable import Backup

@Suite struct OrderTests {
  /// What the kernel saw happen in a folder: events and names in order.
  private func events(in folder: String, _ body: () throws -> Void) throws -> [(UInt32, String)] {
    let watch = inotify_init1(Int32(IN_NONBLOCK))
    defer { close(watch) }
    let all = UInt32(IN_CREATE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_MODIFY)
    let added = inotify_add_watch(watch, folder, all)
    try #require(added >= 0)
    try body()
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = max(0, read(watch, &bytes, bytes.count))
    var found: [(UInt32, String)] = []
    var at = 0
    while at + 16 <= count {
      let word = { (offset: Int) in
        (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + offset + $1]) << (8 * $1) }
      }
      let length = Int(word(12))
      let name = bytes[at + 16..<at + 16 + length].prefix { $0 != 0 }
      found.append((word(4), String(decoding: name, as: UTF8.self)))
      at += 16 + length
    }
    return found
  }

  @Test func `nothing is removed or rewritten and the manifest gets its name last`() throws {
    let bench = try Workbench(rows: 4_000)
    _ = try bench.openStore()
    for number in 1...3 {
      let before = Set(try bench.names())
      let seen = try events(in: bench.store) {
        try bench.copy(partBytes: 1_200_000)
      }
      #expect(seen.allSatisfy { $0.0 & UInt32(IN_DELETE) == 0 })
      let touched = seen.filter { $0.0 & UInt32(IN_MODIFY | IN_MOVED_FROM) != 0 }.map(\.1)
      #expect(before.isDisjoint(with: touched) && touched.allSatisfy { $0.hasSuffix(".tmp") })
      let named = seen.filter { $0.0 & UInt32(IN_MOVED_TO) != 0 }.map(\.1)
      #expect(named.last == StoreNames.manifest(number))
      #expect(named.count(where: { $0.hasSuffix(".json") }) == 1 && named.count > 1)
      #expect(seen.last?.0 == UInt32(IN_MOVED_TO))
      try bench.change(rows: 10, from: number * 50)
    }
  }

  @Test func `an image that is not the manifest's is never handed out`() throws {
    let bench = try Workbench(rows: 3_000)
    try bench.copy()
    try bench.change(rows: 5)
    let manifest = try #require(try bench.copy().sealed)
    let other = String(repeating: "ab", count: 32)
    try bench.rewrite(2) { $0.replacingOccurrences(of: manifest.imageSHA256, with: other) }
    #expect(throws: BackupError.imageMismatch(generation: 2)) { try bench.restored(2) }
    #expect(try bench.faults().map(\.fault) == [.imageMismatch(generation: 2)])
    #expect(try shell("python3 \(bench.store)/restore.py \(bench.folder)/x").status != 0)
  }

  @Test func `a delta that forgot a page fails its rehearsal`() throws {
    let bench = try Workbench(rows: 10)
    let folder = try bench.openStore().folder
    func hashes(_ fill: [UInt8]) throws -> OpenFile {
      let file = try OpenFile.scratch(in: bench.scratch)
      for (page, byte) in fill.enumerated() {
        let digest = Array(SHA256.hash(data: [UInt8](repeating: byte, count: 512)).prefix(16))
        try digest.withUnsafeBytes { try file.write($0, at: page * 16) }
      }
      return file
    }
    let records = try OpenFile.scratch(in: bench.scratch)
    let record = [2, 0, 0, 0] + [UInt8](repeating: 7, count: 512)
    try record.withUnsafeBytes { try records.write($0, at: 0) }
    let header = DeltaFormat.encode(
      DeltaFormat.Header(pageSize: 512, pageCount: 3, records: 1, baseGeneration: 1))
    let frames = try Compression.frames(
      header: header, records: records, bytes: record.count, pageSize: 512,
      scratchFolder: bench.scratch)
    let parts = PartWriter(folder: folder, name: "000001-delta.zst", partBytes: 2 << 20)
    try frames.each { frame throws(BackupError) in try parts.append(frame) }
    let files = try parts.finish()
    func prove(base: [UInt8], locked: [UInt8]) throws {
      let index = BaseIndex(
        imageHash: "", generation: 1, pageSize: 512, pageCount: base.count,
        hashes: try hashes(base))
      let spool = Spool(
        pageSize: 512, pageCount: locked.count, changeCounter: 0, stateText: nil,
        hashes: try hashes(locked), imageHash: [], base: index, carriedPages: 1,
        content: .records(records, bytes: record.count))
      try Rehearsal(folder: folder, spool: spool, report: { _ in }).prove(files, header: header)
    }
    try prove(base: [1, 2, 3], locked: [1, 7, 3])
    let mismatch = BackupError.readBackMismatch(file: "000001-delta.zst")
    #expect(throws: mismatch) { try prove(base: [1, 2, 3], locked: [1, 7, 4]) }
    #expect(throws: mismatch) { try prove(base: [9, 2, 3], locked: [1, 7, 3]) }
    #expect(throws: mismatch) { try prove(base: [1, 2, 3], locked: [1, 8, 3]) }
    #expect(throws: mismatch) { try prove(base: [1, 2], locked: [1, 7, 3]) }
  }

  @Test func `the plan reads a seventh a run and everything within a week`() throws {
    let bench = try Workbench(rows: 10)
    let full = try #require(try bench.copy().sealed)
    let large = full.with(segments: 70)
    var deltas: [Manifest] = []
    var read: [Int: UInt64] = [:]
    for day in UInt64(1)...29 {
      let now = Workbench.days(day)
      let decision = BasePlan.decide(
        ([large] + deltas).map { .complete($0) }, milliseconds: now)
      guard case .delta(_, let slice) = decision else {
        Issue.record("day \(day): \(decision)")
        return
      }
      for step in 0..<slice.segmentCount { read[(slice.firstSegment + step) % 70] = day }
      #expect(slice.segmentCount == 10, "day \(day)")
      #expect((0..<70).allSatisfy { day - (read[$0] ?? 0) <= 7 }, "day \(day)")
      deltas.append(large.delta(generation: Int(day) + 1, created: now, slice: slice))
    }
    let late = ([large] + deltas).map { GenerationState.complete($0) }
    #expect(BasePlan.decide(late, milliseconds: Workbench.days(31)) == .full(.baseTooOld))
    let more = late + [.complete(deltas[0])]
    #expect(BasePlan.decide(more, milliseconds: Workbench.days(29)) == .full(.tooManyDeltas))
    guard
      case .delta(_, let pause) = BasePlan.decide(
        [.complete(large)], milliseconds: Workbench.days(9))
    else {
      Issue.record("a base of nine days serves")
      return
    }
    #expect(pause.segmentCount == 70, "nothing was read for nine days")
  }

  @Test func `a slice of another count of segments is not gone on from`() throws {
    let bench = try Workbench(rows: 10)
    let large = try #require(try bench.copy().sealed).with(segments: 70)
    let foreign = ReadBackRecord.BaseSlice(
      generation: 1, firstSegment: 3, segmentCount: 2, ofSegments: 5)
    let delta = large.delta(generation: 2, created: Workbench.days(1), slice: foreign)
    let next = BasePlan.slice(of: large, deltas: [delta], milliseconds: Workbench.days(1))
    #expect(next.firstSegment == 0 && next.segmentCount == 10)
  }
}

extension Manifest {
  /// The same with a payload of so many segments.
  func with(segments count: Int) -> Manifest {
    let file = FileRecord(
      name: files[0].name, bytes: count << 23, sha256: files[0].sha256,
      segments: [String](repeating: "00", count: count))
    return copy(
      generation: generation, kind: kind, base: base, created: createdMilliseconds, files: [file],
      slice: nil)
  }

  func delta(
    generation: Int, created: UInt64, slice: ReadBackRecord.BaseSlice
  ) -> Manifest {
    copy(
      generation: generation, kind: .delta,
      base: Base(generation: self.generation, imageSHA256: imageSHA256), created: created,
      files: files, slice: slice)
  }

  private func copy(
    generation: Int, kind: Kind, base: Base?, created: UInt64, files: [FileRecord],
    slice: ReadBackRecord.BaseSlice?
  ) -> Manifest {
    Manifest(
      format: format, generation: generation, kind: kind, fullReason: nil, base: base,
      farmID: farmID, mediumID: mediumID, created: self.created, createdMilliseconds: created,
      program: program, pageSize: pageSize, pageCount: pageCount, imageSHA256: imageSHA256,
      changeCounter: changeCounter, carriedPages: 0, files: files, index: nil,
      readBack: ReadBackRecord(method: .pageCacheDropped, newBytes: 0, base: slice),
      stateMark: nil, certificate: certificate, seal: nil)
  }
}
