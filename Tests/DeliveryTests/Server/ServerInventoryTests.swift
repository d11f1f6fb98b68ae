import Backup
import CopyFaults
import Testing

@testable import Delivery

/// What the server has, held against what this PC takes for sent.
@Suite struct ServerInventoryTests {
  private static let account = ServerAccount(
    endpoint: "", bucket: "", prefix: "p", keyID: "", secret: Secret(""))
  private static let farm = ServerPlace(account: account, farmID: "f")

  private let states: [GenerationState]
  private let moments: [Int: UInt64]

  init() throws {
    states = try SealedYard.shared.get().yard.readingStore().generations()
    moments = Dictionary(
      uniqueKeysWithValues: try states.map { state in
        guard case .complete(let manifest) = state else { throw BackupError.noStore }
        return (manifest.generation, manifest.createdMilliseconds)
      })
  }

  private func inventory(
    sent: [String: [Int: UInt64]], found: [String: [GenerationState]], keys: [String] = []
  ) -> ServerInventory {
    ServerInventory(
      sent: sent, found: found,
      objects: keys.map { StoredObject(key: $0, bytes: 10, etag: "", sha256: nil) },
      uploads: [OpenUpload(key: "p/f/m/b.age", id: "u")], farm: Self.farm)
  }

  private func copies(_ numbers: Int..., at place: String = "m") -> [PlacedCopy] {
    numbers.map { PlacedCopy(place: place, generation: $0) }
  }

  @Test func `what was sent and is whole is known`() {
    let all = inventory(sent: ["m": moments], found: ["m": states])
    #expect(all.known == copies(1, 2))
    #expect(all.lost.isEmpty && all.further.isEmpty && all.broken.isEmpty)
  }

  @Test func `what is not there, not whole, or another copy is lost`() {
    let fault = BackupError.fileMissing(file: "a.age")
    let broken = inventory(
      sent: ["m": moments],
      found: ["m": [states[0], .broken(generation: 2, fault: fault)]])
    #expect(broken.known == copies(1) && broken.lost == copies(2) && broken.broken.isEmpty)
    let other = inventory(sent: ["m": [1: 5]], found: ["m": [states[0]]])
    #expect(other.lost == copies(1) && other.further == copies(1) && other.known.isEmpty)
    let gone = inventory(sent: ["m": moments, "n": [7: 1]], found: [:])
    #expect(gone.lost == copies(1, 2) + copies(7, at: "n"))
  }

  @Test func `a copy whose key has no way in by the passphrase is not whole`() throws {
    guard case .complete(let manifest) = states[0] else { throw BackupError.noStore }
    let way = try #require(manifest.seal?.identityFile)
    let there = StoredObject(key: "k", bytes: way.bytes, etag: "", sha256: nil)
    #expect(states[0].withKey(in: [way.name: there]) == states[0])
    #expect(
      states[0].withKey(in: [:])
        == .broken(generation: 1, fault: .fileMissing(file: way.name)))
  }

  @Test func `what others sent counts, whole or not`() {
    let fault = BackupError.fileMissing(file: "a.age")
    let others = inventory(
      sent: [:], found: ["o": [states[0], .broken(generation: 9, fault: fault)]])
    #expect(others.further == copies(1, at: "o") && others.broken == copies(9, at: "o"))
    #expect(others.lost.isEmpty && others.known.isEmpty)
  }

  @Test func `what is no file of a store is foreign, and half made things are told`() {
    let all = inventory(
      sent: [:], found: [:],
      keys: [
        "p/f/m/000002.json", "p/f/m/000001-full.sqlite.zst.age", "p/f/m/holiday.jpg",
        "p/f/m/x/y", "p/f/000002.json",
      ])
    #expect(all.foreign == ["p/f/m/holiday.jpg", "p/f/m/x/y", "p/f/000002.json"])
    #expect(all.halfMade == ["p/f/m/b.age"] && all.bytes == 50)
  }
}
