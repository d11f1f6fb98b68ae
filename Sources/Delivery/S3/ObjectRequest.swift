import Crypto
import Records

/// One operation on an object or its bucket, before it is addressed and signed.
struct ObjectRequest {
  var method: HTTPRequest.Method
  /// Empty for the bucket itself.
  var key = ""
  var query: [HTTPRequest.Header] = []
  var headers: [HTTPRequest.Header] = []
  var body = HTTPRequest.Body.none
  /// SHA-256 of the body.
  var bodySHA256 = Self.emptySHA256
  var place = HTTPRequest.Place.memory(limitBytes: HTTPRequest.answerBytesMaximum)
  /// For how long the server may think without a word.
  var silenceSeconds: Int?
  /// Statuses that are an answer and no error.
  var accepted: Set<Int> = []

  private static let emptySHA256 = Hexadecimal.encode(SHA256.hash(data: [UInt8]()))

  init(_ method: HTTPRequest.Method, key: String = "", query: [HTTPRequest.Header] = []) {
    self.method = method
    self.key = key
    self.query = query
  }

  /// Takes bytes as the body.
  mutating func setBody(_ bytes: [UInt8]) {
    body = .bytes(bytes)
    bodySHA256 = Hexadecimal.encode(SHA256.hash(data: bytes))
  }

  /// The request as it is sent at a moment, signed.
  func signed(
    for account: ServerAccount, at endpoint: Endpoint, stamp: String
  ) -> HTTPRequest {
    let isPath = account.addressing == .path
    let host = isPath ? endpoint.authority : "\(account.bucket).\(endpoint.authority)"
    let path = (isPath ? "/\(account.bucket)" : "") + (key.isEmpty && isPath ? "" : "/\(key)")
    let own: [HTTPRequest.Header] = [
      ("Host", host), ("x-amz-content-sha256", bodySHA256), ("x-amz-date", stamp),
    ]
    let parts = SignedParts(
      method: method.rawValue, path: path, query: query, headers: own + headers,
      payloadSHA256: bodySHA256)
    let signer = SignatureV4(
      keyID: account.keyID, secret: account.secret, region: account.region)
    let encodedQuery = SignatureV4.encodedQuery(query)
    return HTTPRequest(
      method,
      url: "\(endpoint.scheme)://\(host)\(SignatureV4.encodedPath(path))"
        + (encodedQuery.isEmpty ? "" : "?\(encodedQuery)"),
      headers: own.dropFirst() + headers + [
        ("Authorization", signer.authorization(parts, stamp: stamp))
      ],
      body: body, place: place, isLocal: endpoint.isLocal)
  }
}
