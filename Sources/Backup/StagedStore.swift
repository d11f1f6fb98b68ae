/// What a copy on a disc needs of the store that it is burnt from and of the one on the disc.
extension Store {
  /// The folder of all farms on a disc.
  package static var discRoot: String { "/" + StoreNames.root }

  /// True for a file that is read before a disc is burnt: all but the payload of copies.
  package static func isNeededForStaging(_ name: String) -> Bool {
    if [StoreNames.medium, StoreNames.instructions, StoreNames.program].contains(name) {
      return true
    }
    if name.hasPrefix("identity-"), name.hasSuffix(StoreNames.sealedSuffix) { return true }
    return StoreNames.generationOfManifest(name) != nil
  }

  /// True for a file that belongs to this generation or to all of them.
  package static func isNeeded(_ name: String, forGeneration number: Int) -> Bool {
    guard let own = StoreNames.ownGeneration(of: name) else { return isNeededForStaging(name) }
    return own == number && !name.hasSuffix(StoreNames.temporarySuffix)
  }

  /// The manifest's name, and the one under which a copy that the disc spoilt is none any more.
  package static func withdrawal(of generation: Int) -> (from: String, to: String) {
    let name = StoreNames.manifest(generation)
    return (name, name + StoreNames.temporarySuffix)
  }

  /// The names of published files that are in the folder and not yet on the disc, ascending.
  package func unburnt() throws(BackupError) -> [String] {
    try folder.names().filter { name in
      burnt[name] == nil && !name.hasPrefix(".") && !name.hasSuffix(StoreNames.temporarySuffix)
    }
  }

  /// Where a file of the store is, and its bytes.
  package func place(of name: String) throws(BackupError) -> (path: String, bytes: UInt64) {
    (folder.mountPoint + "/" + folder.name + "/" + name, UInt64(try folder.open(name).size()))
  }

  /// The manifest of a generation, as it is in the folder now.
  package func published(_ generation: Int) throws(BackupError) -> Manifest {
    try manifest(generation)
  }
}
