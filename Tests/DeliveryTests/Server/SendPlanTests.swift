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

  @Test(arguments: [
    ("region", ""), ("bucket", "a"), ("bucket", "a/b/c"), ("prefix", "a//b"),
    ("prefix", "../b"), ("key", "a b"), ("secret", "a\nb"),
  ]) func `an account that cannot be used names the part`(_ field: String, _ value: String) {
    var account = ServerAccount(
      endpoint: "https://s3.example.org", bucket: "farms", keyID: "K", secret: Secret("S"))
    switch field {
    case "region": account.region = value
    case "bucket": account.bucket = value
    case "prefix": account.prefix = value
    case "key": account.keyID = value
    default: account.secret = Secret(value)
    }
    #expect(throws: ServerError.unusableAccount(field: field)) { try account.checked() }
  }
}
