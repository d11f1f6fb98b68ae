import Crypto
import Foundation
import TestSupport
import Testing

@testable import Delivery

/// One transfer: what is sent arrives, what is answered is limited, and every failure has a name.
@Suite struct HTTPLineTests {
  private static let hasPython = FileManager.default.fileExists(atPath: "/usr/bin/python3")

  @Test(.enabled(if: hasPython)) func `a range of a file arrives as it is`() throws {
    let scratch = try Scratch()
    let server = try EchoServer(in: scratch.url)
    let file = try FileHandle(forReadingFrom: URL(filePath: scratch.file("body", bytes: 3 << 20)))
    let content = try file.readToEnd()!
    let range = 1_000_003..<2_500_000
    let line = HTTPLine()
    for _ in 0..<2 {
      let answer = try line.answer(
        to: HTTPRequest(
          .put, url: server.url + "/a/../b?x=1", isFile: file.fileDescriptor, range: range))
      let hash = SHA256.hash(data: content[range]).map { String(format: "%02x", $0) }.joined()
      #expect(answer.status == 200)
      #expect(answer.headers["x-kept"] == "a value")
      #expect(
        String(decoding: answer.body, as: UTF8.self)
          == "PUT /a/../b?x=1 \(range.count) \(hash)")
    }
  }

  @Test(.enabled(if: hasPython)) func `a success goes into the file and a refusal does not`() throws
  {
    let scratch = try Scratch()
    let server = try EchoServer(in: scratch.url)
    let path = try scratch.file("target", bytes: 4)
    let target = try FileHandle(forUpdating: URL(filePath: path))
    let line = HTTPLine()
    let place = HTTPRequest.Place.file(
      descriptor: target.fileDescriptor, offset: 4, limitBytes: 1_000)
    let refused = try line.answer(to: HTTPRequest(.get, url: server.url + "/refused", place: place))
    #expect(refused.status == 403 && refused.writtenBytes == 0 && refused.body.count > 0)
    let taken = try line.answer(to: HTTPRequest(.get, url: server.url + "/x", place: place))
    #expect(taken.writtenBytes > 0 && taken.body.isEmpty)
    #expect(try Data(contentsOf: URL(filePath: path)).count == 4 + taken.writtenBytes)
    #expect(throws: TransferFault.tooLong(limitBytes: 1_000)) {
      try line.answer(to: HTTPRequest(.get, url: server.url + "/long", place: place))
    }
    #expect(throws: TransferFault.tooLong(limitBytes: 99)) {
      try line.answer(
        to: HTTPRequest(.get, url: server.url + "/long", place: .memory(limitBytes: 99)))
    }
  }

  @Test(.enabled(if: hasPython)) func `silence, a cut and a wish to stop are told apart`() throws {
    let scratch = try Scratch()
    let server = try EchoServer(in: scratch.url)
    let line = HTTPLine()
    #expect(throws: TransferFault.silent) {
      try line.answer(to: HTTPRequest(.get, url: server.url + "/silent"), silenceSeconds: 1)
    }
    do throws(TransferFault) {
      _ = try line.answer(to: HTTPRequest(.get, url: server.url + "/cut"))
      Issue.record("half an answer was taken for a whole one")
    } catch {
      guard case .cut = error else {
        Issue.record("\(error)")
        return
      }
    }
    let start = ContinuousClock.now
    let stopping = HTTPLine(LineSettings(isStopped: { start.duration(to: .now) > .seconds(1) }))
    #expect(throws: TransferFault.interrupted) {
      try stopping.answer(to: HTTPRequest(.get, url: server.url + "/silent"))
    }
    #expect(start.duration(to: .now) < .seconds(5))
  }

  @Test func `nobody there and a name that nobody knows are told apart`() throws {
    let line = HTTPLine()
    let port = try freePort()
    #expect(throws: TransferFault.refused) {
      try line.answer(to: HTTPRequest(.get, url: "http://127.0.0.1:\(port)/"))
    }
    #expect(throws: TransferFault.nameNotFound) {
      try line.answer(to: HTTPRequest(.get, url: "http://farm.invalid/"))
    }
  }

  @Test(.enabled(if: hasPython)) func `lines that share a limit keep it together`() throws {
    let scratch = try Scratch()
    let server = try EchoServer(in: scratch.url)
    let bandwidth = Bandwidth(bytesPerSecond: 400_000)
    let url = server.url
    let start = ContinuousClock.now
    let senders = (0..<2).map { _ in
      Helper {
        try HTTPLine(LineSettings(bandwidth: bandwidth)).answer(
          to: HTTPRequest(.put, url: url, body: .bytes(Array(repeating: 7, count: 300_000))))
      }
    }
    for sender in senders { #expect(try sender.value().status == 200) }
    let seconds = start.duration(to: .now) / .seconds(1)
    #expect((1.2...3.5).contains(seconds))
  }
}

extension HTTPRequest {
  fileprivate init(_ method: Method, url: String, isFile descriptor: Int32, range: Range<Int>) {
    self.init(
      method, url: url,
      body: .file(descriptor: descriptor, offset: range.lowerBound, count: range.count))
  }
}
