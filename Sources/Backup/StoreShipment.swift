import Crypto
import Records

/// One file of a sealed store as it lies on this PC, and what proves it elsewhere.
package struct ShippedFile: Sendable, Hashable {
  /// What it is for; those that come first in a store come first here.
  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// Whose store this is, and how to restore.
    case help
    /// The passphrase's way to the key.
    case identity
    case payload
    case index
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
  /// The files of a sealed generation in the order of writing, those of its full first.
  ///
  /// Nil where it or its full is not sealed: plain files are never shipped.
  package func shipment(of generation: Int) throws(BackupError) -> [ShippedFile]? {
    let (manifest, base) = try family(of: generation)
    var files = try helpFiles()
    for each in [base, manifest].compactMap({ $0 }) {
      guard let seal = each.seal else { return nil }
      if !files.contains(where: { $0.name == seal.identityFile.name }) {
        files.append(try shipped(seal.identityFile, .identity))
      }
      for file in each.files { files.append(try shipped(file, .payload)) }
      if let index = each.index { files.append(try shipped(index, .index)) }
      files.append(
        try hashed(
          StoreNames.manifest(each.generation), .manifest, maximum: Self.manifestBytesMaximum))
    }
    return files
  }

  private func helpFiles() throws(BackupError) -> [ShippedFile] {
    var files: [ShippedFile] = []
    for name in [StoreNames.medium, StoreNames.instructions, StoreNames.program]
    where try folder.exists(name) {
      files.append(try hashed(name, .help, maximum: StoreIdentity.bytesMaximum))
    }
    return files
  }

  private func shipped(
    _ record: FileRecord, _ kind: ShippedFile.Kind
  ) throws(BackupError) -> ShippedFile {
    ShippedFile(
      name: record.name, path: try place(of: record.name).path, bytes: record.bytes,
      sha256: record.sha256, kind: kind)
  }

  /// Of a short file that no manifest names.
  private func hashed(
    _ name: String, _ kind: ShippedFile.Kind, maximum: Int
  ) throws(BackupError) -> ShippedFile {
    let bytes = try folder.bytes(of: name, maximum: maximum)
    return ShippedFile(
      name: name, path: try place(of: name).path, bytes: bytes.count,
      sha256: Hexadecimal.encode(SHA256.hash(data: bytes)), kind: kind)
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
