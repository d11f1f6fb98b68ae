extension ServerError {
  /// What a line to this host gave up with.
  init(_ fault: TransferFault, host: String) {
    self =
      switch fault {
      case .interrupted: .interrupted
      case .nameNotFound: .nameNotFound(host: host)
      case .refused: .refusedConnection(host: host)
      case .unreachable(let errno): .unreachable(host: host, errno: errno)
      case .silent: .silent(host: host)
      case .untrusted(let detail): .untrusted(host: host, detail: detail)
      case .noEncryption(let detail): .noEncryption(host: host, detail: detail)
      case .trustFile(let path): .trustFile(path: path)
      case .cut: .cut(host: host)
      case .tooLong(let limit): .notUnderstood(host: host, detail: "> \(limit) B")
      case .file(let errno): .state(path: "", errno: errno)
      case .loginDenied: .wrongCredentials(host: host)
      case .other(let code, let detail):
        .notUnderstood(host: host, detail: "curl \(code): \(detail)")
      }
  }

  /// True for what may go by itself: it is worth trying again at once.
  var isPassing: Bool {
    switch self {
    case .unavailable, .silent, .refusedConnection, .cut: true
    default: false
    }
  }
}
