import Backup
package import Media

/// A drive that a copy is burnt in, with the disc that was found there.
package struct DiscPlace: Sendable, Hashable {
  /// xorriso at the drive.
  package var xorriso: Xorriso
  /// The disc as it was when it was chosen.
  package var disc: Disc

  /// Takes both as they stand.
  package init(_ xorriso: Xorriso, disc: Disc) {
    self.xorriso = xorriso
    self.disc = disc
  }
}

/// A copy on a disc: made and proven in a local folder, burnt as a session, read again, proven.
struct DiscBurn {
  let place: DiscPlace
  /// The farm's folder on the disc.
  let root: String
  /// The folder that is burnt; of what the disc has it holds all but the payload.
  let staging: ScratchFolder
  /// The farm's files on the disc with their sizes, by name.
  let burnt: [String: Int]
  let farm: String
  let keys: CopyKeys
  let stop: StopSignal
  let report: (SyncEvent) -> Void

  var xorriso: Xorriso { place.xorriso }

  /// Looks at the disc again and reads what a further copy on it has to know.
  init(
    _ place: DiscPlace, farm: String, keys: CopyKeys, stop: StopSignal,
    report: @escaping (SyncEvent) -> Void
  ) throws(SyncError) {
    self.place = place
    self.farm = farm
    self.keys = keys
    self.stop = stop
    self.report = report
    root = Store.discRoot + "/" + farm
    do throws(BackupError) { staging = try ScratchFolder() } catch { throw .backup(error) }
    do throws(DiscFault) {
      var found: [String: Int] = [:]
      if place.disc.state != .blank {
        for (path, bytes) in try place.xorriso.files(below: root) {
          found[String(path.dropFirst(root.utf8.count + 1))] = bytes
        }
      }
      burnt = found
      let needed = found.keys.filter(Store.isNeededForStaging).sorted()
      try DiscFolder.extract(
        needed.map { [root] in root + "/" + $0 }, place.xorriso, to: staging.path)
    } catch { throw .disc(error, drive: place.xorriso.drive.address) }
  }

  /// Burns what is new and proves it on the disc; only then the copy counts.
  func finish(_ outcome: WriteOutcome, of store: Store) throws(SyncError) {
    switch outcome {
    case .unchanged(let generation): try prove(generation, of: store)
    case .sealed(let backup):
      let files = try newFiles(of: store)
      let now = try disc(for: files)
      let generation = backup.manifest.generation
      do throws(SyncError) { try burn(files, on: now) } catch {
        withdraw(generation, burntAfter: now)
        throw error
      }
      do throws(SyncError) { try prove(generation, of: store) } catch .interrupted {
        // It is whole, only nobody read it yet: the next run does before it counts.
        throw .interrupted
      } catch .disc(.changed, let drive) {
        // What is in the drive is another disc's copy, which nobody may take back.
        throw .disc(.changed, drive: drive)
      } catch {
        withdraw(generation, burntAfter: now)
        throw error
      }
    }
  }

  private struct NewFile {
    let name: String
    let place: String
    let bytes: UInt64
  }

  private func newFiles(of store: Store) throws(SyncError) -> [NewFile] {
    do throws(BackupError) {
      return try store.unburnt().map { name throws(BackupError) in
        let (path, bytes) = try store.place(of: name)
        return NewFile(name: name, place: path, bytes: bytes)
      }
    } catch { throw .backup(error) }
  }

  private func fault(_ error: DiscFault) -> SyncError {
    error == .interrupted ? .interrupted : .disc(error, drive: xorriso.drive.address)
  }

  /// The disc in the drive now, where it is the chosen one and has the room.
  private func disc(for files: [NewFile]) throws(SyncError) -> Disc {
    do throws(DiscFault) {
      let now = try xorriso.look()
      guard now.isUntouched(since: place.disc) else { throw .changed }
      try now.makeSure(fits: files.map(\.bytes))
      return now
    } catch { throw fault(error) }
  }

  private func burn(_ files: [NewFile], on now: Disc) throws(SyncError) {
    // Whoever looks at the disc in the file manager must not keep it from being burnt.
    if Media.mountPoint(of: xorriso.drive) != nil {
      _ = UDisks.current()?.unmount(node: xorriso.drive.address)
    }
    let total = files.reduce(0) { $0 + $1.bytes }
    func tell(_ hundredths: UInt64) -> Bool {
      report(
        .copying(
          CopyProgress(
            phase: .burning, doneBytes: total * hundredths / 10_000, totalBytes: total)))
      return !stop.isRaised
    }
    do throws(DiscFault) {
      guard tell(0) else { throw .interrupted }
      try xorriso.burn(
        files.map { Xorriso.File(place: $0.place, path: root + "/" + $0.name) },
        below: Store.discRoot, on: now, progress: tell)
      guard try xorriso.look().sessions != now.sessions else { throw .burnFailed(detail: "") }
    } catch { throw fault(error) }
  }

  /// Gives the manifest of a copy that did not succeed the name of a leftover, where it still can.
  private func withdraw(_ generation: Int, burntAfter before: Disc) {
    // Only behind the sessions that this disc had: another one may have a copy of that number.
    guard let now = try? xorriso.look(), now.sessions.count > before.sessions.count,
      now.sessions.starts(with: before.sessions)
    else { return }
    let (from, to) = Store.withdrawal(of: generation)
    try? xorriso.rename([(from: root + "/" + from, to: root + "/" + to)])
  }

  private func prove(_ generation: Int, of store: Store) throws(SyncError) {
    let proof = DiscProof(
      xorriso: xorriso, root: root, farm: farm, keys: keys, stop: stop, report: report)
    try proof.run(generation, of: store)
  }
}
