package import Backup
import Foundation
import Glibc

/// What a check of a copy on the server showed.
package struct ServerCheck: Sendable, Hashable {
  /// The generation that was checked, with its full.
  package let generation: Int
  /// Files that came back as they were sent, by their SHA-256.
  package let provenFiles: [String]
  /// What rebuilding it showed; nil where no key at hand opens it.
  package let rebuilt: [CheckedFile]?
  /// What the bucket does against loss: where it does nothing, a person is to be told.
  package let protection: BucketProtection

  /// True where nothing but the key's missing rights keeps the copies on the server.
  package var isUnprotected: Bool {
    protection.isVersioned != true && protection.offersLock != true
  }
}

extension ServerCopies {
  /// Fetches a generation anew and checks every bit of it; with its key it is rebuilt as well.
  package func verify(
    _ generation: Int? = nil, of id: ServerStoreID
  ) throws(ServerError) -> ServerCheck {
    // Never what lies here already: the question is what the server gives.
    let fresh = "\(folder)/verify-\(UInt64.random(in: .min ... .max))"
    for path in [folder, fresh] where mkdir(path, 0o700) != 0 && errno != EEXIST {
      throw .state(path: path, errno: errno)
    }
    defer { try? FileManager.default.removeItem(atPath: fresh) }
    let fetched = try fetch(generation, of: id, below: fresh)
    return ServerCheck(
      generation: fetched.generation, provenFiles: fetched.files,
      rebuilt: try rebuilt(fetched, scratchFolder: fresh), protection: try store.protection())
  }

  private func rebuilt(
    _ fetched: FetchedGeneration, scratchFolder: String
  ) throws(ServerError) -> [CheckedFile]? {
    guard let recipient = fetched.recipient, keys.opens(recipient) else { return nil }
    do throws(BackupError) {
      return try fetched.store().verify(fetched.generation, scratchFolder: scratchFolder)
    } catch {
      throw ServerError(error)
    }
  }
}
