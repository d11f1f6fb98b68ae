import Crypto
import Records

/// The farm's account at the protected server: where, which key, and how to deal with it.
package struct ServerAccount: Sendable, Hashable {
  /// The smallest part of an upload that object stores take.
  package static let partBytesMinimum = 5 << 20
  /// The largest that is worth repeating when a line breaks.
  package static let partBytesMaximum = 512 << 20
  /// Parts that are sent when nothing else is said.
  package static let partBytesUsual = 8 << 20
  /// Parts in flight at once.
  package static let parallelMaximum = 16
  static let lockDaysMaximum = 3_650
  private static let textBytesMaximum = 256
  private static let bucketBytes = 3...63
  private static let markBytes = 8

  /// `https://host` or `https://host:port`; `http` only to this PC itself.
  package var endpoint: String
  /// As the server calls the place where it stands.
  package var region: String
  /// The bucket; it is never made here.
  package var bucket: String
  /// What all keys of this farm begin with; may be empty.
  package var prefix: String
  /// Which key signs.
  package var keyID: String
  /// Its secret half.
  package var secret: Secret
  /// How the bucket is named in an address.
  package var addressing: Endpoint.Addressing
  /// Certificates that are trusted in place of the system's.
  package var trustFile: String?
  /// Over all lines together; nil for as fast as it goes.
  package var bandwidthBytesPerSecond: Int?
  /// For how long the server is asked to keep what is sent from being removed; nil for not at all.
  package var lockDays: Int?
  /// Size of the parts of an upload.
  package var partBytes: Int
  /// Parts in flight at once.
  package var parallel: Int

  /// An account with the usual ways.
  package init(
    endpoint: String, region: String = "us-east-1", bucket: String, prefix: String = "",
    keyID: String, secret: Secret, addressing: Endpoint.Addressing = .path,
    trustFile: String? = nil, bandwidthBytesPerSecond: Int? = nil, lockDays: Int? = nil,
    partBytes: Int = Self.partBytesUsual, parallel: Int = 4
  ) {
    self.endpoint = endpoint
    self.region = region
    self.bucket = bucket
    self.prefix = prefix
    self.keyID = keyID
    self.secret = secret
    self.addressing = addressing
    self.trustFile = trustFile
    self.bandwidthBytesPerSecond = bandwidthBytesPerSecond
    self.lockDays = lockDays
    self.partBytes = partBytes
    self.parallel = parallel
  }

  /// Where its files are: what is remembered of one place says nothing of another one.
  package var mark: String {
    let place = "\(endpoint)\n\(bucket)\n\(prefix)"
    return Hexadecimal.encode(SHA256.hash(data: Array(place.utf8)).prefix(Self.markBytes))
  }

  /// The endpoint, after everything else was found usable too; throws what is not.
  package func checked() throws(ServerError) -> Endpoint {
    guard let address = Endpoint(endpoint), address.isProtected else {
      throw .unusableAddress(endpoint)
    }
    let texts = [("region", region), ("key", keyID), ("secret", secret.text)]
    for (field, text) in texts where !Self.isPlain(text) { throw .unusableAccount(field: field) }
    guard Self.isBucket(bucket) else { throw .unusableAccount(field: "bucket") }
    guard
      prefix.isEmpty
        || prefix.split(separator: "/", omittingEmptySubsequences: false)
          .allSatisfy({ Self.isPlain(String($0)) && $0 != "." && $0 != ".." })
    else { throw .unusableAccount(field: "prefix") }
    guard (Self.partBytesMinimum...Self.partBytesMaximum).contains(partBytes) else {
      throw .unusableAccount(field: "part size")
    }
    guard (1...Self.parallelMaximum).contains(parallel) else {
      throw .unusableAccount(field: "parallel")
    }
    guard (1...Self.lockDaysMaximum).contains(lockDays ?? 1) else {
      throw .unusableAccount(field: "lock days")
    }
    return address
  }

  /// Printable ASCII without blanks and slashes; a secret may hold slashes.
  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= textBytesMaximum
      && text.utf8.allSatisfy { (33...126).contains($0) }
  }

  private static func isBucket(_ text: String) -> Bool {
    bucketBytes.contains(text.utf8.count) && !text.hasPrefix(".") && !text.hasPrefix("-")
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122, 45, 46, 95: true
        default: false
        }
      }
  }
}
