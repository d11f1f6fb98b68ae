/// Takes families off a medium; a cut leaves generations that are whole, and ones that are none.
struct Removal {
  // A manifest that lost its name says that its payload is nobody's. Payload without any manifest
  // stays: somebody else's fault may have taken the manifest, and somebody may find it again.

  let store: Store

  /// Removes what need not be kept after the newest generation; returns the numbers that went.
  func run() throws(BackupError) -> [Int] {
    let states = try store.generations()
    let goes = Retention.expendable(states, freeBytes: try store.folder.freeBytes())
    // Deltas before the full that they rest on.
    for number in goes.sorted(by: >) { try store.folder.withdraw(StoreNames.manifest(number)) }
    if !goes.isEmpty { try store.folder.synchronize() }
    if let newest = states.last?.number { try remove { $0 < newest } }
    return goes
  }

  /// Takes away what runs that died left after the newest generation; before a new one is written.
  func clearLeftovers() throws(BackupError) {
    // Such a file may end in clusters that its file system holds for free: taken away after a new
    // copy got them, it would take the end of that. And no medium may stay full of leftovers.
    let newest = try store.folder.names().compactMap(StoreNames.generationOfManifest).max() ?? 0
    try remove { $0 > newest }
  }

  /// Takes away what a removal that was cut left of families that had lost their names.
  func finishCut() throws(BackupError) { try remove { _ in true } }

  private func remove(_ isOf: (Int) -> Bool) throws(BackupError) {
    try store.prove()
    let dead = Self.dead(try store.folder.names(), isOf)
    for name in dead { try store.folder.remove(name) }
    // On FAT a name must be off the device before its room is: without room it cannot be removed.
    if !dead.isEmpty {
      try store.folder.synchronize()
      try store.folder.synchronizeFileSystem()
    }
    try store.prove()
  }

  /// What belongs to no generation, of the numbers asked for; the nameless manifests come last.
  static func dead(_ names: [String], _ isOf: (Int) -> Bool) -> [String] {
    let published = Set(names.compactMap(StoreNames.generationOfManifest))
    let unnamed = names.filter { name in
      guard name.hasSuffix(StoreNames.temporarySuffix),
        let number = StoreNames.ownGeneration(of: name)
      else { return false }
      return isOf(number) && !published.contains(number)
        && name.hasPrefix(StoreNames.manifest(number))
    }
    let nobodys = Set(unnamed.compactMap(StoreNames.ownGeneration)).subtracting(published)
    let payload = names.filter { name in
      // A cut on FAT may leave a file both its names: taking one takes what the other stands for.
      guard let number = StoreNames.ownGeneration(of: name), isOf(number),
        !published.contains(number)
      else { return false }
      return name.hasSuffix(StoreNames.temporarySuffix) || nobodys.contains(number)
    }
    return payload.filter { !unnamed.contains($0) } + unnamed
  }
}
