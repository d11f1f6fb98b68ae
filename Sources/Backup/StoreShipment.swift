/// One file of a sealed store as it lies on this PC, and what proves it elsewhere.
package struct ShippedFile: Sendable, Hashable {
  /// What it is for; those that come first in a store come first here.
  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// Whose store this is, and how to restore.
    case help
    /// The passphrase's way to the key.
    case identity
    case payload
    /// Makes the generation exist: always the last of its generation.
    case manifest
  }

  /// The name in the farm's folder.
  package let name: String
  /// Where it lies on this PC.
  package let path: String
  /// Its length.
  package let bytes: Int
  /// SHA-256 of all its bytes, lower-case hexadecimal.
  package let sha256: String
  /// What it is for.
  package let kind: Kind

  /// A file as its facts are given.
  package init(name: String, path: String, bytes: Int, sha256: String, kind: Kind) {
    self.name = name
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
    self.kind = kind
  }
}

extension Store {
  /// True for a name that a store gives to one of its files.
  package static func isOwn(_ name: String) -> Bool {
    StoreNames.ownGeneration(of: name) != nil || isNeededForStaging(name)
  }

  /// The number of the generation that a manifest of this name makes; nil for another file.
  package static func generation(ofManifest name: String) -> Int? {
    StoreNames.generationOfManifest(name)
  }

  /// The name of a generation's manifest.
  package static func manifestName(of generation: Int) -> String {
    StoreNames.manifest(generation)
  }

  /// The longest manifest that is read.
  package static var longestManifestBytes: Int { manifestBytesMaximum }

  /// The folder of a farm's store below a mount point.
  package static func folderName(farm: String) -> String { StoreNames.root + "/" + farm }

  /// Every file that a generation needs on its own level, but for what lies beside all of them.
  package static func files(of manifest: Manifest) -> [FileRecord] {
    manifest.files + [manifest.index, manifest.seal?.identityFile].compactMap { $0 }
  }
}
