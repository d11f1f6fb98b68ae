/// A part of an upload as the server has it.
package struct StoredPart: Sendable, Hashable {
  /// From 1.
  package let number: Int
  /// Its length.
  package let bytes: Int
  /// The server's mark, without its quotes; the MD5 of the part.
  package let etag: String
}

/// An upload that was begun and neither finished nor given up.
package struct OpenUpload: Sendable, Hashable {
  /// The key that it is for.
  package let key: String
  /// The server's name for it.
  package let id: String
}

extension ObjectStore {
  private static let pagesMaximum = 1_000
  /// Joining thousands of parts takes servers minutes.
  private static let joiningSeconds = 600

  /// Begins an upload in parts.
  package func beginUpload(_ key: String, head: ObjectHead) throws(ServerError) -> String {
    var request = ObjectRequest(.post, key: key, query: [("uploads", "")])
    request.headers =
      [
        ("Content-Type", "application/octet-stream"), (ObjectHead.sha256Header, head.sha256),
      ] + head.lock
    let answer = try node(send(request), "InitiateMultipartUploadResult")
    guard let id = answer["UploadId"], !id.isEmpty else {
      throw .notUnderstood(host: host, detail: "no UploadId")
    }
    return id
  }

  /// Sends one part; its mark.
  package func putPart(
    _ key: String, upload: String, number: Int, _ body: HTTPRequest.Body, sha256: String
  ) throws(ServerError) -> String {
    var request = ObjectRequest(
      .put, key: key, query: [("partNumber", String(number)), ("uploadId", upload)])
    request.body = body
    request.bodySHA256 = sha256
    return Self.etag(try send(request))
  }

  /// The parts that are there; nil where the server does not know the upload any more.
  package func parts(_ key: String, upload: String) throws(ServerError) -> [StoredPart]? {
    var parts: [StoredPart] = []
    var marker: String?
    for _ in 0..<Self.pagesMaximum {
      var request = ObjectRequest(.get, key: key, query: [("uploadId", upload)])
      if let marker { request.query.append(("part-number-marker", marker)) }
      request.accepted = [404]
      let answer = try send(request)
      guard answer.isSuccess else { return nil }
      let page = try node(answer, "ListPartsResult")
      for entry in page.all("Part") {
        guard let number = entry["PartNumber"].flatMap({ Int($0) }),
          let bytes = entry["Size"].flatMap({ Int($0) }), let etag = entry["ETag"]
        else { throw .notUnderstood(host: host, detail: "Part") }
        parts.append(StoredPart(number: number, bytes: bytes, etag: etag.filter { $0 != "\"" }))
      }
      guard page["IsTruncated"] == "true" else { return parts }
      guard let next = page["NextPartNumberMarker"], next != marker else { break }
      marker = next
    }
    throw .notUnderstood(host: host, detail: "endless list")
  }

  /// Joins the parts; the mark of the whole, or nil where the key was taken meanwhile.
  package func completeUpload(
    _ key: String, upload: String, parts: [StoredPart]
  ) throws(ServerError) -> String? {
    if try isTaken(key) { return nil }
    var text = "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
    for part in parts {
      text += "<Part><PartNumber>\(part.number)</PartNumber><ETag>\"\(part.etag)\"</ETag></Part>"
    }
    text += "</CompleteMultipartUpload>"
    var request = ObjectRequest(.post, key: key, query: [("uploadId", upload)])
    request.setBody(Array(text.utf8))
    request.headers = [("Content-Type", "application/xml"), ("If-None-Match", "*")]
    request.silenceSeconds = Self.joiningSeconds
    request.accepted = [409, 412]
    let answer: HTTPAnswer
    do throws(ServerError) {
      answer = try send(request)
    } catch .refused(_, 501, _) {
      request.headers.removeLast()
      answer = try send(request)
    }
    guard answer.isSuccess else { return nil }
    let result = try node(answer, "CompleteMultipartUploadResult")
    return (result["ETag"] ?? "").filter { $0 != "\"" }
  }

  /// Gives an upload up; unknown is well too.
  package func abortUpload(_ key: String, upload: String) throws(ServerError) {
    var request = ObjectRequest(.delete, key: key, query: [("uploadId", upload)])
    request.accepted = [404]
    _ = try send(request)
  }

  /// Uploads that were begun below a prefix.
  package func openUploads(_ prefix: String) throws(ServerError) -> [OpenUpload] {
    var uploads: [OpenUpload] = []
    var marker: [HTTPRequest.Header] = []
    for _ in 0..<Self.pagesMaximum {
      let request = ObjectRequest(
        .get, query: [("uploads", ""), ("prefix", prefix)] + marker)
      let page = try node(send(request), "ListMultipartUploadsResult")
      for entry in page.all("Upload") {
        guard let key = entry["Key"], let id = entry["UploadId"] else {
          throw .notUnderstood(host: host, detail: "Upload")
        }
        if key.hasPrefix(prefix) { uploads.append(OpenUpload(key: key, id: id)) }
      }
      guard page["IsTruncated"] == "true", let key = page["NextKeyMarker"],
        let id = page["NextUploadIdMarker"]
      else { return uploads }
      marker = [("key-marker", key), ("upload-id-marker", id)]
    }
    throw .notUnderstood(host: host, detail: "endless list")
  }
}
