import Glibc

extension ServerError {
  /// What a refusing answer means; `bucket` is the one that was asked for.
  init(_ answer: HTTPAnswer, host: String, bucket: String, nowMilliseconds: UInt64) {
    let node = answer.body.isEmpty ? nil : XMLNode.decode(answer.body)
    let code = node?["Code"] ?? ""
    self =
      switch (answer.status, code) {
      case (_, "InvalidAccessKeyId"), (_, "SignatureDoesNotMatch"), (401, _):
        .wrongCredentials(host: host)
      case (_, "RequestTimeTooSkewed"), (_, "RequestExpired"):
        Self.skew(answer, nowMilliseconds: nowMilliseconds)
      case (_, "AuthorizationHeaderMalformed") where node?["Region"] != nil,
        (301, "PermanentRedirect") where node?["Region"] != nil:
        .wrongRegion(expected: node?["Region"] ?? "")
      case (_, "NoSuchBucket"): .noSuchBucket(bucket)
      case (507, _), (_, "QuotaExceeded"), (_, "InsufficientStorage"), (_, "XMinioStorageFull"),
        (_, "EntityTooLarge"), (413, _):
        .full(host: host, code: code)
      case (403, _): Self.forbidden(answer, host, code, nowMilliseconds)
      case (501, _): .refused(host: host, status: answer.status, code: code)
      case (408, _), (429, _), (500..., _), (_, "SlowDown"), (_, "RequestTimeout"),
        (_, "InternalError"), (_, "ServiceUnavailable"):
        .unavailable(host: host, status: answer.status, code: code)
      case (..<400, _): .notUnderstood(host: host, detail: "HTTP \(answer.status)")
      default: .refused(host: host, status: answer.status, code: code)
      }
  }

  private static let skewMaximumSeconds = 15 * 60

  /// A refusal without a reason, while the clocks differ by more than servers bear, is for that.
  private static func forbidden(
    _ answer: HTTPAnswer, _ host: String, _ code: String, _ now: UInt64
  ) -> ServerError {
    if let ahead = aheadSeconds(answer, now), abs(ahead) > skewMaximumSeconds {
      return .skewedClock(aheadSeconds: ahead)
    }
    return .forbidden(host: host, code: code)
  }

  private static func skew(_ answer: HTTPAnswer, nowMilliseconds: UInt64) -> ServerError {
    .skewedClock(aheadSeconds: aheadSeconds(answer, nowMilliseconds) ?? 0)
  }

  private static func aheadSeconds(_ answer: HTTPAnswer, _ now: UInt64) -> Int? {
    answer.headers["date"].flatMap(HTTPDate.seconds).map { Int(now / 1_000) - $0 }
  }
}

/// The time of a server's answer, "Fri, 24 May 2013 00:00:00 GMT".
enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Seconds since 1970; nil for any other form.
  static func seconds(_ text: String) -> Int? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let day = Int32(words[1]),
      let month = months.firstIndex(of: String(words[2])), let year = Int32(words[3])
    else { return nil }
    let time = words[4].split(separator: ":").compactMap { Int32($0) }
    guard time.count == 3, (1...31).contains(day), (1970...9999).contains(year) else { return nil }
    var parts = tm()
    parts.tm_year = year - 1900
    parts.tm_mon = Int32(month)
    parts.tm_mday = day
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (time[0], time[1], time[2])
    return timegm(&parts)
  }
}
