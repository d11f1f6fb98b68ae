import Foundation
import TestSupport
import Testing
import Transport

/// What every transport owes its caller.
@Suite(.serialized) struct TransportContractTests {
  private static let everyByte = [UInt8](0...255)

  @Test(arguments: Implementation.allCases)
  func `bytes arrive in order both ways, every value unchanged`(
    implementation: Implementation
  ) throws {
    let answer = Self.everyByte.reversed() + Self.everyByte
    let line = try implementation.line(
      for: [.hostSends(Self.everyByte), .peerSends(answer)])
    try line.host.sendAll(Self.everyByte)
    if let peer = line.peer {
      #expect(try peer.receive(exactly: 256) == Self.everyByte)
      try peer.sendAll(answer)
    }
    #expect(try line.host.receive(exactly: 512) == answer)
    line.host.close()
    line.peer?.close()
  }

  @Test(arguments: Implementation.allCases)
  func `a receive gives no more than asked for and loses nothing`(
    implementation: Implementation
  ) throws {
    let line = try implementation.line(for: [.peerSends(Self.everyByte)])
    try line.peer?.sendAll(Self.everyByte)
    var got: [UInt8] = []
    while got.count < 256 {
      let piece = try line.host.receive(maximumBytes: 7, timeoutMilliseconds: 5000)
      #expect((1...7).contains(piece.count))
      if piece.isEmpty { break }
      got += piece
    }
    #expect(got == Self.everyByte)
    line.host.close()
    line.peer?.close()
  }

  @Test(arguments: Implementation.allCases)
  func `a receive without bytes ends empty when its time is over`(
    implementation: Implementation
  ) throws {
    let line = try implementation.line(for: [.hostSends([1]), .peerSends([2])])
    let waited = try milliseconds {
      let got = try line.host.receive(maximumBytes: 9, timeoutMilliseconds: 60)
      #expect(got.isEmpty)
    }
    #expect((55...2000).contains(waited))
    let atOnce = try milliseconds {
      let got = try line.host.receive(maximumBytes: 9, timeoutMilliseconds: 0)
      #expect(got.isEmpty)
    }
    #expect(atOnce < 500)
    line.host.close()
    line.peer?.close()
  }

  @Test(arguments: Implementation.allCases)
  func `much more than any buffer passes both ways at once`(
    implementation: Implementation
  ) throws {
    var random = SplitMix64(seed: 8)
    let down = random.bytes(300_000)
    let up = random.bytes(300_000)
    let line = try implementation.line(for: [.hostSends(down), .peerSends(up)])
    let host = line.host
    let sending = Helper { try host.sendAll(down) }
    if let peer = line.peer {
      let answering = Helper { try peer.sendAll(up) }
      let receiving = Helper { try peer.receive(exactly: down.count) }
      #expect(try host.receive(exactly: up.count) == up)
      #expect(try receiving.value() == down)
      try answering.value()
    } else {
      #expect(try host.receive(exactly: up.count) == up)
    }
    try sending.value()
    line.host.close()
    line.peer?.close()
  }

  @Test(arguments: Implementation.allCases)
  func `when the far end leaves what came is given first and then closed`(
    implementation: Implementation
  ) throws {
    let line = try implementation.line(for: [.peerSends(Self.everyByte), .peerLeaves])
    try line.peer?.sendAll(Self.everyByte)
    line.peer?.close()
    var got: [UInt8] = []
    #expect(throws: TransportError.closed) {
      while got.count <= 256 {
        got += try line.host.receive(maximumBytes: 100, timeoutMilliseconds: 5000)
      }
    }
    if implementation.losesBytesOnHangUp {
      #expect(Self.everyByte.starts(with: got))
    } else {
      #expect(got == Self.everyByte)
    }
    line.host.close()
  }

  @Test(arguments: Implementation.allCases)
  func `a closed transport refuses all calls and may be closed again`(
    implementation: Implementation
  ) throws {
    let line = try implementation.line(for: [.hostSends([1]), .peerSends([2])])
    line.host.close()
    line.host.close()
    #expect(throws: TransportError.closed) {
      try line.host.receive(maximumBytes: 1, timeoutMilliseconds: 1000)
    }
    #expect(throws: TransportError.closed) {
      try line.host.send([1], timeoutMilliseconds: 1000)
    }
    #expect(line.host.backlogBytes == 0)
    line.host.interrupt()
    line.peer?.close()
  }

  @Test(arguments: Implementation.allCases)
  func `closing from another thread ends a blocked receive`(
    implementation: Implementation
  ) throws {
    let line = try implementation.line(for: [.hostSends([1]), .peerSends([2])])
    let host = line.host
    let blocked = Helper { try host.receive(maximumBytes: 1, timeoutMilliseconds: 20_000) }
    usleep(50_000)
    let waited = milliseconds {
      host.close()
      #expect(throws: TransportError.closed) { try blocked.value() }
    }
    #expect(waited < 5000)
    line.peer?.close()
  }

  @Test(arguments: Implementation.allCases)
  func `an interrupt wakes one receive, blocked or coming, and no other`(
    implementation: Implementation
  ) throws {
    let line = try implementation.line(for: [.hostSends([1]), .peerSends([2])])
    let host = line.host
    let blocked = Helper { try host.receive(maximumBytes: 1, timeoutMilliseconds: 20_000) }
    usleep(50_000)
    let waited = milliseconds {
      host.interrupt()
      #expect(throws: TransportError.interrupted) { try blocked.value() }
    }
    #expect(waited < 5000)
    host.interrupt()
    #expect(throws: TransportError.interrupted) {
      try host.receive(maximumBytes: 1, timeoutMilliseconds: 0)
    }
    try host.sendAll([1])
    try line.peer?.sendAll([2])
    #expect(try host.receive(exactly: 1) == [2])
    host.close()
    line.peer?.close()
  }

  @Test(arguments: Implementation.allCases.filter { $0 != .replaying })
  func `a send to an end that does not read takes a part and returns in time`(
    implementation: Implementation
  ) throws {
    let line = try implementation.line(for: [])
    let bytes = [UInt8](repeating: 7, count: 8_000_000)
    var taken = 0
    let waited = try milliseconds {
      taken = try line.host.send(bytes, timeoutMilliseconds: 100)
    }
    #expect(taken < bytes.count)
    #expect(waited < 5000)
    // The far end goes first: a paced line would else try to get rid of its bytes.
    line.peer?.close()
    line.host.close()
  }

  @Test(arguments: Implementation.allCases)
  func `withTransport closes on a throw`(implementation: Implementation) throws {
    struct Stop: Error {}
    let line = try implementation.line(for: [.hostSends([1]), .peerSends([2])])
    func run(_ transport: some Transport) throws {
      #expect(throws: Stop.self) { try withTransport(transport) { _ in throw Stop() } }
    }
    try run(line.host)
    #expect(throws: TransportError.closed) {
      try line.host.receive(maximumBytes: 1, timeoutMilliseconds: 1000)
    }
    line.peer?.close()
  }
}
