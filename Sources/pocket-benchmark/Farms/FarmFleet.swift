import Backup
import Crypto
import Delivery
import Dispatch
import Foundation
import Records
import Synchronization

/// Farms that send at the same moment, each on a thread of its own with a key of its own.
struct FarmFleet {
  static let farmsMaximum = 2_000
  private static let stackBytes = 512 << 10
  private static let manifestBytes = 3_000

  /// What one round of all farms took.
  struct Round {
    var seconds = 0.0
    var durations: [Double] = []
    var requests = 0
    var bytes = 0
    var errors: [ServerError] = []
    var farms = 0

    var requestsPerFarm: Double { Double(requests) / Double(max(farms, 1)) }
  }

  let count: Int
  let endpoint: String
  let bucket: String
  let scratch: String
  private let full: [ShippedFile]
  private let delta: [ShippedFile]

  /// The files are made once: what is sealed is random to whoever stores it.
  init(
    count: Int, endpoint: String, bucket: String, scratch: String, fullBytes: Int,
    deltaBytes: Int
  ) throws {
    self.count = count
    self.endpoint = endpoint
    self.bucket = bucket
    self.scratch = scratch
    full = [
      try Self.file("000001-full.sqlite.zst.age", fullBytes, .payload, in: scratch),
      try Self.file("000001.json", Self.manifestBytes, .manifest, in: scratch),
    ]
    delta = [
      try Self.file("000002-delta.zst.age", deltaBytes, .payload, in: scratch),
      try Self.file("000002.json", Self.manifestBytes, .manifest, in: scratch),
    ]
  }

  private static func file(
    _ name: String, _ bytes: Int, _ kind: ShippedFile.Kind, in folder: String
  ) throws -> ShippedFile {
    var content = Data("age-encryption.org/v1\n".utf8)
    var generator = SystemRandomNumberGenerator()
    while content.count < bytes {
      withUnsafeBytes(of: generator.next()) { content.append(contentsOf: $0) }
    }
    content = content.prefix(max(bytes, 22))
    let path = "\(folder)/\(name)"
    try content.write(to: URL(filePath: path))
    return ShippedFile(
      name: name, path: path, bytes: content.count,
      sha256: Hexadecimal.encode(SHA256.hash(data: content)), kind: kind)
  }

  private static let clock = Surroundings(
    nowMilliseconds: { UInt64(Date.now.timeIntervalSince1970 * 1_000) },
    random: { UInt64.random(in: .min ... .max) })

  private func account(_ farm: Int) -> ServerAccount {
    FarmKeys.account(farm, endpoint: endpoint, bucket: bucket)
  }

  /// What whoever runs the server does once.
  func makeBucket() throws(ServerError) {
    var owner = account(0)
    owner.keyID = FarmKeys.owner.keyID
    owner.secret = Secret(FarmKeys.owner.secret)
    try ObjectStore(owner, clock: Self.clock).makeBucket()
  }

  /// All farms send the copy of a day: the first is a full.
  func sendAll(day: Int) -> Round {
    let files = day == 0 ? full : full + delta
    let round = Mutex(Round())
    let start = ContinuousClock.now
    onThreads { farm in
      let began = ContinuousClock.now
      do throws(ServerError) {
        let generation = try SealedGeneration(
          farmID: FarmKeys.name(farm), mediumID: "m", generation: day + 1, files: files)
        let channel = try ServerChannel(
          account(farm), stateFolder: "\(scratch)/state-\(farm)", clock: Self.clock)
        let report = try channel.send(generation)
        let seconds = began.duration(to: .now) / .seconds(1)
        round.withLock { round in
          round.durations.append(seconds)
          round.requests += report.requests
          round.bytes += report.sentBytes
        }
      } catch {
        round.withLock { $0.errors.append(error) }
      }
    }
    return round.withLock { round in
      round.seconds = start.duration(to: .now) / .seconds(1)
      round.farms = count
      return round
    }
  }

  /// What a farm tries in another one's place.
  private enum Trespass: CaseIterable {
    case list, read, write, remove

    func isRefused(_ store: ObjectStore, farm: String) -> Bool {
      do throws(ServerError) {
        try attempt(store, farm: farm)
        return false
      } catch {
        if case .forbidden = error { return true }
        return false
      }
    }

    private func attempt(_ store: ObjectStore, farm: String) throws(ServerError) {
      switch self {
      case .list: _ = try store.list("\(farm)/")
      case .read: _ = try store.bytes("\(farm)/\(farm)/m/000001.json", limitBytes: 1 << 20)
      case .write:
        let hash = Hexadecimal.encode(SHA256.hash(data: [1 as UInt8]))
        let head = ObjectHead(sha256: hash, lockedUntilMilliseconds: nil)
        _ = try store.put("\(farm)/strange", .bytes([1]), head: head)
      case .remove: try store.delete("\(farm)/strange")
      }
    }
  }

  /// Each farm tries to read, list, write and remove in the next one's place; none may.
  func crossings() -> (tried: Int, refused: Int, passed: Int) {
    let passed = Mutex(0)
    onThreads { farm in
      guard let store = try? ObjectStore(account(farm), clock: Self.clock) else { return }
      let other = FarmKeys.name((farm + 1) % count)
      for trespass in Trespass.allCases where !trespass.isRefused(store, farm: other) {
        passed.withLock { $0 += 1 }
      }
    }
    let tried = count * Trespass.allCases.count
    let through = passed.withLock { $0 }
    return (tried, tried - through, through)
  }

  private func onThreads(_ body: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for farm in 0..<count {
      group.enter()
      let thread = Thread {
        body(farm)
        group.leave()
      }
      thread.stackSize = Self.stackBytes
      thread.start()
    }
    group.wait()
  }
}
