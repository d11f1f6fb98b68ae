import Crypto
import Foundation
import Records
import Testing

@testable import Delivery

/// What every object store must do for us; held against each of them.
@Suite(.enabled(if: SeaweedRig.isThere)) struct ObjectStoreTests {
  static let rigs = StoreRigs.all

  private static func hash(_ bytes: [UInt8]) -> String {
    Hexadecimal.encode(SHA256.hash(data: bytes))
  }

  private static func head(_ bytes: [UInt8]) -> ObjectHead {
    ObjectHead(sha256: hash(bytes), lockedUntilMilliseconds: nil)
  }

  @Test(.enabled(if: StoreRigs.swift.isThere, "OpenStack Swift is not installed: one judge less"))
  func `two stores of different makers judge us`() throws {
    #expect(Self.rigs == StoreRigs.allCases)
    for rig in Self.rigs { #expect(try rig.rig().store().list("none/").objects.isEmpty) }
  }

  @Test(arguments: rigs) func `an object comes back as it was put, and whole or in ranges`(
    _ rig: StoreRigs
  ) throws {
    let store = try rig.rig().store()
    let scratch = try Scratch()
    let content = Array(try Data(contentsOf: URL(filePath: scratch.file("a", bytes: 300_001))))
    let key = "\(store.account.prefix)/é ü+&=.age"
    let etag = try store.put(key, .bytes(content), head: Self.head(content))
    #expect(etag == Hexadecimal.encode(Insecure.MD5.hash(data: content)))
    let head = try #require(try store.head(key))
    #expect(head.bytes == content.count && head.sha256 == Self.hash(content))
    #expect(try store.bytes(key, limitBytes: 1 << 20) == content)
    let target = try FileHandle(
      forUpdating: URL(filePath: scratch.file("b", bytes: 300_001, seed: 2)))
    for range in [0..<100_000, 100_000..<300_001] {
      #expect(try store.read(key, range: range, into: target.fileDescriptor) == range.count)
    }
    #expect(Array(try target.readToEnd()!) == content)
    #expect(try store.head(key + "x") == nil)
    #expect(try store.bytes(key + "x", limitBytes: 9) == nil)
  }

  @Test(arguments: rigs) func `nothing is written over`(_ rig: StoreRigs) throws {
    let store = try rig.rig().store()
    let key = "\(store.account.prefix)/one"
    let (first, second) = (Array("first".utf8), Array("second".utf8))
    #expect(try store.put(key, .bytes(first), head: Self.head(first)) != nil)
    #expect(try store.put(key, .bytes(second), head: Self.head(second)) == nil)
    #expect(try store.bytes(key, limitBytes: 99) == first)
  }

  @Test func `the bucket may stand in the host's name`() throws {
    var account = try StoreRigs.seaweed.rig().account()
    account.endpoint = account.endpoint.replacing("127.0.0.1", with: "localhost")
    account.addressing = .host
    let store = try ObjectStore(account, clock: .test)
    let key = "\(account.prefix)/one"
    #expect(try store.put(key, .bytes([1, 2]), head: Self.head([1, 2])) != nil)
    #expect(try store.list(account.prefix + "/").objects.map(\.key) == [key])
    // What was put by the one way is there by the other.
    #expect(
      try ObjectStore(StoreRigs.seaweed.rig().account(), clock: .test)
        .bytes(key, limitBytes: 9) == [1, 2])
  }

  @Test(arguments: rigs) func `a listing has pages and levels`(_ rig: StoreRigs) throws {
    let store = try rig.rig().store()
    let prefix = store.account.prefix + "/"
    for number in 0..<7 {
      let body = Array("\(number)".utf8)
      _ = try store.put("\(prefix)a/\(number)", .bytes(body), head: Self.head(body))
    }
    _ = try store.put("\(prefix)b/x", .bytes([1]), head: Self.head([1]))
    let all = try store.list(prefix, pageKeys: 3).objects.map(\.key)
    #expect(all == (0..<7).map { "\(prefix)a/\($0)" } + ["\(prefix)b/x"])
    #expect(try store.list(prefix, isOneLevel: true).folders == ["\(prefix)a/", "\(prefix)b/"])
    #expect(try store.list(prefix + "none").objects.isEmpty)
  }

  @Test(arguments: rigs) func `parts are listed, joined and given up`(_ rig: StoreRigs) throws {
    let store = try rig.rig().store()
    let key = "\(store.account.prefix)/large"
    let parts = (0..<3).map { [UInt8](repeating: UInt8($0), count: $0 == 2 ? 1_000 : 5 << 20) }
    let whole = parts.flatMap { $0 }
    let upload = try store.beginUpload(key, head: Self.head(whole))
    #expect(try store.openUploads(store.account.prefix).map(\.id) == [upload])
    for (index, part) in parts.enumerated() {
      let etag = try store.putPart(
        key, upload: upload, number: index + 1, .bytes(part), sha256: Self.hash(part))
      #expect(etag == Hexadecimal.encode(Insecure.MD5.hash(data: part)))
    }
    let there = try #require(try store.parts(key, upload: upload))
    #expect(there.map(\.number) == [1, 2, 3])
    #expect(there.map(\.bytes) == parts.map(\.count))
    let etag = try store.completeUpload(key, upload: upload, parts: there)
    #expect(etag?.hasSuffix("-3") == true)
    let head = try #require(try store.head(key))
    #expect(head.bytes == whole.count && head.sha256 == Self.hash(whole))
    #expect(try store.openUploads(store.account.prefix).isEmpty)

    let second = try store.beginUpload(key + "2", head: Self.head(whole))
    try store.abortUpload(key + "2", upload: second)
    #expect(try store.parts(key + "2", upload: second) == nil)
    #expect(try store.openUploads(store.account.prefix).isEmpty)
  }

  @Test(arguments: rigs) func `a body that is not the signed one is refused`(
    _ rig: StoreRigs
  ) throws {
    let store = try rig.rig().store()
    let key = "\(store.account.prefix)/bent"
    #expect(throws: ServerError.self) {
      try store.put(key, .bytes([1, 2, 3]), head: Self.head([4, 5, 6]))
    }
    #expect(try store.head(key) == nil)
  }

  @Test(arguments: rigs) func `wrong key, wrong secret, no bucket and a wrong clock are named`(
    _ rig: StoreRigs
  ) throws {
    let rig = try rig.rig()
    func attempt(
      seconds: Int = 0, _ change: (inout ServerAccount) -> Void
    ) -> ServerError? {
      var account = rig.account()
      change(&account)
      do throws(ServerError) {
        let store = try ObjectStore(account, clock: .shifted(seconds: seconds))
        _ = try store.list(account.prefix)
        return nil
      } catch { return error }
    }
    let host = Endpoint(rig.endpoint)!.authority
    #expect(attempt { $0.secret = Secret("wrong") } == .wrongCredentials(host: host))
    #expect(attempt { $0.keyID = "NOBODY" } == .wrongCredentials(host: host))
    #expect(attempt { $0.bucket = "no-such-bucket" } == .noSuchBucket("no-such-bucket"))
    for hours in [-2, 2] {
      guard case .skewedClock(let ahead)? = attempt(seconds: hours * 3_600, { _ in }) else {
        Issue.record("a clock \(hours) h off was not named")
        continue
      }
      #expect(abs(ahead - hours * 3_600) < 60)
    }
    #expect(attempt(seconds: 60) { _ in } == nil)
  }
}
