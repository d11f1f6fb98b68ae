@testable import SyncEngine

private let host = "s3.example.be"

extension ServerLineProblem: Exemplary {
  static let first = ServerLineProblem.nameNotFound(host: host)

  var next: ServerLineProblem? {
    switch self {
    case .nameNotFound: .refusedConnection(host: host)
    case .refusedConnection: .unreachable(host: host, errno: 101)
    case .unreachable: .silent(host: host)
    case .silent: .untrusted(host: host, detail: "self-signed certificate")
    case .untrusted: .noEncryption(host: host, detail: "no cipher")
    case .noEncryption: .trustFile(path: "/home/luc/ca.pem")
    case .trustFile: .cut(host: host)
    case .cut: nil
    }
  }
}

extension ServerProblem: Exemplary {
  static let first = ServerProblem.wrongCredentials(host: host)

  var next: ServerProblem? {
    switch self {
    case .wrongCredentials: .forbidden(host: host, code: "AccessDenied")
    case .forbidden: .noSuchBucket("farms")
    case .noSuchBucket: .skewedClock(aheadSeconds: 7_200)
    case .skewedClock: .full(host: host, code: "QuotaExceeded")
    case .full: .unavailable(host: host, status: 503, code: "SlowDown")
    case .unavailable: .refused(host: host, status: 400, code: "InvalidRequest")
    case .refused: .notUnderstood(host: host, detail: "HTTP 302")
    case .notUnderstood: .wrongRegion(expected: "eu-west-1")
    case .wrongRegion: .unusableAddress("http://s3.example.be")
    case .unusableAddress: .unusableAccount(field: "bucket")
    case .unusableAccount: nil
    }
  }

  static let more: [ServerProblem] = [.skewedClock(aheadSeconds: -86_400)]
}

extension SentCopyProblem: Exemplary {
  static let first = SentCopyProblem.otherContent(file: "000012.json")

  var next: SentCopyProblem? {
    switch self {
    case .otherContent: .notSealed(file: "000012-full.sqlite.zst")
    case .notSealed: .localFile(file: "000019-delta.zst.age")
    case .localFile: .missing(file: "000012-pages.idx.age")
    case .missing: .damaged(file: "000013-delta.zst.age")
    case .damaged: .nothingThere
    case .nothingThere: .noSuchCopy(7)
    case .noSuchCopy: .versionTooOld("2018.10")
    case .versionTooOld: .versionUnknown("7.3")
    case .versionUnknown: .state(path: "/var/lib/pocket-sync", errno: 13)
    case .state: nil
    }
  }
}
