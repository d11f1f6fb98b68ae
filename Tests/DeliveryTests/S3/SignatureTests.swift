import Crypto
import Foundation
import Records
import Testing

@testable import Delivery

/// The signature against AWS's published vectors and S3's documented examples.
@Suite struct SignatureTests {
  struct Vector: Decodable, CustomTestStringConvertible {
    let name: String
    let request: String
    let signsBody: Bool
    let canonicalRequest: String
    let stringToSign: String
    let signature: String
    let token: String?
    var testDescription: String { name }
  }

  private static let stamp = "20150830T123600Z"

  private static let vectors: [Vector] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../fixtures/sigv4/vectors.json")
    return try! JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
  }()

  @Test(arguments: vectors) func `every published vector is signed as published`(_ vector: Vector) {
    let signer = SignatureV4(
      keyID: "AKIDEXAMPLE", secret: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
      region: "us-east-1", service: "service")
    let parts = Self.parts(vector)
    #expect(SignatureV4.canonicalRequest(parts) == vector.canonicalRequest)
    #expect(signer.stringToSign(parts, stamp: Self.stamp) == vector.stringToSign)
    #expect(signer.signature(parts, stamp: Self.stamp) == vector.signature)
  }

  /// A request as its text has it, with the headers that signing adds.
  private static func parts(_ vector: Vector) -> SignedParts {
    let halves = vector.request.components(separatedBy: "\n\n")
    let lines = halves[0].split(separator: "\n").map(String.init)
    let target = lines[0].split(separator: " ").dropFirst().dropLast().joined(separator: " ")
    let ends = target.split(separator: "?", maxSplits: 1).map(String.init)
    let query = ends.dropFirst().joined().split(separator: "&").map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1).map { $0.removingPercentEncoding! }
      return (name: sides[0], value: sides.dropFirst().first ?? "")
    }
    let hash = Digest.hash(vector.signsBody ? halves.dropFirst().joined() : "")
    var headers = lines.dropFirst().map { line in
      let colon = line.firstIndex(of: ":")!
      return (name: String(line[..<colon]), value: String(line[line.index(after: colon)...]))
    }
    headers.append(("X-Amz-Date", stamp))
    if vector.signsBody { headers.append(("x-amz-content-sha256", hash)) }
    if let token = vector.token { headers.append(("X-Amz-Security-Token", token)) }
    return SignedParts(
      method: String(lines[0].prefix { $0 != " " }), path: ends[0], query: query,
      headers: headers, payloadSHA256: hash)
  }

  @Test func `the examples of S3's own documentation are signed as documented`() {
    let signer = SignatureV4(
      keyID: "AKIAIOSFODNN7EXAMPLE", secret: Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
      region: "us-east-1")
    func signature(
      _ method: String, _ path: String, query: [HTTPRequest.Header] = [],
      more: [HTTPRequest.Header] = [], body: String = ""
    ) -> String {
      let hash = Digest.hash(body)
      let headers: [HTTPRequest.Header] =
        [
          ("Host", "examplebucket.s3.amazonaws.com"), ("x-amz-content-sha256", hash),
          ("x-amz-date", "20130524T000000Z"),
        ] + more
      return signer.signature(
        SignedParts(
          method: method, path: path, query: query, headers: headers, payloadSHA256: hash),
        stamp: "20130524T000000Z")
    }
    #expect(
      signature("GET", "/test.txt", more: [("Range", "bytes=0-9")])
        == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
    #expect(
      signature(
        "PUT", "/test$file.text",
        more: [
          ("Date", "Fri, 24 May 2013 00:00:00 GMT"),
          ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
        ], body: "Welcome to Amazon S3.")
        == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
    #expect(
      signature("GET", "/", query: [("lifecycle", "")])
        == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
    #expect(
      signature("GET", "/", query: [("max-keys", "2"), ("prefix", "J")])
        == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
  }

  @Test(arguments: [
    ("https://s3.example.org", "s3.example.org"), ("HTTPS://S3.Example.org:443/", "s3.example.org"),
    ("http://127.0.0.1:8333", "127.0.0.1:8333"),
    ("https://[2001:db8::1]:9000", "[2001:db8::1]:9000"),
  ]) func `an endpoint is a scheme, a host and a port`(_ text: String, _ authority: String) {
    #expect(Endpoint(text)?.authority == authority)
  }

  @Test(arguments: [
    "s3.example.org", "ftp://s3.example.org", "https://", "https://a/b", "https://user@host",
    "https://host:0", "https://host:99999", "https://host:1x", "https://ho st", "https://host?x=1",
    "https://[::1", "https://h\u{0}ost",
  ]) func `what is no endpoint is none`(_ text: String) {
    #expect(Endpoint(text) == nil)
  }

  @Test func `only this PC may be spoken to without encryption`() {
    #expect(Endpoint("http://127.0.0.1:1")!.isProtected)
    #expect(Endpoint("http://[::1]:1")!.isProtected)
    #expect(!Endpoint("http://127.0.0.1.example.org")!.isProtected)
    #expect(!Endpoint("http://192.168.1.4")!.isProtected)
    #expect(Endpoint("https://192.168.1.4")!.isProtected)
  }
}

private enum Digest {
  static func hash(_ text: String) -> String {
    Hexadecimal.encode(SHA256.hash(data: Data(text.utf8)))
  }
}
