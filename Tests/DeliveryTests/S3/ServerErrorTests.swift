import Testing

@testable import Delivery

/// What a refusing answer of a server means, in each store's way of saying it.
@Suite struct ServerErrorTests {
  private static let now: UInt64 = 1_772_323_200_000

  private static func error(
    _ status: Int, _ code: String?, more: String = "", headers: [String: String] = [:]
  ) -> ServerError {
    let body = code.map { "<Error><Code>\($0)</Code>\(more)</Error>" } ?? "no XML"
    let answer = HTTPAnswer(
      status: status, headers: headers, body: Array(body.utf8), writtenBytes: 0)
    return ServerError(answer, host: "h", bucket: "b", nowMilliseconds: now)
  }

  @Test func `keys, rights and buckets`() {
    #expect(Self.error(403, "InvalidAccessKeyId") == .wrongCredentials(host: "h"))
    #expect(Self.error(403, "SignatureDoesNotMatch") == .wrongCredentials(host: "h"))
    #expect(Self.error(401, nil) == .wrongCredentials(host: "h"))
    #expect(Self.error(403, "AccessDenied") == .forbidden(host: "h", code: "AccessDenied"))
    #expect(Self.error(403, nil) == .forbidden(host: "h", code: ""))
    #expect(Self.error(404, "NoSuchBucket") == .noSuchBucket("b"))
    #expect(
      Self.error(400, "AuthorizationHeaderMalformed", more: "<Region>eu</Region>")
        == .wrongRegion(expected: "eu"))
  }

  @Test(arguments: [
    (507, nil), (507, "x"), (403, "QuotaExceeded"), (400, "EntityTooLarge"), (413, nil),
    (507, "XMinioStorageFull"),
  ]) func `full, in each store's words`(_ status: Int, _ code: String?) {
    #expect(Self.error(status, code) == .full(host: "h", code: code ?? ""))
  }

  @Test func `what passes by itself is tried again, and nothing else`() {
    for (status, code) in [
      (500, "InternalError"), (200, "InternalError"), (200, "ServiceUnavailable"),
      (503, "SlowDown"), (429, ""), (408, ""),
    ] {
      let error = Self.error(status, code)
      #expect(error == .unavailable(host: "h", status: status, code: code))
      #expect(error.isPassing)
    }
    for (status, code) in [(501, "NotImplemented"), (400, "InvalidRequest"), (404, "NoSuchKey")] {
      let error = Self.error(status, code)
      #expect(error == .refused(host: "h", status: status, code: code))
      #expect(!error.isPassing)
    }
    #expect(Self.error(302, nil) == .notUnderstood(host: "h", detail: "HTTP 302"))
  }

  @Test func `a clock that differs is named, also where the server only forbids`() {
    let date = ["date": "Sat, 28 Feb 2026 22:00:00 GMT"]
    #expect(
      Self.error(403, "RequestTimeTooSkewed", headers: date) == .skewedClock(aheadSeconds: 7_200))
    #expect(Self.error(403, "AccessDenied", headers: date) == .skewedClock(aheadSeconds: 7_200))
    let near = ["date": "Sun, 01 Mar 2026 00:05:00 GMT"]
    #expect(
      Self.error(403, "AccessDenied", headers: near) == .forbidden(host: "h", code: "AccessDenied"))
  }

  @Test func `dates of HTTP`() {
    #expect(HTTPDate.seconds("Fri, 24 May 2013 00:00:00 GMT") == 1_369_353_600)
    for text in [
      "", "Fri, 24 May 2013", "Fri, 24 Mai 2013 00:00:00 GMT", "Fri, 24 May 2013 0:0 GMT",
    ] {
      #expect(HTTPDate.seconds(text) == nil)
    }
  }
}
