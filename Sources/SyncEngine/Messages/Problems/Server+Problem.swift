package import Delivery

extension ServerError {
  /// What a person is told.
  package var problem: Problem {
    switch self {
    case .nameNotFound(let host): .serverLine(.nameNotFound(host: host))
    case .refusedConnection(let host): .serverLine(.refusedConnection(host: host))
    case .unreachable(let host, let errno): .serverLine(.unreachable(host: host, errno: errno))
    case .silent(let host): .serverLine(.silent(host: host))
    case .untrusted(let host, let detail): .serverLine(.untrusted(host: host, detail: detail))
    case .noEncryption(let host, let detail):
      .serverLine(.noEncryption(host: host, detail: detail))
    case .trustFile(let path): .serverLine(.trustFile(path: path))
    case .cut(let host): .serverLine(.cut(host: host))
    case .wrongCredentials(let host): .server(.wrongCredentials(host: host))
    case .forbidden(let host, let code): .server(.forbidden(host: host, code: code))
    case .noSuchBucket(let bucket): .server(.noSuchBucket(bucket))
    case .skewedClock(let ahead): .server(.skewedClock(aheadSeconds: ahead))
    case .full(let host, let code): .server(.full(host: host, code: code))
    case .unavailable(let host, let status, let code):
      .server(.unavailable(host: host, status: status, code: code))
    case .refused(let host, let status, let code):
      .server(.refused(host: host, status: status, code: code))
    case .notUnderstood(let host, let detail):
      .server(.notUnderstood(host: host, detail: detail))
    case .wrongRegion(let expected): .server(.wrongRegion(expected: expected))
    case .unusableAddress(let text): .server(.unusableAddress(text))
    case .unusableAccount(let field): .server(.unusableAccount(field: field))
    case .otherContent(let file): .sentCopy(.otherContent(file: file))
    case .notSealed(let file): .sentCopy(.notSealed(file: file))
    case .localFile(let file): .sentCopy(.localFile(file: file))
    case .missing(let file): .sentCopy(.missing(file: file))
    case .damaged(let file): .sentCopy(.damaged(file: file))
    case .nothingThere: .sentCopy(.nothingThere)
    case .noSuchGeneration(let number): .sentCopy(.noSuchCopy(number))
    case .versionTooOld(let version): .sentCopy(.versionTooOld(version))
    case .versionUnknown(let version): .sentCopy(.versionUnknown(version))
    case .state(let path, let errno): .sentCopy(.state(path: path, errno: errno))
    case .interrupted: .interrupted
    }
  }
}
