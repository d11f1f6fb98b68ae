import Crypto
import Foundation
import Testing

@testable import SecureChannel

/// One entry of a published vector file; all bytes in hexadecimal.
struct NoiseVector: Decodable, CustomTestStringConvertible {
  struct Message: Decodable {
    let payload: String
    let ciphertext: String
  }

  let protocol_name: String
  let init_prologue: String
  let init_static: String
  let init_ephemeral: String
  let resp_static: String
  let resp_ephemeral: String
  let init_psks: [String]?
  let handshake_hash: String?
  let messages: [Message]

  var testDescription: String { protocol_name }

  static let all: [NoiseVector] = ["cacophony.json", "snow.json"].flatMap(read)

  private static func read(_ name: String) -> [NoiseVector] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../fixtures/noise/\(name)")
    struct File: Decodable { let vectors: [NoiseVector] }
    guard let data = try? Data(contentsOf: file),
      let content = try? JSONDecoder().decode(File.self, from: data)
    else { fatalError("no vectors in \(file.path)") }
    return content.vectors
  }

  var pattern: NoisePattern {
    guard let psk = init_psks?.first else { return .xx }
    return .xxpsk3(SymmetricKey(data: bytes(psk)))
  }

  func initiator() throws -> NoiseInitiator {
    NoiseInitiator(
      pattern: pattern, prologue: bytes(init_prologue), own: try key(init_static),
      ephemeral: try key(init_ephemeral))
  }

  func responder() throws -> NoiseResponder {
    NoiseResponder(
      pattern: pattern, prologue: bytes(init_prologue), own: try key(resp_static),
      ephemeral: try key(resp_ephemeral))
  }

  private func key(_ text: String) throws -> StaticKey { try StaticKey(secret: bytes(text)) }
}

/// The bytes of hexadecimal digits.
func bytes(_ text: String) -> [UInt8] {
  let digits = text.utf8.map { UInt8(ascii: "a") <= $0 ? $0 - 87 : $0 - 48 }
  return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
