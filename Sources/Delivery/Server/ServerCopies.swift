package import Backup
import Glibc
package import Records

/// A store on the server: one farm's copies of one medium.
package struct ServerStoreID: Sendable, Hashable {
  /// The identity of the farm's database.
  package let farmID: String
  /// The identity of the store.
  package let mediumID: String

  /// A store by its two identities.
  package init(farmID: String, mediumID: String) {
    self.farmID = farmID
    self.mediumID = mediumID
  }
}

/// Reads copies from the server into a folder, in which they are a store as on a medium.
///
/// Needs nothing of the PC that sent them: the account finds them, the recovery sheet opens them.
package final class ServerCopies {
  let store: ObjectStore
  let account: ServerAccount
  let folder: String
  let keys: CopyKeys
  let report: @Sendable (SendProgress) -> Void

  /// `folder` keeps what was fetched; what is whole in it is not fetched again.
  package init(
    _ account: ServerAccount, folder: String, keys: CopyKeys, clock: Surroundings,
    retry: RetryPolicy = RetryPolicy(), isStopped: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (SendProgress) -> Void = { _ in }
  ) throws(ServerError) {
    self.account = account
    self.folder = folder
    self.keys = keys
    self.report = report
    store = try ObjectStore(account, clock: clock, retry: retry, isStopped: isStopped)
  }

  /// Every store below the account's prefix, or those of one farm.
  package func stores(farmID: String? = nil) throws(ServerError) -> [ServerStoreID] {
    var farms = [farmID].compactMap { $0 }
    if farmID == nil { farms = try names(below: ServerPlace(account: account)) }
    var found: [ServerStoreID] = []
    for farm in farms {
      // What is for the helpdesk is nobody's copy.
      for medium in try names(below: ServerPlace(account: account, farmID: farm))
      where !medium.hasPrefix(SealedBundle.placeHead) {
        found.append(ServerStoreID(farmID: farm, mediumID: medium))
      }
    }
    return found
  }

  private func names(below place: ServerPlace) throws(ServerError) -> [String] {
    try store.list(place.prefix, isOneLevel: true).folders.compactMap { folder in
      guard folder.hasPrefix(place.prefix) else { return nil }
      let name = String(folder.dropFirst(place.prefix.count).dropLast())
      return SealedGeneration.isUsable(name) ? name : nil
    }
  }

  /// The generations of a store, as a listing on a medium tells them; payload is not fetched.
  package func generations(of id: ServerStoreID) throws(ServerError) -> [GenerationState] {
    let store = try listed(id)
    do throws(BackupError) { return try store.generations() } catch { throw ServerError(error) }
  }

  /// The store with all its manifests; its payload is there once `fetch` brought it.
  package func listed(
    _ id: ServerStoreID, owner: AnyObject? = nil
  ) throws(ServerError) -> Store {
    let shelf = try shelf(id, below: folder)
    for number in shelf.numbers { try fetchManifest(number, shelf) }
    return try opened(shelf, owner) { $0 }
  }

  /// Fetches a generation and its full; without a number the newest complete one.
  ///
  /// Each file is proven by its SHA-256, for which no key is needed; what comes is a store to open.
  package func fetch(
    _ generation: Int? = nil, of id: ServerStoreID
  ) throws(ServerError) -> FetchedGeneration {
    try fetch(generation, of: id, below: folder)
  }

  func fetch(
    _ generation: Int?, of id: ServerStoreID, below folder: String
  ) throws(ServerError) -> FetchedGeneration {
    let shelf = try shelf(id, below: folder)
    guard !shelf.numbers.isEmpty else { throw .nothingThere }
    let manifest = try wanted(generation, shelf)
    var family = [manifest]
    if let base = manifest.base {
      guard shelf.numbers.contains(base.generation) else {
        throw .missing(file: "\(base.generation)")
      }
      try fetchManifest(base.generation, shelf)
      family.insert(try read(base.generation, shelf), at: 0)
    }
    // The passphrase's way to the key: a recovery sheet opens without it.
    let ways = Set(family.compactMap(\.seal?.identityFile.name))
    let files = family.flatMap { Store.files(of: $0) }
      .filter { shelf.files[$0.name] != nil || !ways.contains($0.name) }
    try fetchFiles(files, shelf)
    return FetchedGeneration(
      generation: manifest.generation, recipient: manifest.seal?.recipient,
      files: files.map(\.name),
      mountPoint: shelf.mountPoint, farm: id.farmID, keys: keys)
  }

  private func wanted(_ generation: Int?, _ shelf: Shelf) throws(ServerError) -> Manifest {
    if let generation {
      guard shelf.numbers.contains(generation) else { throw .noSuchGeneration(generation) }
      try fetchManifest(generation, shelf)
      return try read(generation, shelf)
    }
    var partial: Manifest?
    for number in shelf.numbers.reversed() {
      try fetchManifest(number, shelf)
      let manifest = try read(number, shelf)
      if !manifest.certificate.isPartial { return manifest }
      partial = partial ?? manifest
    }
    guard let partial else { throw .nothingThere }
    return partial
  }

  private func read(_ generation: Int, _ shelf: Shelf) throws(ServerError) -> Manifest {
    try opened(shelf) { store throws(BackupError) in
      try store.published(generation)
    }
  }

  private func opened<Value>(
    _ shelf: Shelf, _ owner: AnyObject? = nil, _ body: (Store) throws(BackupError) -> Value
  ) throws(ServerError) -> Value {
    do throws(BackupError) {
      return try body(
        Store(
          openAt: shelf.mountPoint, farm: shelf.id.farmID, keys: keys,
          owner: owner, elsewhere: shelf.files.mapValues(\.bytes)))
    } catch {
      throw ServerError(error)
    }
  }
}

/// A generation that was fetched, with its full, in a folder that is a store.
package struct FetchedGeneration: Sendable {
  /// Its number.
  package let generation: Int
  /// For whom it is sealed.
  package let recipient: String?
  /// The files that were proven.
  package let files: [String]
  /// Where the store's folder is below.
  package let mountPoint: String
  /// The store's folder there.
  package let farm: String
  private let keys: CopyKeys

  init(
    generation: Int, recipient: String?, files: [String], mountPoint: String, farm: String,
    keys: CopyKeys
  ) {
    self.generation = generation
    self.recipient = recipient
    self.files = files
    self.mountPoint = mountPoint
    self.farm = farm
    self.keys = keys
  }

  /// Opens the store; it verifies and restores as one on a medium does.
  package func store() throws(BackupError) -> Store {
    try Store(openAt: mountPoint, farm: farm, keys: keys)
  }
}

extension ServerError {
  /// What a store of fetched files says of them.
  init(_ error: BackupError) {
    self =
      switch error {
      case .fileDamaged(let file, _), .manifestDamaged(let file), .baseBroken(let file):
        .damaged(file: file)
      case .fileMissing(let file): .missing(file: file)
      case .noSuchGeneration(let number): .noSuchGeneration(number)
      case .noStore: .nothingThere
      case .interrupted: .interrupted
      case .io(let path, let errno): .state(path: path, errno: errno)
      case .scratch(let folder, let errno): .state(path: folder, errno: errno)
      case .newerFormat(let file, _): .damaged(file: file)
      default: .damaged(file: "\(error)")
      }
  }
}
