import Backup
import Foundation
import Records

/// An object as a listing or a look at its head tells of it.
package struct StoredObject: Sendable, Hashable {
  /// The whole key.
  package let key: String
  /// Its length.
  package let bytes: Int
  /// The server's own mark, without its quotes; often the MD5 of the content.
  package let etag: String
  /// The SHA-256 that it was sent with; nil in listings and for what others sent.
  package let sha256: String?
}

/// What an object is sent with.
package struct ObjectHead: Sendable {
  /// The SHA-256 of the content, lower-case hexadecimal.
  package let sha256: String
  /// Until when the server is asked to keep it from being removed; nil for not at all.
  package let lockedUntilMilliseconds: UInt64?

  /// A head as its facts are given.
  package init(sha256: String, lockedUntilMilliseconds: UInt64?) {
    self.sha256 = sha256
    self.lockedUntilMilliseconds = lockedUntilMilliseconds
  }

  static let sha256Header = "x-amz-meta-sha256"

  /// The headers of a lock.
  var lock: [HTTPRequest.Header] {
    guard let until = lockedUntilMilliseconds else { return [] }
    return [
      ("x-amz-object-lock-mode", "GOVERNANCE"),
      ("x-amz-object-lock-retain-until-date", UTCText.text(milliseconds: until)),
    ]
  }
}

extension ObjectStore {
  /// Sends a whole object; its mark, or nil where the key is taken: nothing is written over.
  package func put(
    _ key: String, _ body: HTTPRequest.Body, head: ObjectHead
  ) throws(ServerError) -> String? {
    // OpenStack Swift takes the condition for granted and writes over; so look first.
    if try isTaken(key) { return nil }
    var request = ObjectRequest(.put, key: key)
    request.body = body
    request.bodySHA256 = head.sha256
    request.accepted = [409, 412]
    let checksum = Data(Hexadecimal.decode(head.sha256) ?? []).base64EncodedString()
    request.headers =
      [
        ("If-None-Match", "*"), ("Content-Type", "application/octet-stream"),
        ("x-amz-checksum-sha256", checksum), (ObjectHead.sha256Header, head.sha256),
      ] + head.lock
    let answer: HTTPAnswer
    do throws(ServerError) {
      answer = try send(request)
    } catch .refused(_, 501, _) {
      // No conditional writes here: the look before must do.
      request.headers.removeFirst()
      answer = try send(request)
    }
    return answer.isSuccess ? Self.etag(answer) : nil
  }

  /// True where something is known to be there.
  ///
  /// Amazon answers "forbidden" for what is not there, to keys that may list below a prefix only.
  func isTaken(_ key: String) throws(ServerError) -> Bool {
    var request = ObjectRequest(.head, key: key)
    request.accepted = [403, 404]
    return try send(request).isSuccess
  }

  /// Makes the account's bucket, as whoever runs the server does once; there already is well too.
  package func makeBucket(keepsLocks: Bool = false) throws(ServerError) {
    var request = ObjectRequest(.put)
    if keepsLocks { request.headers = [("x-amz-bucket-object-lock-enabled", "true")] }
    request.accepted = [409]
    _ = try send(request)
  }

  /// What the server knows of an object; nil where there is none.
  package func head(_ key: String) throws(ServerError) -> StoredObject? {
    var request = ObjectRequest(.head, key: key)
    request.accepted = [404]
    let answer = try send(request)
    guard answer.isSuccess else { return nil }
    guard let bytes = answer.headers["content-length"].flatMap({ Int($0) }) else {
      throw .notUnderstood(host: host, detail: "no Content-Length")
    }
    return StoredObject(
      key: key, bytes: bytes, etag: Self.etag(answer),
      sha256: answer.headers[ObjectHead.sha256Header])
  }

  /// A short object whole; nil where there is none.
  package func bytes(_ key: String, limitBytes: Int) throws(ServerError) -> [UInt8]? {
    var request = ObjectRequest(.get, key: key)
    request.place = .memory(limitBytes: limitBytes)
    request.accepted = [404]
    let answer = try send(request)
    return answer.isSuccess ? answer.body : nil
  }

  /// Writes a range of an object into a file, at the same place; how many bytes came.
  package func read(
    _ key: String, range: Range<Int>, into descriptor: Int32
  ) throws(ServerError) -> Int {
    var request = ObjectRequest(.get, key: key)
    request.headers = [("Range", "bytes=\(range.lowerBound)-\(range.upperBound - 1)")]
    request.place = .file(
      descriptor: descriptor, offset: range.lowerBound, limitBytes: range.count)
    let answer = try send(request)
    // A server that gives the whole in place of a later range must not be believed.
    guard answer.status == 206 || range.lowerBound == 0 else {
      throw .notUnderstood(host: host, detail: "no range")
    }
    return answer.writtenBytes
  }

  /// Removes an object, or the mark of a version that hides it; nothing there is well too.
  package func delete(_ key: String) throws(ServerError) {
    var request = ObjectRequest(.delete, key: key)
    request.accepted = [404]
    _ = try send(request)
  }

  static func etag(_ answer: HTTPAnswer) -> String {
    (answer.headers["etag"] ?? "").filter { $0 != "\"" }
  }
}
