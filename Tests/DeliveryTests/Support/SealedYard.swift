import Age
import Backup
import CopyFaults
import Foundation
import Synchronization

@testable import Delivery

/// A farm whose copies are sealed: a full of four parts and a delta; made once for all tests.
struct SealedYard: Sendable {
  static let shared = Result { try SealedYard() }
  private static let rows = 42_000

  let yard: CopyYard
  let identity: Identity
  /// What the restored generations must be, by number.
  let digests: [Int: String]
  private let scratch: Scratch

  init(rows: Int = Self.rows, isSealed: Bool = true) throws {
    scratch = try Scratch()
    let identity = Identity()
    self.identity = identity
    // The passphrase's way costs a second and 256 MiB; any sealed file will do in its place.
    let key = try CopyKey(
      text: identity.secretText,
      wrapped: Sealer.file(Array("way".utf8), sealer: Sealer(to: [identity.recipient])))
    yard = CopyYard(
      folder: scratch.url.appending(path: "yard").path,
      keys: isSealed ? CopyKeys(sealing: key) : CopyKeys())
    try yard.make(rows: rows)
    var digests: [Int: String] = [:]
    try yard.copy()
    digests[1] = try yard.database.digest()
    try yard.database.change(rows: 20, from: 100)
    try yard.copy()
    digests[2] = try yard.database.digest()
    self.digests = digests
  }

  func generation(_ number: Int) throws -> SealedGeneration {
    try SealedGeneration(number, of: yard.readingStore())
  }
}
