package import Age
package import Backup
import Crypto
import Records

/// A bundle for the helpdesk, sealed for its key: the only form in which one leaves the farm.
package struct SealedBundle: Sendable {
  /// What a bundle's place on the server begins with; copies have none of this kind.
  package static let placeHead = "bundle-"
  private static let suffix = ".age"
  private static let listName = "bundle.json"

  /// Of the sealed file.
  package let name: String
  /// `age -d` gives back what was sealed.
  package let bytes: [UInt8]

  /// Seals a file of this name.
  package init(_ content: [UInt8], name: String, for recipient: Recipient) throws(AgeError) {
    self.name = name + Self.suffix
    bytes = Sealer.file(content, sealer: try Sealer(to: [recipient]))
  }

  /// Lays the sealed file into a folder.
  package func write(to folder: String) throws(OutboxError) -> ShippedFile {
    try Self.write(bytes, as: name, .payload, to: folder)
  }

  /// The same for the server, whose manifest names the file and its hash and goes last.
  package func writeForServer(to folder: String) throws(OutboxError) -> [ShippedFile] {
    let payload = try write(to: folder)
    let list =
      "{\"name\": \"\(payload.name)\", \"bytes\": \(payload.bytes), "
      + "\"sha256\": \"\(payload.sha256)\"}\n"
    return [payload, try Self.write(Array(list.utf8), as: Self.listName, .manifest, to: folder)]
  }

  private static func write(
    _ bytes: [UInt8], as name: String, _ kind: ShippedFile.Kind, to folder: String
  ) throws(OutboxError) -> ShippedFile {
    let path = folder + "/" + name
    try SmallFile.write(bytes, to: path)
    return ShippedFile(
      name: name, path: path, bytes: bytes.count,
      sha256: Hexadecimal.encode(SHA256.hash(data: bytes)), kind: kind)
  }
}
