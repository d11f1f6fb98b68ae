import Age
import Backup
import Foundation
import Records
import Synchronization
import Testing

@testable import Delivery

/// A farm's copies go to a server and come back, whatever happens in between; on each store.
@Suite(.enabled(if: SeaweedRig.isThere)) struct ServerChannelTests {
  static let rigs = StoreRigs.all

  /// What a test needs to send and to look again.
  struct Bench {
    let account: ServerAccount
    let scratch: Scratch
    let yard: SealedYard

    init(_ rig: StoreRigs, parallel: Int = 4) throws {
      var account = try rig.rig().account()
      account.parallel = parallel
      self.account = account
      scratch = try Scratch()
      yard = try SealedYard.shared.get()
    }

    var state: String { scratch.url.path + "/state" }

    func channel(
      report: @escaping @Sendable (SendProgress) -> Void = { _ in }
    ) throws
      -> ServerChannel
    {
      try ServerChannel(account, stateFolder: state, clock: .test, report: report)
    }

    func copies(keys: CopyKeys = CopyKeys()) throws -> ServerCopies {
      try ServerCopies(
        account, folder: scratch.url.appending(path: "fetched-\(UUID().uuidString)").path,
        keys: keys, clock: .test)
    }

    /// To somebody who knows of nothing that he sent.
    func inventory() throws -> ServerInventory {
      try copies().inventory(of: SealedYard.farmID, sent: [:])
    }
  }

  @Test(arguments: rigs) func `only what is new goes over the line`(_ rig: StoreRigs) throws {
    let bench = try Bench(rig)
    let (full, delta) = (try bench.yard.generation(1), try bench.yard.generation(2))
    let first = try bench.channel().send(full)
    #expect(first.sentFiles == full.files.map(\.name))
    #expect(first.sentParts == 4 && first.sentBytes == full.bytes)
    let second = try bench.channel().send(delta)
    let new = delta.files.filter { file in !full.files.contains { $0.name == file.name } }
    #expect(second.sentFiles == new.map(\.name) && new.count == 2)
    #expect(second.sentFiles.last == "000002.json" && second.sentParts == 0)
    #expect(try bench.channel().send(delta).sentFiles.isEmpty)
    // A PC that forgot what it sent looks, and sends nothing again either.
    try FileManager.default.removeItem(atPath: bench.state)
    let forgetful = try bench.channel().send(delta)
    #expect(forgetful.sentFiles.isEmpty && forgetful.keptFiles.count == delta.files.count)
    let inventory = try bench.inventory()
    #expect(inventory.further.map(\.generation) == [1, 2])
    #expect(inventory.foreign.isEmpty && inventory.halfMade.isEmpty)
    #expect(inventory.bytes == delta.bytes)
  }

  @Test(arguments: rigs) func `an empty machine restores with account and recovery sheet alone`(
    _ rig: StoreRigs
  ) throws {
    let bench = try Bench(rig)
    _ = try bench.channel().send(bench.yard.generation(2))
    let copies = try bench.copies(keys: CopyKeys(reading: [bench.yard.identity]))
    let ids = try copies.stores()
    #expect(ids.count == 1 && ids[0].farmID == "yard")
    #expect(try copies.generations(of: ids[0]).map(\.number) == [1, 2])
    for (number, asked) in [(2, nil), (1, 1)] as [(Int, Int?)] {
      let fetched = try copies.fetch(asked, of: ids[0])
      #expect(fetched.generation == number)
      let store = try fetched.store()
      let path = bench.scratch.url.appending(path: "restored-\(number)").path
      try store.restore(number, to: path)
      #expect(try YardDigest.of(path) == bench.yard.digests[number])
      let checked = try store.verify(number, scratchFolder: bench.scratch.url.path)
      #expect(checked.allSatisfy { $0.fault == nil })
    }
    #expect(throws: ServerError.noSuchGeneration(7)) { try copies.fetch(7, of: ids[0]) }
  }

  @Test func `the sheet restores where the passphrase's file is gone from the server`() throws {
    let bench = try Bench(.seaweed)
    _ = try bench.channel().send(bench.yard.generation(2))
    let store = try ObjectStore(bench.account, clock: .test)
    let way = try #require(
      try store.list("").objects.first {
        $0.key.hasPrefix(bench.account.prefix + "/") && $0.key.contains("/identity-")
      })
    try store.delete(way.key)
    let copies = try bench.copies(keys: CopyKeys(reading: [bench.yard.identity]))
    let fetched = try copies.fetch(of: try #require(copies.stores().first))
    let path = bench.scratch.url.appending(path: "back").path
    try fetched.store().restore(2, to: path)
    #expect(try YardDigest.of(path) == bench.yard.digests[2])
    #expect(try bench.inventory().broken.map(\.generation) == [1, 2])
  }

  @Test func `what was sent for the helpdesk is no store`() throws {
    let bench = try Bench(.seaweed)
    _ = try bench.channel().send(bench.yard.generation(1))
    let key = "\(bench.account.prefix)/\(SealedYard.farmID)/\(SealedBundle.placeHead)1/b.age"
    var request = ObjectRequest(.put, key: key)
    request.setBody(Array("sealed".utf8))
    _ = try ObjectStore(bench.account, clock: .test).send(request)
    #expect(try bench.copies().stores().count == 1)
  }

  @Test(arguments: rigs) func `without a key every file is proven, and nothing opens`(
    _ rig: StoreRigs
  ) throws {
    let bench = try Bench(rig)
    _ = try bench.channel().send(bench.yard.generation(1))
    let copies = try bench.copies()
    let fetched = try copies.fetch(of: try #require(copies.stores().first))
    #expect(fetched.files.contains("000001-full.sqlite.zst.age"))
    let path = bench.scratch.url.appending(path: "none").path
    #expect(
      throws: BackupError.keyMissing(recipient: bench.yard.identity.recipient.text)
    ) { try fetched.store().restore(1, to: path) }
  }

  @Test(arguments: rigs) func `what lies on this PC already is proven before it is believed`(
    _ rig: StoreRigs
  ) throws {
    let bench = try Bench(rig)
    _ = try bench.channel().send(bench.yard.generation(2))
    let copies = try bench.copies(keys: CopyKeys(reading: [bench.yard.identity]))
    let id = try #require(copies.stores().first)
    let fetched = try copies.fetch(of: id)
    let cached = fetched.mountPoint + "/Pocket-Sync/yard/000002-delta.zst.age"
    try Data("spoilt".utf8).write(to: URL(filePath: cached))
    #expect(
      try copies.fetch(of: id).store().verify(2, scratchFolder: bench.scratch.url.path)
        .allSatisfy { $0.fault == nil })
  }

  @Test func `an object that the server's owner bent is named`() throws {
    let bench = try Bench(.seaweed)
    let generation = try bench.yard.generation(2)
    _ = try bench.channel().send(generation)
    let store = try ObjectStore(bench.account, clock: .test)
    let name = "000002-delta.zst.age"
    let key = "\(bench.account.prefix)/yard/\(generation.mediumID)/\(name)"
    var bytes = try #require(try store.bytes(key, limitBytes: 16 << 20))
    bytes[bytes.count / 2] ^= 1
    try store.delete(key)
    var request = ObjectRequest(.put, key: key)
    request.setBody(bytes)
    _ = try store.send(request)
    let copies = try bench.copies()
    #expect(throws: ServerError.damaged(file: name)) {
      try copies.fetch(of: #require(copies.stores().first))
    }
    // Nor is it taken for the one that was sent.
    #expect(throws: ServerError.otherContent(file: name)) { try bench.channel().send(generation) }
  }

  @Test(arguments: rigs) func `another file of the same name is never written over`(
    _ rig: StoreRigs
  ) throws {
    let bench = try Bench(rig)
    _ = try bench.channel().send(bench.yard.generation(2))
    // Another farm's PC with the same names, as after a clone: its files are other files.
    let other = try SealedYard(rows: 400)
    let copied = try other.generation(2)
    let forged = try SealedGeneration(
      farmID: copied.farmID, mediumID: bench.yard.generation(2).mediumID, generation: 2,
      files: copied.files.filter { $0.kind != .help })
    #expect(throws: ServerError.self) { try bench.channel().send(forged) }
    let copies = try bench.copies(keys: CopyKeys(reading: [bench.yard.identity]))
    let fetched = try copies.fetch(2, of: try #require(copies.stores().first))
    let path = bench.scratch.url.appending(path: "restored").path
    try fetched.store().restore(2, to: path)
    #expect(try YardDigest.of(path) == bench.yard.digests[2])
  }

  @Test func `a plain file that somebody calls sealed does not leave the farm`() throws {
    let scratch = try Scratch()
    let path = try scratch.file("000001-full.sqlite.zst.age", bytes: 500)
    let files = [
      ShippedFile(
        name: "000001-full.sqlite.zst.age", path: path, bytes: 500, sha256: "", kind: .payload),
      ShippedFile(name: "000001.json", path: path, bytes: 500, sha256: "", kind: .manifest),
    ]
    #expect(throws: ServerError.notSealed(file: "000001-full.sqlite.zst.age")) {
      try SealedGeneration(farmID: "f", mediumID: "m", generation: 1, files: files)
    }
  }

  @Test(arguments: rigs) func `a local file that is not the named one is not sent`(
    _ rig: StoreRigs
  ) throws {
    let bench = try Bench(rig)
    let generation = try bench.yard.generation(2)
    let bent = try #require(generation.files.first { $0.name.hasSuffix("delta.zst.age") })
    let copy = bench.scratch.url.appending(path: "bent").path
    var bytes = try Data(contentsOf: URL(filePath: bent.path))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(filePath: copy))
    let files = generation.files.map { file in
      file.name != bent.name
        ? file
        : ShippedFile(
          name: file.name, path: copy, bytes: file.bytes, sha256: file.sha256, kind: file.kind)
    }
    let wrong = try SealedGeneration(
      farmID: generation.farmID, mediumID: generation.mediumID, generation: 2, files: files)
    #expect(throws: ServerError.localFile(file: bent.name)) { try bench.channel().send(wrong) }
    // The manifest goes last, so there is no such generation.
    let copies = try bench.copies()
    let id = try #require(copies.stores().first)
    #expect(try copies.generations(of: id).map(\.number) == [1])
  }
}
