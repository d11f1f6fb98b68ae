/// How this program presents itself to a phone; the phone opens the app that names the same.
package struct AccessoryIdentity: Sendable, Hashable {
  /// By their indices: manufacturer, model, description, version, URI, serial number.
  package let strings: [String]

  /// With its zero byte at the end.
  package static let maximumStringBytes = 256

  /// What an app's `accessory-filter` names: manufacturer `pocket-sync`, model `farm-pc`.
  package static let pocketSync = AccessoryIdentity(strings: [
    "pocket-sync", "farm-pc", "Takes over what was recorded in the field", "1",
    "urn:pocket-sync:app", "farm-pc",
  ])

  /// A string as it is sent: UTF-8 with a zero byte, cut between characters where it is too long.
  package static func wire(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for character in text where character != "\0" {
      guard bytes.count + character.utf8.count < maximumStringBytes else { break }
      bytes += character.utf8
    }
    return bytes + [0]
  }
}
