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
    _ manifest: Manifest, of store: Store, on medium: String, for key: CopyKey,
    to account: ServerAccount
  ) throws(SyncError) -> OutboxEntry? {
    try requireOwn(manifest)
    let family: [Manifest]
    do throws(BackupError) {
      let base = try manifest.base.map { base throws(BackupError) in
        try store.usable(base.generation)
      }
      family = [base, manifest].compactMap { $0 }
    } catch { throw .backup(error) }
    guard
      let goal = try goal(
        of: family, lockedBy: manifest.seal?.recipient ?? key.recipient, at: account)
    else { return nil }
    let sent = family.suffix(goal.hasFull ? 1 : family.count)
    let bytes = sent.flatMap(\.files).reduce(0) { $0 + $1.bytes }
    let folder = try scratch(bytes: bytes)
    let shipment: Shipment
    do throws(BackupError) {
      let export = try SealedExport(of: store, for: key, to: folder.path)
      var files = try export.helpers()
      for each in sent {
        // The passphrase's way to the key lies beside both.
        let there = Set(files.map(\.name))
        files += try export.files(of: each.generation).filter { !there.contains($0.name) }
      }
      shipment = Shipment(
        of: manifest, to: goal.place,
        restsOn: goal.hasFull ? manifest.base?.generation : nil, store: export.name,
        files: files)
    } catch { throw .backup(error) }
    do throws(OutboxError) { try shipment.write(to: folder.path) } catch {
      throw .outbox(error)
    }
    let parcel = Parcel(
      mediumID: store.mediumID, place: goal.place, medium: medium,
      generation: manifest.generation,
      moments: Dictionary(
        uniqueKeysWithValues: sent.map { ($0.generation, $0.createdMilliseconds) }),
      bytes: UInt64(shipment.bytes))
    return try take(folder, by: .server, parcel)
  }

  /// Nobody else's farm goes to this farm's server and helpdesk.
  func requireOwn(_ manifest: Manifest) throws(SyncError) {
    guard manifest.farmID == farm.hub.hexadecimal else {
      throw .backup(.otherFarm(farmID: manifest.farmID))
    }
  }

  /// Where a family goes, and whether its full is there already; nil where the copy itself is.
  ///
  /// A place has one medium and one key, and each number once: what is sealed a second time, or
  /// has a number that another copy had, is another file and goes to a place of its own.
  private func goal(
    of family: [Manifest], lockedBy recipient: String, at account: ServerAccount
  ) throws(SyncError) -> (place: String, hasFull: Bool)? {
    let (full, copy) = (family[0], family[family.count - 1])
    let start = "\(copy.mediumID)-\(recipient.suffix(Self.markLength))-"
    let all: [String: [Int: UInt64]]
    do throws(OutboxError) { all = try outbox.copies(at: account.mark) } catch {
      throw .outbox(error)
    }
    let known = all.filter { $0.key.hasPrefix(start) }.sorted { $0.key < $1.key }
    let holds = { (place: [Int: UInt64], manifest: Manifest) in
      place[manifest.generation] == manifest.createdMilliseconds
    }
    if known.contains(where: { holds($0.value, copy) }) { return nil }
    let beside = known.first { holds($0.value, full) && $0.value[copy.generation] == nil }
    if let beside { return (beside.key, family.count > 1) }
    if let above = known.first(where: { ($0.value.keys.max() ?? 0) < full.generation }) {
      return (above.key, false)
    }
    let fresh = Hexadecimal.encode(
      (0..<Self.freshBytes).map {
        UInt8(truncatingIfNeeded: farm.surroundings.random() >> ($0 * 8))
      })
    return (start + fresh, false)
  }

  private static let markLength = 8
  private static let freshBytes = 4

  /// A folder of the outbox's own that becomes a parcel, where there is room for it.
  func scratch(bytes: Int) throws(SyncError) -> ScratchFolder {
    do throws(OutboxError) {
      try outbox.make()
      try outbox.requireRoom(bytes: UInt64(bytes))
    } catch {
      throw .outbox(error)
    }
    do throws(BackupError) { return try ScratchFolder(in: outbox.folder) } catch {
      throw .backup(error)
    }
  }

  func take(
    _ folder: ScratchFolder, by channel: OutsideChannel, _ parcel: Parcel
  ) throws(SyncError) -> OutboxEntry {
    // It goes away with this value, unless it is a parcel by then.
    defer { withExtendedLifetime(folder) {} }
    do throws(OutboxError) {
      return try outbox.take(
        folder.path, by: channel, parcel, milliseconds: farm.surroundings.nowMilliseconds)
    } catch { throw .outbox(error) }
  }
}
