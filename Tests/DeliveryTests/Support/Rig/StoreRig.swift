import Foundation
import Records

@testable import Delivery

/// An object store of somebody else, run here as its own processes; two of them judge us.
protocol StoreRig: Sendable {
  /// What it is called in the name of a test.
  var name: String { get }
  var endpoint: String { get }
  var bucket: String { get }
  /// Key and secret that may do everything.
  var owner: (keyID: String, secret: String) { get }
}

extension StoreRig {
  /// An account of the owner below a prefix of its own.
  func account(prefix: String = UUID().uuidString.lowercased()) -> ServerAccount {
    ServerAccount(
      endpoint: endpoint, bucket: bucket, prefix: prefix, keyID: owner.keyID,
      secret: Secret(owner.secret), partBytes: ServerAccount.partBytesMinimum)
  }

  /// A line of the owner to its own prefix.
  func store() throws -> ObjectStore { try ObjectStore(account(), clock: .test) }

  /// Makes the bucket, as whoever runs the server does once.
  func makeBucket(attempts: Int = 40) throws {
    let retry = RetryPolicy(attempts: attempts, firstPauseMilliseconds: 200)
    try ObjectStore(account(), clock: .test, retry: retry).makeBucket()
  }
}

extension Surroundings {
  /// The real clock.
  static let test = Surroundings.shifted(seconds: 0)

  /// A clock that is ahead of the real one.
  static func shifted(seconds: Int) -> Surroundings {
    Surroundings(
      nowMilliseconds: {
        UInt64(Int(Date.now.timeIntervalSince1970 * 1_000) + seconds * 1_000)
      }, random: { UInt64.random(in: .min ... .max) })
  }
}
