import Crypto
import Records

/// What is to be signed; path and query as they are meant, not yet encoded.
package struct SignedParts: Sendable {
  /// `GET`, `PUT` …
  package var method: String
  /// With a leading slash; encoded byte by byte, but for the slashes.
  package var path: String
  /// Names and values; the order does not matter.
  package var query: [HTTPRequest.Header]
  /// All headers that are signed, `Host` among them.
  package var headers: [HTTPRequest.Header]
  /// SHA-256 of the body, lower-case hexadecimal.
  package var payloadSHA256: String

  /// The parts as they are given.
  package init(
    method: String, path: String, query: [HTTPRequest.Header] = [],
    headers: [HTTPRequest.Header], payloadSHA256: String
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.payloadSHA256 = payloadSHA256
  }
}

/// AWS Signature Version 4 in headers, for one key, region and service; pure.
package struct SignatureV4: Sendable {
  private static let algorithm = "AWS4-HMAC-SHA256"
  private static let ending = "aws4_request"

  /// Which key signs.
  package var keyID: String
  /// Its secret half.
  package var secret: Secret
  /// As the server calls the place where it stands.
  package var region: String
  /// `s3` for object stores.
  package var service = "s3"

  /// A signer for one key.
  package init(keyID: String, secret: Secret, region: String, service: String = "s3") {
    self.keyID = keyID
    self.secret = secret
    self.region = region
    self.service = service
  }

  /// The value of `Authorization`; the parts must hold the header of that same `stamp`.
  package func authorization(_ parts: SignedParts, stamp: String) -> String {
    let names = Self.canonicalHeaders(parts.headers).map(\.name).joined(separator: ";")
    return "\(Self.algorithm) Credential=\(keyID)/\(scope(stamp)), SignedHeaders=\(names), "
      + "Signature=\(signature(parts, stamp: stamp))"
  }

  /// What is hashed of a request.
  package static func canonicalRequest(_ parts: SignedParts) -> String {
    let headers = canonicalHeaders(parts.headers)
    return [
      parts.method, encodedPath(parts.path), encodedQuery(parts.query),
      headers.map { "\($0.name):\($0.value)\n" }.joined(),
      headers.map(\.name).joined(separator: ";"), parts.payloadSHA256,
    ].joined(separator: "\n")
  }

  /// What the signature is made over.
  package func stringToSign(_ parts: SignedParts, stamp: String) -> String {
    let hash = SHA256.hash(data: Array(Self.canonicalRequest(parts).utf8))
    return [Self.algorithm, stamp, scope(stamp), Hexadecimal.encode(hash)]
      .joined(separator: "\n")
  }

  /// The signature alone, lower-case hexadecimal.
  package func signature(_ parts: SignedParts, stamp: String) -> String {
    var key = SymmetricKey(data: Array("AWS4\(secret.text)".utf8))
    for step in [String(stamp.prefix(8)), region, service, Self.ending] {
      key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(step.utf8), using: key))
    }
    let text = Array(stringToSign(parts, stamp: stamp).utf8)
    return Hexadecimal.encode(HMAC<SHA256>.authenticationCode(for: text, using: key))
  }

  private func scope(_ stamp: String) -> String {
    "\(stamp.prefix(8))/\(region)/\(service)/\(Self.ending)"
  }

  /// Lower-case names in order; the values of a name that stands twice are joined.
  private static func canonicalHeaders(_ headers: [HTTPRequest.Header]) -> [HTTPRequest.Header] {
    var values: [String: [String]] = [:]
    for header in headers {
      let words = header.value.split(whereSeparator: { $0 == " " || $0 == "\t" })
      values[header.name.lowercased(), default: []].append(words.joined(separator: " "))
    }
    return values.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
      .map { ($0.key, $0.value.joined(separator: ",")) }
  }

  /// A path as it is signed and sent; slashes and dots stay, for object names may hold them.
  package static func encodedPath(_ path: String) -> String {
    path.isEmpty ? "/" : encoded(path, keepingSlashes: true)
  }

  /// A query as it is signed and sent: encoded, then in order of its bytes.
  package static func encodedQuery(_ query: [HTTPRequest.Header]) -> String {
    // A zero byte between name and value sorts before all that may stand in a name.
    query.map { "\(encoded($0.name))\0\(encoded($0.value))" }
      .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
      .joined(separator: "&").replacing("\0", with: "=")
  }

  /// Everything but letters, digits and `-._~` as `%XX`.
  private static func encoded(_ text: String, keepingSlashes: Bool = false) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: bytes.append(byte)
      case 47 where keepingSlashes: bytes.append(byte)
      default: bytes += Array("%\(Hexadecimal.encode([byte]).uppercased())".utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
