import Age
import Foundation
import Testing

@testable import Backup

let judgesAreInstalled = ["age", "zstd", "python3"].allSatisfy {
  FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
}

@Suite(
  .enabled(
    if: judgesAreInstalled, "age, zstd or python3 is not installed: nobody judges sealed copies"))
struct SealedCopyTests {
  /// One for all tests: a passphrase takes a second.
  static let key = try! CopyKey(passphrase: "quatre vaches au pré")

  private func bench(rows: Int = 1_500) throws -> Workbench {
    let bench = try Workbench(rows: rows)
    bench.keys.sealing = Self.key
    try Data(Self.key.text.utf8).write(to: URL(fileURLWithPath: bench.folder + "/key"))
    return bench
  }

  @Test func `Debian's age and zstd give the database back, bit for bit`() throws {
    let bench = try bench()
    let manifest = try #require(try bench.copy().sealed)
    #expect(manifest.files.map(\.name) == ["000001-full.sqlite.zst.age"])
    #expect(manifest.index?.name == "000001-pages.idx.age")
    #expect(manifest.format == 2 && manifest.seal?.recipient == Self.key.recipient)
    let out = bench.folder + "/out"
    let run = try shell(
      "age -d -i \(bench.folder)/key \(bench.store)/000001-full.sqlite.zst.age | zstd -dc > \(out)")
    #expect(run.status == 0, "\(run.output)")
    #expect(bench.bytes(out) == (try bench.reference()))
    #expect(try bench.restored(1) == bench.reference())
    #expect(try bench.faults() == [])
  }

  @Test func `parts are age files of their own`() throws {
    let bench = try bench(rows: 8_000)
    let manifest = try #require(try bench.copy(partBytes: 1_100_000).sealed)
    #expect(manifest.files.count > 2)
    #expect(manifest.files.allSatisfy { $0.bytes <= 1_100_000 })
    let out = bench.folder + "/out"
    _ = try shell(
      """
      for part in \(bench.store)/000001-full.sqlite.zst.*.age; do
        age -d -i \(bench.folder)/key $part
      done | zstd -dc > \(out)
      """)
    #expect(bench.bytes(out) == (try bench.reference()))
  }

