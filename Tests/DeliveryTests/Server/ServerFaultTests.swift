import Backup
import CopyFaults
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Delivery

/// The server is killed, full, not trusted or gone: each has its name, and sending goes on later.
@Suite(.serialized, .enabled(if: SeaweedRig.isThere)) struct ServerFaultTests {
  /// A store of its own, because it is harmed.
  private static func rig(
    _ options: SeaweedRig.Options = SeaweedRig.Options()
  ) throws
    -> SeaweedRig
  {
    let rig = try SeaweedRig(options)
    try rig.makeBucket(attempts: 60)
    return rig
  }

  @Test(arguments: ["s3", "volume"])
  func `a process of the server is killed and comes back while a copy is sent`(
    _ process: String
  ) throws {
    let rig = try Self.rig()
    var account = rig.farmAccount("farm1")
    account.parallel = 2
    let scratch = try Scratch()
    let yard = try SealedYard.shared.get()
    let generation = try yard.generation(2)
    let harm = Mutex<Helper<Void>?>(nil)
    let harms: @Sendable (SendProgress) -> Void = { progress in
      guard progress.file.hasSuffix("-full.sqlite.zst.age") else { return }
      harm.withLock { harm in
        guard harm == nil else { return }
        rig.kill(process)
        harm = Helper {
          usleep(1_500_000)
          try rig.start(process)
        }
      }
    }
    let channel = try ServerChannel(
      account, stateFolder: scratch.url.path + "/state", clock: .test, report: harms)
    let report = try channel.send(generation)
    try #require(harm.withLock { $0 }).value()
    #expect(report.sentParts == 4 && report.sentFiles.count == generation.files.count)
    try Self.expectRestored(account, yard)
  }

  /// What is there is what was sent, to the last bit.
  private static func expectRestored(_ account: ServerAccount, _ yard: SealedYard) throws {
    let scratch = try Scratch()
    let copies = try ServerCopies(
      account, folder: scratch.url.path + "/copies", keys: yard.yard.keys, clock: .test)
    let fetched = try copies.fetch(of: try #require(copies.stores().first))
    let path = scratch.url.path + "/restored"
    try fetched.store().restore(2, to: path)
    #expect(try YardDigest.of(path) == yard.digests[2])
  }

  @Test func `a server that is gone is named, and no finished part is sent again later`() throws {
    let rig = try Self.rig()
    var account = rig.farmAccount("farm1")
    account.parallel = 1
    let scratch = try Scratch()
    let yard = try SealedYard.shared.get()
    let state = scratch.url.path + "/state"
    let parts = Mutex(0)
    let harms: @Sendable (SendProgress) -> Void = { progress in
      guard progress.file.hasSuffix("-full.sqlite.zst.age") else { return }
      if parts.withLock({
        $0 += 1
        return $0
      }) == 2 {
        rig.kill("s3")
      }
    }
    let channel = try ServerChannel(
      account, stateFolder: state, clock: .test,
      retry: RetryPolicy(attempts: 2, firstPauseMilliseconds: 50), report: harms)
    let host = Endpoint(account.endpoint)!.authority
    #expect(throws: ServerError.refusedConnection(host: host)) {
      try channel.send(yard.generation(2))
    }
    try rig.start("s3")
    let report = try ServerChannel(account, stateFolder: state, clock: .test)
      .send(yard.generation(2))
    #expect(report.keptParts == 2 && report.sentParts == 2)
    try Self.expectRestored(account, yard)
  }

  @Test func `a full server is named, and nothing half is offered`() throws {
    let rig = try Self.rig(SeaweedRig.Options(volumes: 1, volumeMegabytes: 4))
    let account = rig.farmAccount("farm1")
    let scratch = try Scratch()
    let yard = try SealedYard.shared.get()
    let channel = try ServerChannel(
      account, stateFolder: scratch.url.path + "/state", clock: .test,
      retry: RetryPolicy(attempts: 2, firstPauseMilliseconds: 50))
    let generation = try yard.generation(2)
    // The gateway keeps to itself why; 507 and the codes of other stores are named "full".
    let host = Endpoint(account.endpoint)!.authority
    #expect(throws: ServerError.unavailable(host: host, status: 500, code: "InternalError")) {
      try channel.send(generation)
    }
    let copies = try ServerCopies(
      account, folder: scratch.url.path + "/fetched", keys: CopyKeys(), clock: .test)
    #expect(
      try !copies.inventory(of: SealedYard.farmID, sent: [:]).further.map(\.generation).contains(2))
    try rig.enlarge(volumes: 30)
    let later = try ServerChannel(
      account, stateFolder: scratch.url.path + "/state", clock: .test)
    #expect(try later.send(generation).sentFiles.last == "000002.json")
    try Self.expectRestored(account, yard)
  }

  @Test func `an unknown certificate is refused, and with its file it is trusted`() throws {
    let scratch = try Scratch()
    try Certificate.make(in: scratch)
    let certificate = scratch.path("certificate.pem")
    let rig = try SeaweedRig(
      SeaweedRig.Options(tls: (certificate, scratch.path("key.pem"))))
    func list(trustFile: String?) -> ServerError? {
      do throws(ServerError) {
        var account = rig.account()
        account.trustFile = trustFile
        let store = try ObjectStore(account, clock: .test)
        _ = try store.list("x/")
        return nil
      } catch { return error }
    }
    guard case .untrusted(let host, _)? = list(trustFile: nil) else {
      Issue.record("an unknown certificate was trusted")
      return
    }
    #expect(host == Endpoint(rig.endpoint)!.authority)
    let elsewhere = try Scratch()
    try Certificate.make(in: elsewhere)
    guard case .untrusted? = list(trustFile: elsewhere.path("certificate.pem")) else {
      Issue.record("another certificate was trusted")
      return
    }
    // Trusted: what comes then is an answer of the store itself.
    #expect(list(trustFile: certificate) == .noSuchBucket("farms"))
    let missing = scratch.url.path + "/none.pem"
    #expect(list(trustFile: missing) == .trustFile(path: missing))
  }

  @Test func `a server without encryption is not spoken to over a network`() {
    var account = ServerAccount(
      endpoint: "http://203.0.113.9", bucket: "farms", keyID: "K", secret: Secret("S"))
    #expect(throws: ServerError.unusableAddress("http://203.0.113.9")) { try account.checked() }
    account.endpoint = "https://203.0.113.9"
    #expect(throws: Never.self) { try account.checked() }
  }
}
