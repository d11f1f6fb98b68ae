import Crypto
import Foundation
import Testing

@testable import Age

@Suite(
  .enabled(
    if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"),
    "python3 is not installed: nobody inflates the vectors"))
struct VectorTests {
  @Test func `the test kit is whole`() {
    #expect(Vector.all.count == 143)
    #expect(Vector.all.count(where: \.isOfOtherKind) == 19)
  }

  @Test(arguments: Vector.all) func `what is expected of a vector comes true`(
    vector: Vector
  ) throws {
    let (outcome, plain) = try open(vector, pieceBytes: .max)
    try judge(vector, outcome, plain)
  }

  @Test(arguments: Vector.all.filter { !$0.isCompressed })
  func `byte by byte a vector comes to the same`(vector: Vector) throws {
    guard vector.all("passphrase").isEmpty || vector.expectation == "success" else { return }
    let (outcome, plain) = try open(vector, pieceBytes: 1)
    try judge(vector, outcome, plain)
  }

  private func judge(_ vector: Vector, _ outcome: String, _ plain: [UInt8]) throws {
    if vector.isOfOtherKind {
      #expect(["no match", "header failure", "armor failure"].contains(outcome))
      #expect(plain.isEmpty)
      return
    }
    #expect(outcome == vector.expectation)
    guard let hash = vector.payloadHash else { return #expect(plain.isEmpty) }
    let found = SHA256.hash(data: plain).map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }
    #expect(found.joined() == hash)
  }

  /// The outcome in the test kit's words, and all that came out before it.
  private func open(_ vector: Vector, pieceBytes: Int) throws -> (String, [UInt8]) {
    var plain: [UInt8] = []
    do throws(AgeError) {
      var file = try! vector.file()
      if vector.isArmored { file = try Armor.decode(file) }
      var opener = Opener(keys: try! vector.keys())
      var start = 0
      while start < file.count {
        let end = start + min(pieceBytes, file.count - start)
        try opener.take(file[start..<end], into: &plain)
        start = end
      }
      try opener.finish(into: &plain)
      return ("success", plain)
    } catch {
      return (Self.word(for: error), plain)
    }
  }

  private static func word(for error: AgeError) -> String {
    switch error {
    case .header, .workFactorOverLimit: "header failure"
    case .noMatch: "no match"
    case .wrongHeaderMAC: "HMAC failure"
    case .payload: "payload failure"
    case .armor: "armor failure"
    case .malformedKey, .emptyPassphrase, .passphraseNotDerived: "\(error)"
    }
  }
}
