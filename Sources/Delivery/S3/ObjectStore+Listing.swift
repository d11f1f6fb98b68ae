/// What lies below a prefix.
package struct ObjectListing: Sendable {
  /// Objects in the order of their keys.
  package var objects: [StoredObject] = []
  /// What the keys begin with up to the next slash, where that was asked for.
  package var folders: [String] = []
}

/// Whether the server keeps what is removed or written over.
package struct BucketProtection: Sendable, Hashable {
  /// Older versions are kept; nil where the key may not ask.
  package let isVersioned: Bool?
  /// Objects can be kept from being removed until a day; nil where the key may not ask.
  package let offersLock: Bool?

  /// True where nothing but what the key may not do keeps the copies.
  package var isUnprotected: Bool { isVersioned == false && offersLock != true }
}

extension ObjectStore {
  private static let pagesMaximum = 10_000

  /// All objects below a prefix, a page at a time; with a delimiter one level only.
  package func list(
    _ prefix: String, isOneLevel: Bool = false, pageKeys: Int? = nil
  ) throws(ServerError) -> ObjectListing {
    var listing = ObjectListing()
    var token: String?
    for _ in 0..<Self.pagesMaximum {
      var request = ObjectRequest(.get, query: [("list-type", "2"), ("prefix", prefix)])
      if isOneLevel { request.query.append(("delimiter", "/")) }
      if let pageKeys { request.query.append(("max-keys", String(pageKeys))) }
      if let token { request.query.append(("continuation-token", token)) }
      let page = try node(send(request), "ListBucketResult")
      for entry in page.all("Contents") {
        guard let key = entry["Key"], let bytes = entry["Size"].flatMap({ Int($0) }), bytes >= 0,
          key.hasPrefix(prefix)
        else { throw .notUnderstood(host: host, detail: "Contents") }
        let etag = (entry["ETag"] ?? "").filter { $0 != "\"" }
        listing.objects.append(StoredObject(key: key, bytes: bytes, etag: etag, sha256: nil))
      }
      listing.folders += page.all("CommonPrefixes").compactMap { $0["Prefix"] }
      guard page["IsTruncated"] == "true" else { return listing }
      guard let next = page["NextContinuationToken"], next != token else { break }
      token = next
    }
    throw .notUnderstood(host: host, detail: "endless list")
  }

  /// What the bucket itself does against loss.
  package func protection() throws(ServerError) -> BucketProtection {
    let versioning = try asked("versioning", "VersioningConfiguration")
    let lock = try asked("object-lock", "ObjectLockConfiguration")
    return BucketProtection(
      isVersioned: versioning.map { $0?["Status"] == "Enabled" },
      offersLock: lock.map { $0?["ObjectLockEnabled"] == "Enabled" })
  }

  /// What a question about the bucket gave: nil for not permitted, nil in it for "no such thing".
  private func asked(_ what: String, _ name: String) throws(ServerError) -> XMLNode?? {
    var request = ObjectRequest(.get, query: [(what, "")])
    request.accepted = [403, 404, 405, 501]
    let answer = try send(request)
    switch answer.status {
    case 403: return .none
    case 404, 405, 501: return .some(nil)
    default:
      // OpenStack Swift does not know the question about locks and lists the bucket.
      let found = XMLNode.decode(answer.body)
      return .some(found?.name == name ? found : nil)
    }
  }
}
