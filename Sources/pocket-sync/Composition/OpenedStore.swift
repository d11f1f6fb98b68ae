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
  /// What is wrong with other stores of the farm there, where a newer copy may be.
  let passedOver: [any Error]
  private let remote: (copies: ServerCopies, id: ServerStoreID)?

  /// On a medium or a disc; the farm's, or of the only farm there.
  init(on medium: String, farm: String?, _ keys: CopyKeys) throws {
    let disc = try DiscDrive(Volumes.node(medium)).map { try DiscFolder(of: $0) }
    let place = disc?.path ?? medium
    let farms = try Store.farms(at: place)
    remote = nil
    passedOver = []
    if farm == nil, farms.count > 1 { throw Stop(.usage(.missingOption("--farm"))) }
    guard let name = farm ?? farms.first else { throw BackupError.noStore }
    store = try Store(openAt: place, farm: name, keys: keys, owner: disc?.scratch)
  }

  /// On the server: of all media that copies were sent from, the one with the newest copy.
  ///
  /// A store that cannot be opened hides no other one; `farm` is an identity there.
  init(onServer account: ServerAccount, farm: String?, _ keys: CopyKeys) throws {
    let scratch = try ScratchFolder()
    let copies = try ServerCopies(
      account, folder: scratch.path, keys: keys, clock: .real,
      isStopped: { Interruption.stop.isRaised })
    let found = try Self.newest(in: copies, farm: farm, owner: scratch)
    store = found.store
    remote = (copies, found.id)
    passedOver = found.faults
  }

  private static func newest(
    in copies: ServerCopies, farm: String?, owner: ScratchFolder
  ) throws -> (store: Store, id: ServerStoreID, faults: [any Error]) {
    var found: [(store: Store, id: ServerStoreID, made: UInt64)] = []
    var faults: [any Error] = []
    for id in try copies.stores(farmID: farm) {
      do {
        let store = try copies.listed(id, owner: owner)
        found.append((store, id, try store.newest().createdMilliseconds))
      } catch let error as ServerError where !error.isOfPlace && error != .nothingThere {
        // A line that breaks says nothing of this place: an older copy must not stand for it.
        throw error
      } catch { faults.append(error) }
    }
    guard let newest = found.max(by: { $0.made < $1.made }) else {
      throw faults.first ?? ServerError.nothingThere
    }
    return (newest.store, newest.id, faults)
  }

  /// Brings the files of a copy, or of all, to this PC; on a medium they are there.
  func bring(_ generation: Int? = nil) throws {
    guard let (copies, id) = remote else { return }
    let numbers = try generation.map { [$0] } ?? store.generations().map(\.number)
    for number in numbers { _ = try copies.fetch(number, of: id) }
  }
}
