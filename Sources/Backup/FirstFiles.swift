import Crypto
import Glibc
import Records

/// The files of a new store; `medium.json` comes last, so a store without it was never finished.
enum FirstFiles {
  static let texts: [(name: String, bytes: [UInt8])] = [
    (StoreNames.instructions, PackageResources.LISEZ_MOI_txt),
    (StoreNames.program, PackageResources.restore_py),
  ]

  static func write(
    to folder: MediumFolder, farm: String, farmID: String, program: String, milliseconds: UInt64
  ) throws(BackupError) {
    // Generations without a medium.json are a damaged store, not a new one.
    let generations = try folder.names().compactMap(StoreNames.generationOfManifest)
    guard generations.isEmpty else { throw .fileMissing(file: StoreNames.medium) }
    var hashes: [String: String] = [:]
    for text in texts {
      let there: [UInt8]
      if try folder.exists(text.name) {
        // A run that died here left it: what counts is that medium.json tells the truth about it.
        there = try folder.bytes(of: text.name, maximum: StoreIdentity.bytesMaximum)
      } else {
        try WholeFile.write(text.bytes, to: folder, as: text.name)
        there = text.bytes
      }
      hashes[text.name] = Hexadecimal.encode(SHA256.hash(data: there))
    }
    var random = SystemRandomNumberGenerator()
    let mediumID = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
    let identity = StoreIdentity(
      format: Manifest.plainFormat, mediumID: Hexadecimal.encode(mediumID), farm: farm,
      farmID: farmID, created: UTCText.text(milliseconds: milliseconds), program: program,
      files: hashes)
    try WholeFile.write(
      SelfHashedText.encode(identity), to: folder, as: StoreNames.medium)
    try folder.synchronize()
  }
}

/// A small file that is there entirely or not at all.
enum WholeFile {
  /// Under a temporary name, on the device, read back and compared; returns that name.
  static func stage(
    _ bytes: [UInt8], to folder: MediumFolder, as name: String
  ) throws(BackupError) -> String {
    let temporary = try freeName(name, in: folder)
    let file = try folder.create(temporary)
    var reserve = ClusterReserve(file)
    try reserve.grow(to: bytes.count, expected: bytes.count)
    try bytes.withUnsafeBufferPointer { buffer throws(BackupError) in
      try file.write(UnsafeRawBufferPointer(buffer), at: 0)
    }
    try file.synchronize()
    file.dropCache()
    guard try folder.bytes(of: temporary, maximum: bytes.count) == bytes else {
      throw .readBackMismatch(file: name)
    }
    return temporary
  }

  static func write(
    _ bytes: [UInt8], to folder: MediumFolder, as name: String
  ) throws(BackupError) {
    try folder.publish(try stage(bytes, to: folder, as: name), as: name)
  }

  private static let attemptsMaximum = 1_000

  /// Leftovers are never removed, so the names of the first files may be taken.
  private static func freeName(
    _ name: String, in folder: MediumFolder
  ) throws(BackupError) -> String {
    for attempt in 0..<attemptsMaximum {
      let number = attempt == 0 ? "" : ".\(attempt)"
      let candidate = name + number + StoreNames.temporarySuffix
      if try !folder.exists(candidate) { return candidate }
    }
    throw .io(path: name, errno: EEXIST)
  }
}
