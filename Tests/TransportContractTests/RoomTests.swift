import TestSupport
import Testing
import Transport

/// Whoever has more to send than the line takes is told when it takes more.
@Suite(.serialized) struct RoomTests {
  private static let ends: [Implementation] = [
    .socketPair, .tcp, .serial, .pseudoTerminal, .recording, .neverCut, .lossless,
  ]

  @Test(arguments: ends)
  func `room on a full line ends the wait, and so do bytes`(implementation: Implementation) throws {
    let line = try implementation.line(for: [])
    let peer = try #require(line.peer)
    let block = [UInt8](repeating: 1, count: 1 << 16)
    var sent = 0
    while case let taken = try line.host.send(block, timeoutMilliseconds: 0), taken > 0 {
      sent += taken
    }
    let total = sent
    let reading = Helper { () throws -> Int in
      var got = 0
      while got < total {
        got += try peer.receive(maximumBytes: 1 << 16, timeoutMilliseconds: 5000).count
      }
      return got
    }
    var more = 0
    while more == 0 {
      #expect(
        try line.host.receiveOrRoom(maximumBytes: 9, timeoutMilliseconds: 5000).isEmpty)
      more = try line.host.send([2], timeoutMilliseconds: 0)
    }
    #expect(try reading.value() >= sent)
    try peer.sendAll([7, 8, 9])
    var answer: [UInt8] = []
    while answer.count < 3 {
      answer += try line.host.receiveOrRoom(maximumBytes: 9, timeoutMilliseconds: 5000)
    }
    #expect(answer == [7, 8, 9])
    line.host.close()
    peer.close()
  }

  @Test func `a full socket that nobody reads is no reason to look again and again`() throws {
    let line = try Implementation.socketPair.line(for: [])
    let peer = try #require(line.peer)
    let block = [UInt8](repeating: 1, count: 1 << 16)
    while try line.host.send(block, timeoutMilliseconds: 0) > 0 {}
    let waited = try milliseconds {
      let got = try line.host.receiveOrRoom(maximumBytes: 9, timeoutMilliseconds: 300)
      #expect(got.isEmpty)
    }
    #expect(waited >= 290)
    line.host.close()
    peer.close()
  }
}
