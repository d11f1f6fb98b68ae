import Backup
import Delivery
import FarmDatabase
import Media
import Records
import SyncEngine

/// A store that is read, wherever its files are: a folder, a disc, or the protected server.
struct OpenedStore {
  /// What a person types in place of a medium.
  static let serverWord = "server"

  let store: Store
  private let remote: (copies: ServerCopies, id: ServerStoreID)?

  /// On a medium or a disc; the farm's, or of the only farm there.
  init(on medium: String, farm: String?, _ keys: CopyKeys) throws {
    let disc = try DiscDrive(Volumes.node(medium)).map { try DiscFolder(of: $0) }
    let place = disc?.path ?? medium
    let farms = try Store.farms(at: place)
    remote = nil
    if farm == nil, farms.count > 1 { throw Stop(.usage(.missingOption("--farm"))) }
    guard let name = farm ?? farms.first else { throw BackupError.noStore }
    store = try Store(openAt: place, farm: name, keys: keys, owner: disc?.scratch)
  }

  /// On the server: of all media that copies were sent from, the one with the newest copy.
  init(onServer account: ServerAccount, _ keys: CopyKeys) throws {
    let scratch = try ScratchFolder()
    let copies = try ServerCopies(
      account, folder: scratch.path, keys: keys, clock: .real,
      isStopped: { Interruption.stop.isRaised })
    var newest: (store: Store, id: ServerStoreID, made: UInt64)?
    for id in try copies.stores() {
      let store = try copies.listed(id, owner: scratch)
      let made = try? store.newest().createdMilliseconds
      if newest == nil || made ?? 0 > newest?.made ?? 0 { newest = (store, id, made ?? 0) }
    }
    guard let newest else { throw ServerError.nothingThere }
    store = newest.store
    remote = (copies, newest.id)
  }

  /// Brings the files of a copy, or of all, to this PC; on a medium they are there.
  func bring(_ generation: Int? = nil) throws {
    guard let (copies, id) = remote else { return }
    let numbers = try generation.map { [$0] } ?? store.generations().map(\.number)
    for number in numbers { _ = try copies.fetch(number, of: id) }
  }
}
