import Age
import Crypto
import Glibc
import Records

/// A generation as the listing finds it: its manifest, or why it cannot be used.
package enum GenerationState: Sendable, Hashable {
  case complete(Manifest)
  case broken(generation: Int, fault: BackupError)
}

/// The farm's folder on one medium: reading; only `BackupWriter` changes it.
package final class Store {
  static let manifestBytesMaximum = 16 << 20

  let folder: MediumFolder
  /// `medium.json`; nil where it is damaged, which forbids writing and hinders no restoring.
  let identity: StoreIdentity?
  private let identityBytes: [UInt8]
  let keys: CopyKeys
  /// Files that are on a disc or a server and not in this folder, with their sizes.
  let burnt: [String: Int]
  /// What must live as long as this store: a scratch folder that it lies in.
  private let owner: AnyObject?

  /// Opens what is there; `expectedDevice` is the device number that the medium was judged by.
  ///
  /// Files that are `elsewhere` count as there in their sizes, and cannot be read.
  package init(
    openAt mountPoint: String, farm: String, expectedDevice: UInt64? = nil,
    keys: CopyKeys = CopyKeys(), owner: AnyObject? = nil, elsewhere: [String: Int] = [:]
  ) throws(BackupError) {
    self.keys = keys
    self.owner = owner
    burnt = elsewhere
    folder = try MediumFolder(
      mountPoint: mountPoint, farm: farm, expectedDevice: expectedDevice, create: false)
    identityBytes = try Self.identityBytes(Self.found(folder), known: [])
    identity = try Self.decode(identityBytes)
  }

  /// Opens for writing; makes the folder and its first files where there are none.
  package init(
    prepareAt mountPoint: String, farm: String, farmID: String, program: String,
    milliseconds: UInt64, expectedDevice: UInt64? = nil, keys: CopyKeys = CopyKeys(),
    burnt: [String: Int] = [:]
  ) throws(BackupError) {
    self.keys = keys
    self.burnt = burnt
    owner = nil
    do throws(BackupError) {
      folder = try MediumFolder(
        mountPoint: mountPoint, farm: farm, expectedDevice: expectedDevice, create: true)
      if try !folder.exists(StoreNames.medium) {
        try FirstFiles.write(
          to: folder, farm: farm, farmID: farmID, program: program, milliseconds: milliseconds)
      }
      // Nothing is written on a guess: what reading would go on without ends it here.
      identityBytes = try Self.found(folder).get()
      identity = try Self.decode(identityBytes)
    } catch {
      throw MediumFault.opening(error, at: mountPoint)
    }
    guard let identity else { throw .fileDamaged(file: StoreNames.medium, segment: nil) }
    guard identity.farmID == farmID else { throw .otherFarm(farmID: identity.farmID) }
  }

  /// Nil where the bytes are none of ours.
  private static func decode(_ bytes: [UInt8]) throws(BackupError) -> StoreIdentity? {
    let identity = SelfHashedText.decode(StoreIdentity.self, from: bytes)
    if let identity, identity.format > Manifest.currentFormat {
      throw .newerFormat(file: StoreNames.medium, format: identity.format)
    }
    return identity
  }

  private static func found(_ folder: MediumFolder) -> Result<[UInt8], BackupError> {
    Result { () throws(BackupError) in
      try folder.bytes(of: StoreNames.medium, maximum: StoreIdentity.bytesMaximum)
    }
  }

  /// What `medium.json` holds, nothing where it gives nothing; a medium that had one is gone then.
  static func identityBytes(
    _ found: Result<[UInt8], BackupError>, known: [UInt8]
  ) throws(BackupError) -> [UInt8] {
    do throws(BackupError) {
      return try found.get()
    } catch {
      switch error {
      case .fileDamaged: return []
      case .fileMissing, .io(_, EIO):
        guard known.isEmpty else { throw .vanished }
        return []
      default: throw error
      }
    }
  }

  /// Throws unless the same device with the same `medium.json` is still there.
  func prove() throws(BackupError) {
    try folder.proveDevice()
    let now = try Self.identityBytes(Self.found(folder), known: identityBytes)
    guard now == identityBytes else { throw .changedIdentity }
  }

  /// Every generation, ascending; leftovers of crashed runs and foreign names are none.
  package func generations() throws(BackupError) -> [GenerationState] {
    try folder.proveDevice()
    let numbers = try folder.names().compactMap(StoreNames.generationOfManifest).sorted()
    var states: [GenerationState] = []
    var complete: [Int: Manifest] = [:]
    for number in numbers {
      do throws(BackupError) {
        let manifest = try manifest(number)
        try checkShape(manifest, complete: complete)
        complete[number] = manifest
        states.append(.complete(manifest))
      } catch {
        states.append(.broken(generation: number, fault: error))
      }
    }
    // A pulled stick lists nothing and damages everything: believe it only if it is still there.
    try folder.proveDevice()
    return states
  }

  /// What the next full copy is taken to need here; nil where no full copy can be read.
  package func nextFullBytes() throws(BackupError) -> UInt64? {
    Retention.nextFullBytes(try generations())
  }

  func manifest(_ generation: Int) throws(BackupError) -> Manifest {
    let name = StoreNames.manifest(generation)
    let bytes = try folder.bytes(of: name, maximum: Self.manifestBytesMaximum)
    guard let manifest = SelfHashedText.decode(Manifest.self, from: bytes) else {
      throw .manifestDamaged(file: name)
    }
    guard manifest.format <= Manifest.currentFormat else {
      throw .newerFormat(file: name, format: manifest.format)
    }
    guard (manifest.format == Manifest.plainFormat) == (manifest.seal == nil),
      manifest.generation == generation, manifest.isPlausible,
      identity.map({ $0.mediumID == manifest.mediumID }) ?? true
    else { throw .manifestDamaged(file: name) }
    return manifest
  }

  private func checkShape(_ manifest: Manifest, complete: [Int: Manifest]) throws(BackupError) {
    // The index is a cache of what the full itself tells: without it no copy is lost.
    for file in manifest.files {
      guard try size(of: file.name) == file.bytes else {
        throw .fileDamaged(file: file.name, segment: nil)
      }
    }
    switch (manifest.kind, manifest.base) {
    case (.full, nil): return
    case (.delta, let base?):
      guard let full = complete[base.generation], full.kind == .full,
        full.imageSHA256 == base.imageSHA256, full.pageSize == manifest.pageSize,
        full.seal?.recipient == manifest.seal?.recipient
      else { throw .baseBroken(file: StoreNames.manifest(base.generation)) }
    default: throw .manifestDamaged(file: StoreNames.manifest(manifest.generation))
    }
  }

  private func size(of name: String) throws(BackupError) -> Int {
    if let bytes = burnt[name] { return bytes }
    return try folder.open(name).size()
  }

  /// The manifest of one usable generation, and of its base where it has one.
  func family(of generation: Int) throws(BackupError) -> (Manifest, base: Manifest?) {
    for state in try generations() {
      switch state {
      case .complete(let manifest) where manifest.generation == generation:
        return (
          manifest,
          try manifest.base.map { base throws(BackupError) in
            try self.manifest(base.generation)
          }
        )
      case .broken(generation, let fault): throw fault
      default: continue
      }
    }
    throw .noSuchGeneration(generation)
  }

  /// The identity that opens a generation, nil for a plain one; throws where it is not at hand.
  func identity(for manifest: Manifest) throws(BackupError) -> Identity? {
    try keys.identity(for: manifest.seal)
  }

  /// Reads the frames of a generation in order.
  func frames(of manifest: Manifest) throws(BackupError) -> FrameReader {
    FrameReader(
      folder: folder, files: manifest.stored, identity: try identity(for: manifest))
  }

  func nextGeneration() throws(BackupError) -> Int {
    let names = try folder.names() + burnt.keys
    return (names.compactMap(StoreNames.ownGeneration).max() ?? 0) + 1
  }
}
