import Backup
import Foundation
import Records

/// Flips one bit after the other in every file of a store, and holds verification and restoring
/// against what the layout says must follow from it.
package struct FlipCampaign {
  /// What was done and proven.
  package struct Tally: Sendable, Hashable {
    /// Bits that were flipped and named.
    package var flips = 0
    /// Files that they lay in.
    package var files = 0
    /// Damaged segments whose number was right.
    package var segments = 0
    /// Generations that did not rest on the damaged file and restored to the bit.
    package var restored = 0
    /// Generations that rested on it and were refused.
    package var refused = 0
  }

  private let yard: CopyYard
  private let manifests: [Manifest]
  private let digests: [Int: String]

  /// Two fulls in parts, deltas above each, and one that is all of its own.
  package init(yard: CopyYard, rows: Int) throws {
    self.yard = yard
    try yard.make(rows: rows)
    let part = 1_200_000
    try yard.copy(partBytes: part)
    for first in [1, 100] {
      try yard.database.change(rows: 30, from: first)
      try yard.copy()
    }
    try yard.database.change(rows: rows, from: 1)
    try yard.copy(partBytes: part)
    try yard.database.change(rows: 30, from: 7)
    try yard.copy()
    manifests = try yard.readingStore().generations().map { state in
      guard case .complete(let manifest) = state else { throw Violation("\(state)") }
      return manifest
    }
    digests = yard.expectations.generations
    let kinds = manifests.map(\.kind)
    guard kinds == [.full, .delta, .delta, .full, .delta], manifests[0].files.count > 1 else {
      throw Violation("not the store that was wanted: \(kinds)")
    }
  }

  /// `count` flips by `seed`, at least one in each file; throws the first promise that breaks.
  package func run(
    count: Int, seed: UInt64, report: (Tally) -> Void = { _ in }
  ) throws -> Tally {
    var chance = Chance(seed: seed)
    var tally = Tally()
    let names = try FileManager.default.contentsOfDirectory(atPath: yard.store).sorted()
    tally.files = names.count
    for step in 0..<max(count, names.count) {
      // Each file in turn, then by size: most bits lie in the large ones, and small ones count too.
      let name = names[step % names.count]
      let flip = try Flip(path: yard.store + "/" + name, chance: &chance)
      try flip.apply()
      let place = "seed \(seed), flip \(step), \(name), byte \(flip.byte), bit \(flip.bit)"
      try prove(name, at: flip.byte, place, &tally)
      try flip.apply()
      tally.flips += 1
      report(tally)
    }
    let rest = try yard.judge("seed \(seed), after all flips")
    guard rest.restored == manifests.count else { throw Violation("generations were lost") }
    return tally
  }

  private func prove(_ name: String, at byte: Int, _ place: String, _ tally: inout Tally) throws {
    let store = try yard.readingStore()
    let faults = try store.verify(scratchFolder: yard.scratch).filter { $0.fault != nil }
    guard let own = faults.first(where: { $0.file == name })?.fault else {
      throw Violation("\(place): not found")
    }
    if let record = record(of: name) {
      let segment = byte / Self.segmentBytes
      guard own == .fileDamaged(file: name, segment: segment), segment < record.segments.count
      else { throw Violation("\(place): named as \(own)") }
      tally.segments += 1
    }
    let resting = manifests.filter { rests($0, on: name) }
    for other in faults where other.file != name {
      // What rests on a damaged full cannot be proven; it says so and names the full's file.
      let isAbove = resting.contains {
        $0.base != nil && other.file == Self.manifest($0.generation)
      }
      guard isAbove, other.fault == .baseBroken(file: name) else {
        throw Violation("\(place): \(other.file) is accused of \(other.fault!)")
      }
    }
    for manifest in manifests {
      try restore(manifest, isRefused: resting.contains(manifest), name, place, &tally)
    }
  }

  private func restore(
    _ manifest: Manifest, isRefused: Bool, _ name: String, _ place: String, _ tally: inout Tally
  ) throws {
    let number = manifest.generation
    do {
      let digest = try yard.restored(number)
      guard !isRefused, digest == digests[number] else {
        throw Violation("\(place): generation \(number) was handed out")
      }
      tally.restored += 1
    } catch let error as BackupError {
      guard isRefused, error.names(name) else {
        throw Violation("\(place): generation \(number) was refused with \(error)")
      }
      tally.refused += 1
    }
  }

  private static let segmentBytes = 8 << 20
  private static func manifest(_ generation: Int) -> String {
    String(repeating: "0", count: 6 - String(generation).count) + "\(generation).json"
  }

  private func record(of name: String) -> FileRecord? {
    for manifest in manifests {
      for file in manifest.files + [manifest.index].compactMap({ $0 }) where file.name == name {
        return file
      }
    }
    return nil
  }

  /// An index is a cache, and texts and `medium.json` are for people and for writing.
  private func rests(_ manifest: Manifest, on name: String) -> Bool {
    let family = manifests.filter {
      $0.generation == manifest.generation || $0.generation == manifest.base?.generation
    }
    return family.contains { member in
      Self.manifest(member.generation) == name || member.files.contains { $0.name == name }
    }
  }
}

/// One bit of one file.
private struct Flip {
  let path: String
  let byte: Int
  let bit: Int

  init(path: String, chance: inout Chance) throws {
    self.path = path
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    byte = chance.below(size)
    bit = chance.below(8)
  }

  func apply() throws {
    let handle = try FileHandle(forUpdating: URL(filePath: path))
    defer { try? handle.close() }
    try handle.seek(toOffset: UInt64(byte))
    guard let old = try handle.read(upToCount: 1)?.first else { throw Violation("\(path): empty") }
    try handle.seek(toOffset: UInt64(byte))
    try handle.write(contentsOf: Data([old ^ (1 << UInt8(bit))]))
  }
}

extension BackupError {
  /// True where it is about damage to this very file.
  fileprivate func names(_ name: String) -> Bool {
    switch self {
    case .fileDamaged(name, _), .manifestDamaged(name), .baseBroken(name): true
    default: false
    }
  }
}
