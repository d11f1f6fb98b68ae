import CCurl
import Glibc

/// Why a transfer gave no answer; facts only.
package enum TransferFault: Error, Sendable, Hashable {
  /// Whoever waited asked for the end.
  case interrupted
  /// The name of the other end is not known, or no name server answers.
  case nameNotFound
  /// Nobody listens there.
  case refused
  /// The network gives no way to it; the error number of the system.
  case unreachable(errno: Int32)
  /// It did not answer in time, or less came through than is worth waiting for.
  case silent
  /// The certificate is not one that we trust; what the library says of it.
  case untrusted(detail: String)
  /// No encrypted line came about; what the library says.
  case noEncryption(detail: String)
  /// The file with the trusted certificates cannot be used.
  case trustFile(path: String)
  /// The line broke in the middle.
  case cut(detail: String)
  /// The answer is longer than it may be.
  case tooLong(limitBytes: Int)
  /// A local file could not be read or written.
  case file(errno: Int32)
  /// Name and password were refused.
  case loginDenied
  /// Anything else; the library's number and what it says.
  case other(code: Int, detail: String)

  init(_ code: CURLcode, systemError: Int32, detail: String, trustFile: String?) {
    self =
      switch code {
      case CURLE_ABORTED_BY_CALLBACK: .interrupted
      case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameNotFound
      case CURLE_COULDNT_CONNECT: Self.connecting(systemError)
      case CURLE_OPERATION_TIMEDOUT: .silent
      case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR: .untrusted(detail: detail)
      case CURLE_SSL_CACERT_BADFILE: .trustFile(path: trustFile ?? "")
      case CURLE_SSL_CONNECT_ERROR, CURLE_USE_SSL_FAILED, CURLE_SSL_CIPHER:
        .noEncryption(detail: detail)
      case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING,
        CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND:
        .cut(detail: detail)
      case CURLE_LOGIN_DENIED: .loginDenied
      default: .other(code: Int(code.rawValue), detail: detail)
      }
  }

  private static func connecting(_ systemError: Int32) -> Self {
    switch systemError {
    case ECONNREFUSED: .refused
    case ETIMEDOUT: .silent
    default: .unreachable(errno: systemError)
    }
  }
}
