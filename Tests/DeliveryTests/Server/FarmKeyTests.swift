import Backup
import Foundation
import Testing

@testable import Delivery

/// What a farm's own key can do, and what whoever stole its PC cannot.
@Suite(.enabled(if: SeaweedRig.isThere)) struct FarmKeyTests {
  private static func rig() throws -> SeaweedRig { try StoreRigs.seaweed.rig() as! SeaweedRig }

  private static func store(_ account: ServerAccount) throws -> ObjectStore {
    try ObjectStore(account, clock: .test)
  }

  private static func object(_ text: String) -> (HTTPRequest.Body, ObjectHead) {
    let bytes = Array(text.utf8)
    var request = ObjectRequest(.put)
    request.setBody(bytes)
    return (.bytes(bytes), ObjectHead(sha256: request.bodySHA256, lockedUntilMilliseconds: nil))
  }

  @Test func `a farm's key sends and restores below its prefix`() throws {
    let account = try Self.rig().farmAccount("farm1")
    let scratch = try Scratch()
    let yard = try SealedYard.shared.get()
    let channel = try ServerChannel(
      account, stateFolder: scratch.url.path + "/state", clock: .test)
    let report = try channel.send(yard.generation(2))
    #expect(report.sentParts == 4)
    let copies = try ServerCopies(
      account, folder: scratch.url.path + "/copies",
      keys: CopyKeys(reading: [yard.identity]), clock: .test)
    #expect(
      try copies.inventory(of: SealedYard.farmID, sent: [:]).further.map(\.generation) == [1, 2])
    let fetched = try copies.fetch(of: try #require(copies.stores().first))
    let path = scratch.url.path + "/restored"
    try fetched.store().restore(2, to: path)
    #expect(try YardDigest.of(path) == yard.digests[2])
  }

  @Test func `another farm's key reads, lists, writes and gives up nothing there`() throws {
    let rig = try Self.rig()
    let own = try Self.store(rig.farmAccount("farm1"))
    let other = try Self.store(rig.farmAccount("farm2"))
    let (body, head) = Self.object("mine")
    let key = "farm1/crosstalk/\(UUID().uuidString)"
    #expect(try own.put(key, body, head: head) != nil)
    let upload = try own.beginUpload(key + "-parts", head: head)
    let denied = ServerError.forbidden(host: other.host, code: "AccessDenied")
    #expect(throws: denied) { try other.bytes(key, limitBytes: 99) }
    #expect(throws: denied) { try other.list("farm1/") }
    #expect(throws: denied) { try other.list("") }
    #expect(throws: denied) { try other.openUploads("farm1/") }
    #expect(throws: ServerError.self) { try other.put(key + "2", body, head: head) }
    #expect(throws: denied) { try other.beginUpload(key + "3", head: head) }
    #expect(throws: denied) { try other.abortUpload(key + "-parts", upload: upload) }
    #expect(throws: denied) { try other.delete(key) }
    #expect(try own.bytes(key, limitBytes: 99) == Array("mine".utf8))
    try own.abortUpload(key + "-parts", upload: upload)
  }

  @Test func `whoever stole the PC removes nothing, and gives up only what is not finished`()
    throws
  {
    let own = try Self.store(Self.rig().farmAccount("farm1"))
    let (body, head) = Self.object("kept")
    let key = "farm1/kept/\(UUID().uuidString)"
    #expect(try own.put(key, body, head: head) != nil)
    #expect(throws: ServerError.forbidden(host: own.host, code: "AccessDenied")) {
      try own.delete(key)
    }
    let (other, otherHead) = Self.object("instead")
    #expect(try own.put(key, other, head: otherHead) == nil)
    #expect(try own.bytes(key, limitBytes: 99) == Array("kept".utf8))
    let upload = try own.beginUpload(key + "-parts", head: head)
    try own.abortUpload(key + "-parts", upload: upload)
    #expect(try own.parts(key + "-parts", upload: upload) == nil)
  }

  @Test func `what is locked stays for any key that does not ask to bypass the lock`() throws {
    let rig = try Self.rig()
    let bucket = "locked-\(UUID().uuidString.lowercased())"
    var account = rig.account(prefix: "farm")
    account.bucket = bucket
    try Self.store(account).makeBucket(keepsLocks: true)
    account.lockDays = 2
    let scratch = try Scratch()
    let yard = try SealedYard.shared.get()
    let channel = try ServerChannel(
      account, stateFolder: scratch.url.path + "/state", clock: .test)
    let report = try channel.send(yard.generation(2))
    #expect(report.protection == BucketProtection(isVersioned: true, offersLock: true))
    let until = try #require(report.lockedUntilMilliseconds)
    let days = (Double(until) / 1_000 - Date.now.timeIntervalSince1970) / 86_400
    #expect((1.9...2.0).contains(days))
    let store = try Self.store(account)
    for object in try store.list("farm/").objects {
      var version = ObjectRequest(.head, key: object.key)
      version.accepted = [404]
      let id = try #require(try store.send(version).headers["x-amz-version-id"])
      #expect(throws: ServerError.forbidden(host: store.host, code: "AccessDenied")) {
        try store.send(ObjectRequest(.delete, key: object.key, query: [("versionId", id)]))
      }
    }
  }

  @Test func `a bucket that keeps nothing is told`() throws {
    let rig = try Self.rig()
    let protection = try Self.store(rig.farmAccount("farm1")).protection()
    #expect(protection == BucketProtection(isVersioned: false, offersLock: false))
  }
}