  @Test func `a delta is sealed too, made unattended, and restored by Python and age`() throws {
    let bench = try bench()
    try bench.copy()
    let before = try bench.reference()
    try bench.change(rows: 20)
    let manifest = try #require(try bench.copy().sealed)
    #expect(manifest.kind == .delta)
    #expect(manifest.files.map(\.name) == ["000002-delta.zst.age"])
    #expect(try bench.copy().sealed == nil, "nothing changed")
    #expect(try bench.restored(2) == bench.reference())
    #expect(try bench.faults() == [])
    let (newest, older) = (bench.folder + "/newest", bench.folder + "/older")
    let key = "--key \(bench.folder)/key"
    for words in ["\(key) \(newest)", "\(key) \(older) 1"] {
      let run = try shell("python3 \(bench.store)/restore.py \(words)")
      #expect(run.status == 0, "\(run.output)")
    }
    #expect(bench.bytes(newest) == (try bench.reference()))
    #expect(bench.bytes(older) == before)
    try Data((Identity().secretText + "\n").utf8)
      .write(to: URL(fileURLWithPath: bench.folder + "/wrong"))
    #expect(
      try shell("python3 \(bench.store)/restore.py --key \(bench.folder)/wrong \(bench.folder)/x")
        .status != 0)
  }

  @Test func `nothing of the plain image stands on the medium`() throws {
    let bench = try bench()
    let manifest = try #require(try bench.copy().sealed)
    let plain = try Workbench.imageHashes(of: bench.reference(), pageSize: manifest.pageSize)
    let all = try bench.names().flatMap { bench.bytes(bench.store + "/" + $0) }
    let text = String(decoding: all, as: UTF8.self)
    #expect(!text.contains(plain.image))
    #expect(!holds(all, plain.firstPage) && !holds(all, plain.lastPage))
    #expect(!text.contains(Self.key.recoveryKey))
  }

  @Test func `the passphrase opens the identity on the medium, a wrong one says so`() throws {
    let bench = try bench()
    let manifest = try #require(try bench.copy().sealed)
    let name = try #require(manifest.seal?.identityFile.name)
    let wrapped = bench.bytes(bench.store + "/" + name)
    let identity = try CopyKey.identity(in: wrapped, passphrase: "quatre vaches au pré")
    #expect(identity.secretText == Self.key.recoveryKey)
    #expect(throws: CopyKeyFault.wrongPassphrase) {
      try CopyKey.identity(in: wrapped, passphrase: "quatre vaches au pre")
    }
    #expect(throws: CopyKeyFault.malformedRecoveryKey) {
      try CopyKey.identity(in: Self.key.recoveryKey.replacingOccurrences(of: "1", with: "11"))
    }
  }

  @Test func `without the key a copy is checked by its files and not restored`() throws {
    let bench = try bench()
    try bench.copy()
    bench.keys = CopyKeys()
    let missing = BackupError.keyMissing(recipient: Self.key.recipient)
    #expect(throws: missing) { try bench.restored(1) }
    #expect(try bench.faults().map(\.file) == ["000001.json"])
    #expect(try bench.faults().map(\.fault) == [missing])
    #expect(throws: missing, "plain copies after sealed ones") { try bench.copy() }
    bench.keys.reading = [Self.key.identity]
    #expect(try bench.restored(1) == bench.reference())
    #expect(try bench.faults() == [])
  }

  @Test func `a sealed copy whose manifest is damaged still forbids a plain one`() throws {
    let bench = try Workbench()
    try bench.copy()
    bench.keys.sealing = Self.key
    try bench.copy()
    bench.keys = CopyKeys()
    #expect(truncate(bench.store + "/000002.json", 100) == 0)
    #expect(throws: BackupError.keyMissing(recipient: "")) { try bench.copy() }
    bench.keys.sealing = Self.key
    #expect(try bench.copy().sealed?.generation == 3)
  }

  @Test func `another key begins another full, and both stay restorable`() throws {
    let bench = try Workbench()
    try bench.copy()
    bench.keys.sealing = Self.key
    let sealed = try #require(try bench.copy().sealed)
    #expect(sealed.kind == .full && sealed.fullReason == .keyChanged)
    try bench.change(rows: 5)
    #expect(try bench.copy().sealed?.base?.generation == 2)
    let identity = Identity()
    bench.keys.sealing = try CopyKey(text: identity.secretText, wrapped: [1, 2, 3])
    bench.keys.reading = [Self.key.identity]
    #expect(try bench.copy().sealed?.fullReason == .keyChanged)
    for generation in 3...4 { #expect(try bench.restored(generation) == bench.reference()) }
    #expect(try bench.faults() == [])
  }

  @Test func `a bit flipped in any file of a sealed copy is found and named`() throws {
    let bench = try bench(rows: 200)
    try bench.copy()
    try bench.change(rows: 5)
    try bench.copy()
    for name in try bench.names() where name.hasSuffix(".age") {
      let path = bench.store + "/" + name
      let size = bench.bytes(path).count
      for place in [0, 30, 150, 250, size / 2, size - 1] where place < size {
        try flip(path, byte: place)
        let faults = try bench.faults().map(\.file)
        #expect(faults.contains(name), "\(name) byte \(place): \(faults)")
        try flip(path, byte: place)
      }
    }
    #expect(try bench.faults() == [])
  }

  private func holds(_ all: [UInt8], _ part: [UInt8]) -> Bool {
    Data(all).range(of: Data(part)) != nil
  }

  private func flip(_ path: String, byte: Int) throws {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    defer { try? file.close() }
    try file.seek(toOffset: UInt64(byte))
    let old = try #require(try file.read(upToCount: 1)?.first)
    try file.seek(toOffset: UInt64(byte))
    try file.write(contentsOf: Data([old ^ 4]))
  }

  @Test func `a medium that lies about a sealed file is caught before anything is named`() throws {
    let bench = try bench(rows: 4_000)
    _ = try bench.openStore()
    nonisolated(unsafe) var isFlipped = false
    #expect(throws: BackupError.readBackMismatch(file: "000001-pages.idx.age")) {
      try bench.copy(report: { progress in
        guard progress.phase == .readingBack, !isFlipped else { return }
        isFlipped = true
        try? self.flip(bench.store + "/000001-pages.idx.age.tmp", byte: 300)
      })
    }
    #expect(try bench.names().allSatisfy { $0 != "000001.json" })
  }
}
