/// Why nothing went to the server, came from it, or what came was not right; facts only.
package enum ServerError: Error, Sendable, Hashable {
  /// The server does not know the key, or the secret is not its own.
  case wrongCredentials(host: String)
  /// The key is right and may not do this.
  case forbidden(host: String, code: String)
  /// The account's bucket is not there.
  case noSuchBucket(String)
  /// The clocks of this PC and of the server differ; how far this PC is ahead.
  case skewedClock(aheadSeconds: Int)
  /// The server has no room left for this farm.
  case full(host: String, code: String)
  /// The server has another file of this name; nothing is ever written over.
  case otherContent(file: String)
  /// The server cannot do it just now; its status and its code.
  case unavailable(host: String, status: Int, code: String)
  /// No answer in time.
  case silent(host: String)
  /// The server's name is not known, or there is no network.
  case nameNotFound(host: String)
  /// Nobody listens at the server's address.
  case refusedConnection(host: String)
  /// The network gives no way to the server.
  case unreachable(host: String, errno: Int32)
  /// The server's certificate is not trusted.
  case untrusted(host: String, detail: String)
  /// No encrypted line came about.
  case noEncryption(host: String, detail: String)
  /// The line broke in the middle.
  case cut(host: String)
  /// The file with the trusted certificates cannot be used.
  case trustFile(path: String)
  /// The server answered what no object store answers.
  case notUnderstood(host: String, detail: String)
  /// The server refused for another reason; its status and its code.
  case refused(host: String, status: Int, code: String)
  /// The account's region is not the server's.
  case wrongRegion(expected: String)
  /// The address is none, or would be spoken to without encryption.
  case unusableAddress(String)
  /// A part of the account cannot be used; its name.
  case unusableAccount(field: String)
  /// The files are not sealed; nothing leaves the farm in plain.
  case notSealed(file: String)
  /// A file that is to be sent is not the one that the copy names, or not there.
  case localFile(file: String)
  /// A file that a copy on the server needs is not there.
  case missing(file: String)
  /// What the server gives back is not what was sent.
  case damaged(file: String)
  /// There is no copy on the server.
  case nothingThere
  /// The copy of this number is not on the server.
  case noSuchGeneration(Int)
  /// The farm program is older than the server's service takes.
  case versionTooOld(String)
  /// Which version the farm program has is not known.
  case versionUnknown(String)
  /// The folder that remembers what was sent cannot be used.
  case state(path: String, errno: Int32)
  /// Whoever waits asked for the end; what was sent stays and is not sent again.
  case interrupted

  /// True where it is these files that are refused, and others may go.
  package var isOfFiles: Bool {
    switch self {
    case .otherContent, .damaged, .notSealed, .localFile, .missing: true
    default: false
    }
  }

  /// True where the place on the server is not what it was taken for.
  package var isOfPlace: Bool {
    switch self {
    case .otherContent, .damaged, .missing: true
    default: false
    }
  }

  /// True where the same files may be taken at another time without anybody's doing.
  package var isWorthRetrying: Bool {
    switch self {
    case .unavailable, .silent, .nameNotFound, .refusedConnection, .unreachable, .noEncryption,
      .cut, .interrupted, .skewedClock, .full, .untrusted:
      true
    case .wrongCredentials, .forbidden, .noSuchBucket, .otherContent, .damaged, .trustFile,
      .notUnderstood, .refused, .wrongRegion, .unusableAddress, .unusableAccount, .notSealed,
      .localFile, .missing, .nothingThere, .noSuchGeneration, .versionTooOld, .versionUnknown,
      .state:
      false
    }
  }
}
