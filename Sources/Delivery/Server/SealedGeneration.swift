package import Backup
import Glibc

/// A generation ready to leave the farm: sealed files only, its full first, its manifest last.
package struct SealedGeneration: Sendable, Hashable {
  /// What each sealed file begins with.
  private static let mark = Array("age-encryption.org/v1\n".utf8)
  private static let identityBytesMaximum = 64

  /// The identity of the farm's database.
  package let farmID: String
  /// The identity of the store that the files are of.
  package let mediumID: String
  /// The generation's number.
  package let generation: Int
  /// The full that the server must have already, where it is not among the files.
  package let restsOn: Int?
  /// What is sent, in this order.
  package let files: [ShippedFile]

  /// Files that were sealed elsewhere; each one that must be sealed is looked into.
  package init(
    farmID: String, mediumID: String, generation: Int, restsOn: Int? = nil,
    files: [ShippedFile]
  ) throws(ServerError) {
    for id in [farmID, mediumID] where !Self.isUsable(id) {
      throw .unusableAccount(field: id)
    }
    guard files.last?.kind == .manifest, Set(files.map(\.name)).count == files.count else {
      throw .localFile(file: files.last?.name ?? "")
    }
    for file in files { try Self.check(file) }
    self.farmID = farmID
    self.mediumID = mediumID
    self.generation = generation
    self.restsOn = restsOn
    self.files = files
  }

  /// Bytes of all files.
  package var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

  private static func check(_ file: ShippedFile) throws(ServerError) {
    guard isUsable(file.name) else { throw .localFile(file: file.name) }
    let local = try LocalFile(file)
    switch file.kind {
    case .help, .manifest: return
    case .identity, .payload:
      guard try local.head(mark.count) == mark else { throw .notSealed(file: file.name) }
    }
  }

  /// What stands in keys as it is: letters, digits, `-`, `_` and inner dots.
  static func isUsable(_ text: String) -> Bool {
    (1...identityBytesMaximum).contains(text.utf8.count) && !text.hasPrefix(".")
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122, 45, 46, 95: true
        default: false
        }
      }
  }
}
