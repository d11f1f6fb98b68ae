import Age
import Backup
import CopyFaults
import Foundation
import Synchronization

@testable import Delivery

/// A farm whose copies are sealed: a full of four parts and a delta; made once for all tests.
struct SealedYard: Sendable {
  /// The identity of its database.
  static let farmID = "yard"
  static let shared = Result { try SealedYard() }
  private static let rows = 42_000

  let yard: CopyYard
  let identity: Identity
  /// What the restored generations must be, by number.
  let digests: [Int: String]
  private let mediumID: String
  private let helpers: [ShippedFile]
  /// By number, what each copy adds.
  private let files: [Int: [ShippedFile]]
  private let scratch: Scratch

  init(rows: Int = Self.rows) throws {
    scratch = try Scratch()
    let identity = Identity()
    self.identity = identity
    // The passphrase's way costs a second and 256 MiB; any sealed file will do in its place.
    let key = try CopyKey(
      text: identity.secretText,
      wrapped: Sealer.file(Array("way".utf8), sealer: Sealer(to: [identity.recipient])))
    yard = CopyYard(
      folder: scratch.url.appending(path: "yard").path,
      keys: CopyKeys(sealing: key))
    try yard.make(rows: rows)
    var digests: [Int: String] = [:]
    try yard.copy()
    digests[1] = try yard.database.digest()
    try yard.database.change(rows: 20, from: 100)
    try yard.copy()
    digests[2] = try yard.database.digest()
    self.digests = digests
    let store = try yard.readingStore()
    mediumID = store.mediumID
    let folder = scratch.url.appending(path: "export").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let export = try SealedExport(of: store, for: key, to: folder)
    helpers = try export.helpers()
    files = [1: try export.files(of: 1), 2: try export.files(of: 2)]
  }

  /// A copy as the program sends it, with its full.
  func generation(_ number: Int) throws -> SealedGeneration {
    var sent = helpers
    for each in 1...number {
      sent += files[each]!.filter { file in !sent.contains { $0.name == file.name } }
    }
    return try SealedGeneration(
      farmID: Self.farmID, mediumID: mediumID, generation: number, files: sent)
  }
}
