import Foundation
import PocketProtocol
import Records
import Testing

private let vectors = protocolFolder.appendingPathComponent("vectors")

private func bytes(_ name: String) throws -> [UInt8] {
  let text = try String(contentsOf: vectors.appendingPathComponent("\(name).hex"), encoding: .utf8)
  return try #require(Hexadecimal.decode(text.filter { !$0.isWhitespace }))
}

@Suite struct VectorTests {
  private let toPocket: [String: ToPocket] = [
    "01-hello": .hello(Sample.hello), "03-welcome": .welcome(Sample.welcome),
    "06-merged": .merged(Sample.merged),
    "07-down-batch": .downBatch(DownBatch(rows: Sample.rows, cursor: Sample.cursor)),
    "08-down-end": .downEnd(DownEnd(cursor: Sample.cursor, rows: 3)),
    "11-refusal": .refusal(Refusal(code: .busy, detail: "session 7")),
    "13-probe": .probe(Probe(number: 7, paddingBytes: 4, answerBytes: 65_536)),
  ]
  private let toPC: [String: ToPC] = [
    "02-introduction": .introduction(Sample.introduction), "04-up-batch": .upBatch(Sample.changes),
    "05-up-end": .upEnd(Sample.introduction.last), "09-down-applied": .downApplied(Sample.cursor),
    "10-lost-batch": .lostBatch(Sample.lost), "12-farewell": .farewell(note: "à bientôt"),
    "14-probed": .probed(
      Probed(number: 7, paddingBytes: 3, framesSent: 300, framesResent: 4, framesDoubled: 2)),
  ]

  @Test func `what protoc encoded means what the text beside it says, and we encode the same`()
    throws
  {
    for (name, message) in toPocket {
      #expect(try ToPocket(decoding: bytes(name)) == message, "\(name)")
      #expect(try message.encoded() == bytes(name), "\(name)")
    }
    for (name, message) in toPC {
      #expect(try ToPC(decoding: bytes(name)) == message, "\(name)")
      #expect(try message.encoded() == bytes(name), "\(name)")
    }
  }

  @Test func `every good vector has a test and every bad one is refused as it says`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: vectors.path)
      .filter { $0.hasSuffix(".txtpb") }.map { String($0.dropLast(6)) }
    #expect(names.count >= 18)
    for name in names where !name.hasPrefix("bad-") {
      #expect(toPocket[name] != nil || toPC[name] != nil, "\(name)")
    }
    for name in names where name.hasPrefix("bad-") {
      let file = vectors.appendingPathComponent("\(name).txtpb")
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      let wanted = lines[1].dropFirst("# refused: ".count).split(separator: " ", maxSplits: 1)
      let bytes = try bytes(name)
      do throws(ProtocolFault) {
        if lines[0] == "# pocket.v1.ToPC" {
          _ = try ToPC(decoding: bytes)
        } else {
          _ = try ToPocket(decoding: bytes)
        }
        Issue.record("\(name) was taken")
      } catch {
        #expect(String(error.code.rawValue) == wanted[0], "\(name)")
        #expect(error.detail == wanted[1], "\(name)")
      }
    }
  }
}
