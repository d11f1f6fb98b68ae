package import Backup
package import Delivery
package import FarmDatabase
import Records

/// Lays copies and letters into the outbox: from then on they leave the house, now or later.
package struct OutsidePost {
  let farm: FarmDatabase
  let outbox: Outbox
  let program: String

  /// Takes everything as it stands.
  package init(_ farm: FarmDatabase, outbox: Outbox, program: String) {
    self.farm = farm
    self.outbox = outbox
    self.program = program
  }

  /// A verified copy, locked, for the server; its full goes along where the server lacks that.
  ///
  /// Nil where the server has the copy, or has it waiting.
  package func add(
    _ manifest: Manifest, of store: Store, on medium: String, for key: CopyKey
  ) throws(SyncError) -> OutboxEntry? {
    if try isHandled(manifest.generation, store) { return nil }
    let folder = try scratch(bytes: try sizes(manifest, store))
    let base = manifest.base?.generation
    let isBaseHandled = try base.map { full throws(SyncError) in try isHandled(full, store) }
    let full = isBaseHandled == false ? base : nil
    let shipment: Shipment
    do throws(BackupError) {
      let export = try SealedExport(of: store, for: key, to: folder.path)
      var files = try export.helpers()
      if let full { files += try export.files(of: full) }
      // The passphrase's way to the key lies beside both.
      let there = Set(files.map(\.name))
      files += try export.files(of: manifest.generation).filter { !there.contains($0.name) }
      shipment = Shipment(
        of: manifest, restsOn: full == nil ? base : nil, store: export.name, files: files)
    } catch { throw .backup(error) }
    do throws(OutboxError) { try shipment.write(to: folder.path) } catch {
      throw .outbox(error)
    }
    let parcel = Parcel(
      mediumID: store.mediumID, medium: medium, generation: manifest.generation, base: full,
      bytes: UInt64(shipment.bytes))
    return try take(folder, by: .server, parcel)
  }

  private func isHandled(_ generation: Int, _ store: Store) throws(SyncError) -> Bool {
    do throws(OutboxError) {
      return try outbox.isHandled(generation, of: store.mediumID, by: .server)
    } catch { throw .outbox(error) }
  }

  /// At most what the parcel takes: the copy and the full that it rests on.
  private func sizes(_ manifest: Manifest, _ store: Store) throws(SyncError) -> Int {
    do throws(BackupError) {
      let full = try manifest.base.map { base throws(BackupError) in
        try store.usable(base.generation)
      }
      return (manifest.files + (full?.files ?? [])).reduce(0) { $0 + $1.bytes }
    } catch { throw .backup(error) }
  }

  /// A folder of the outbox's own that becomes a parcel, where there is room for it.
  func scratch(bytes: Int) throws(SyncError) -> ScratchFolder {
    do throws(OutboxError) { try outbox.requireRoom(bytes: UInt64(bytes)) } catch {
      throw .outbox(error)
    }
    do throws(BackupError) { return try ScratchFolder(in: outbox.folder) } catch {
      throw .backup(error)
    }
  }

  func take(
    _ folder: ScratchFolder, by channel: OutsideChannel, _ parcel: Parcel
  ) throws(SyncError) -> OutboxEntry {
    do throws(OutboxError) {
      return try outbox.take(
        folder.path, by: channel, parcel, milliseconds: farm.surroundings.nowMilliseconds)
    } catch { throw .outbox(error) }
  }
}
