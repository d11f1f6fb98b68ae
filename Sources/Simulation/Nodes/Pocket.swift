import PocketSimulator
import Records

/// One pocket: its disk, its clock and its store.
final class Pocket {
  let label: String
  let disk: SimulatedDisk
  let clock = NodeClock()
  private let surroundings: Surroundings
  private(set) var store: PocketStore
  /// Images of its disk that somebody kept, oldest first.
  var images: [[UInt8]] = []
  /// True until the next whole session after the PC's database was put back.
  var hasOldAcks = false

  private static let journal = "/journal"

  init(label: String, chance: Chance, from image: [UInt8]? = nil) throws {
    self.label = label
    disk = SimulatedDisk()
    if let image { disk.put(image, at: Self.journal) }
    surroundings = Surroundings(clock, chance)
    store = try Self.open(disk, label, surroundings)
  }

  private static func open(
    _ disk: SimulatedDisk, _ label: String, _ surroundings: Surroundings
  ) throws -> PocketStore {
    try PocketStore(
      folder: "", label: label, surroundings: surroundings, files: SimulatedFiles(disk))
  }

  /// The program starts again on what the disk holds.
  func restart() throws { store = try Self.open(disk, label, surroundings) }

  /// The program dies; what it had written stays.
  func kill() throws {
    disk.kill(.engine)
    disk.fail(after: nil)
    try restart()
  }

  /// The battery goes.
  func cutPower(seed: UInt64) throws {
    disk.cutPower(seed: seed)
    disk.fail(after: nil)
    try restart()
  }

  /// What is on its disk.
  var image: [UInt8]? { disk.bytes(Self.journal) }

  /// Set back to an older image, or to nothing.
  func setBack(to image: [UInt8]?) throws {
    disk.put(image, at: Self.journal)
    try restart()
  }
}
