import Backup
import Testing

@testable import Delivery

/// What is sent, kept, looked at or refused, from what is listed and noted.
@Suite struct SendPlanTests {
  private static func file(_ name: String, bytes: Int = 10, sha256: String = "aa") -> ShippedFile {
    ShippedFile(name: name, path: "/x", bytes: bytes, sha256: sha256, kind: .payload)
  }

  private static func object(_ bytes: Int, etag: String) -> StoredObject {
    StoredObject(key: "k", bytes: bytes, etag: etag, sha256: nil)
  }

  @Test func `only what was noted as it is listed is kept unseen`() {
    let files = ["new", "noted", "rewritten", "unnoted", "other", "changed"].map { Self.file($0) }
    let note = SendingState.Sent(bytes: 10, sha256: "aa", etag: "e")
    let plan = SendPlan(
      files,
      listed: [
        "noted": Self.object(10, etag: "e"), "rewritten": Self.object(10, etag: "f"),
        "unnoted": Self.object(10, etag: "e"), "other": Self.object(9, etag: "e"),
        "changed": Self.object(10, etag: "e"),
      ],
      sent: [
        "noted": note, "rewritten": note, "new": note, "other": note,
        "changed": SendingState.Sent(bytes: 10, sha256: "bb", etag: "e"),
      ])
    #expect(plan.steps == [.send, .keep, .look, .look, .refuse, .look])
  }

  @Test func `parts cover a file without gap, and there are never too many`() {
    for bytes in [0, 1, 5 << 20, (5 << 20) + 1, 1 << 40] {
      let plan = PartPlan(bytes: bytes, wantedPartBytes: 5 << 20)
      #expect(plan.count <= PartPlan.partsMaximum)
      #expect(plan.range(1).lowerBound == 0)
      #expect(plan.range(plan.count).upperBound == bytes)
      if plan.count > 1 {
        #expect(plan.range(plan.count - 1).upperBound == plan.range(plan.count).lowerBound)
        #expect(plan.range(1).count >= 5 << 20)
      }
    }
  }

  @Test func `the inventory names what is missing, other, foreign and half made`() {
    let account = ServerAccount(endpoint: "", bucket: "", prefix: "p", keyID: "", secret: "")
    let place = ServerPlace(account: account, farmID: "f").medium("m")
    func object(_ name: String, _ bytes: Int) -> StoredObject {
      StoredObject(key: "p/f/m/" + name, bytes: bytes, etag: "", sha256: nil)
    }
    let inventory = ServerInventory(
      expected: [Self.file("000002.json"), Self.file("a.age"), Self.file("b.age")],
      objects: [
        object("000002.json", 10), object("a.age", 3), object("000001.json", 7),
        object("000001-full.sqlite.zst.age", 70), object("holiday.jpg", 1), object("x/y", 1),
      ], uploads: [OpenUpload(key: "p/f/m/b.age", id: "u")], place: place)
    #expect(inventory.present == ["000002.json"])
    #expect(inventory.otherSize == ["a.age"] && inventory.missing == ["b.age"])
    #expect(inventory.foreign == ["p/f/m/holiday.jpg", "p/f/m/x/y"])
    #expect(inventory.further == [1] && inventory.halfMade == ["p/f/m/b.age"])
    #expect(inventory.bytes == 92 && !inventory.isComplete)
  }

  @Test(arguments: [
    ("region", ""), ("bucket", "a"), ("bucket", "a/b/c"), ("prefix", "a//b"),
    ("prefix", "../b"), ("key", "a b"), ("secret", "a\nb"),
  ]) func `an account that cannot be used names the part`(_ field: String, _ value: String) {
    var account = ServerAccount(
      endpoint: "https://s3.example.org", bucket: "farms", keyID: "K", secret: "S")
    switch field {
    case "region": account.region = value
    case "bucket": account.bucket = value
    case "prefix": account.prefix = value
    case "key": account.keyID = value
    default: account.secret = value
    }
    #expect(throws: ServerError.unusableAccount(field: field)) { try account.checked() }
  }
}
