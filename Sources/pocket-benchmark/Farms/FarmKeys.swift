import Delivery
import Foundation

/// A key a farm, which reaches its own prefix and nothing else, and one for the server's owner.
enum FarmKeys {
  static let owner = (keyID: "OWNERKEY", secret: "owner-secret")

  static func name(_ farm: Int) -> String { "farm\(farm)" }

  static func account(_ farm: Int, endpoint: String, bucket: String) -> ServerAccount {
    ServerAccount(
      endpoint: endpoint, bucket: bucket, prefix: name(farm), keyID: "KEY\(farm)",
      secret: Secret("secret-of-farm-\(farm)"))
  }

  /// The file of identities that SeaweedFS's gateway reads.
  static func file(count: Int, bucket: String) throws -> Data {
    let all: [[String: Any]] =
      [identity("owner", owner.keyID, owner.secret, ["Admin", "Read", "Write", "List"])]
      + (0..<count).map { farm in
        let account = account(farm, endpoint: "", bucket: bucket)
        return identity(
          name(farm), account.keyID, account.secret.text,
          ["Read", "Write", "List"].map { "\($0):\(bucket)/\(name(farm))/*" })
      }
    return try JSONSerialization.data(withJSONObject: ["identities": all])
  }

  private static func identity(
    _ name: String, _ keyID: String, _ secret: String, _ actions: [String]
  ) -> [String: Any] {
    [
      "name": name, "credentials": [["accessKey": keyID, "secretKey": secret]],
      "actions": actions,
    ]
  }
}
