/// What `medium.json` holds: whose store this is, and what else must lie beside it.
package struct StoreIdentity: Codable, Equatable {
  let format: Int
  let mediumID: String
  let farm: String
  let farmID: String
  let created: String
  let program: String
  /// SHA-256 of the files that help a person to restore, by name.
  let files: [String: String]

  static let bytesMaximum = 64 << 10
}
