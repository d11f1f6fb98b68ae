import FarmDatabase
import Records

/// One run: a PC, its pockets, the farm program, and somebody who knows what must hold.
final class World {
  static let pocketsMaximum = 6

  let options: SimulationOptions
  let chance: Chance
  let hub: Hub
  var pockets: [Pocket] = []
  var oracle = Oracle()
  var counts = Counts()
  private let keepsStory: Bool
  private(set) var story: [String] = []
  private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325
  /// Written by the farm program, whose own transactions a power cut may take back.
  var unsyncedTokens: Set<Token> = []
  /// Deeds of the farm program, and how many of them no power cut can take back.
  var farmDeeds = 0
  var syncedDeeds = 0
  /// Numbers what gets a name.
  var names = 0
  /// What went wrong while a session waited.
  var interrupted: (any Error)?
  private var pocketNames = 0

  init(seed: UInt64, options: SimulationOptions, disk number: Int, keepsStory: Bool) throws {
    self.options = options
    self.keepsStory = keepsStory
    chance = Chance(seed: seed)
    hub = try Hub(
      disk: SimulatedDisk(number: number), chance: chance.branch(), guards: options.guards)
    let count = chance.pick(weighted: [(1, 20), (2, 35), (3, 25), (4, 12), (5, 5), (6, 3)])
    for _ in 0..<count { _ = try addPocket() }
  }

  /// A new pocket, or a twin of one where `image` is given.
  func addPocket(from image: [UInt8]? = nil) throws -> Pocket {
    pocketNames += 1
    let pocket = try Pocket(label: "pocket \(pocketNames)", chance: chance.branch(), from: image)
    pockets.append(pocket)
    return pocket
  }

  /// Adds a line to the story and to what the run is known by.
  func tell(_ line: String) {
    for byte in line.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    if keepsStory { story.append(line) }
  }

  /// Rows, commits and who wrote them become part of what the run is known by.
  func stamp(_ values: [Value]) {
    for case .text(let text) in values { for byte in text.utf8 { add(UInt64(byte)) } }
    for case .integer(let number) in values { add(UInt64(bitPattern: number)) }
    for case .blob(let bytes) in values { for byte in bytes { add(UInt64(byte)) } }
  }

  private func add(_ word: UInt64) { digest = (digest ^ word) &* 0x100_0000_01B3 }
}

/// Runs a seed from its first step to its last check.
package enum Simulation {
  /// One run on the disk of this number, which no other run may use meanwhile.
  package static func run(
    seed: UInt64, options: SimulationOptions, disk: Int = 0, keepsStory: Bool = false
  ) -> RunResult {
    var result = RunResult(
      seed: seed, violation: nil, counts: Counts(), story: [], database: [], digest: 0)
    do {
      let world = try World(seed: seed, options: options, disk: disk, keepsStory: keepsStory)
      do { try world.live() } catch let violation as Violation {
        result.violation = violation
      } catch {
        result.violation = Violation(promise: .refusal, detail: "\(error)")
      }
      if let violation = result.violation {
        world.tell("violated: \(violation.promise.rawValue): \(violation.detail)")
      }
      if keepsStory { result.database = world.hub.disk.bytes(world.hub.path) ?? [] }
      (result.counts, result.story, result.digest) = (world.counts, world.story, world.digest)
    } catch { result.violation = Violation(promise: .refusal, detail: "set-up: \(error)") }
    return result
  }
}
