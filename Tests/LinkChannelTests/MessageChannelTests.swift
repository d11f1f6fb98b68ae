import Foundation
import Link
import LinkChannel
import SerialTransport
import SocketTransport
import Synchronization
import TestSupport
import Testing
import Transport

@Suite(.serialized) struct MessageChannelTests {
  private static let forms = [LinkForm.serial, .bulk]

  private func messages(_ count: Int, seed: UInt64, maximumBytes: Int = 5000) -> [[UInt8]] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      random.bytes(Int.random(in: 0...maximumBytes, using: &random))
    }
  }

  @Test func `messages go there and back over a lossy pseudo-terminal that starts with echo on`()
    throws
  {
    let master = try PseudoTerminal(mode: .cooked)
    let faults = LossyTransport.Faults(drop: 0.03, flip: 0.02, duplicate: 0.02)
    let pocket = LossyTransport(
      over: master, seed: 1, unit: .frame(delimiter: 0), outgoing: faults)
    let serial = try SerialTransport(path: master.path, baud: 921_600)
    let host = LossyTransport(
      over: serial, seed: 2, unit: .frame(delimiter: 0), outgoing: faults)
    let echo = echoing(over: pocket)
    let channel = MessageChannel(over: host, role: .host, form: .serial)
    try channel.open(timeoutMilliseconds: 5000)
    let sent = messages(60, seed: 3)
    for message in sent { try channel.send(message) }
    var got: [[UInt8]] = []
    while got.count < sent.count {
      guard let message = try channel.receive(timeoutMilliseconds: 20_000) else { break }
      got.append(message)
    }
    #expect(got == sent)
    #expect(channel.statistics.dataFramesResent > 0)
    try channel.flush(timeoutMilliseconds: 5000)
    channel.close()
    #expect(try echo.value() == .closedByPeer)
    host.close()
    pocket.close()
  }

  @Test(arguments: forms)
  func `nobody at the other end is told in time`(form: LinkForm) throws {
    let (host, other) = try SocketTransport.pair()
    let channel = MessageChannel(over: host, role: .host, form: form)
    let waited = milliseconds {
      #expect(throws: MessageChannelError.openTimedOut(milliseconds: 300)) {
        try channel.open(timeoutMilliseconds: 300)
      }
    }
    #expect((290...2000).contains(waited))
    #expect(throws: MessageChannelError.notOpen) {
      try channel.receive(timeoutMilliseconds: 0)
    }
    other.close()
  }

  @Test(arguments: forms)
  func `a cable pulled out is told by the transport, what came whole is still given`(
    form: LinkForm
  ) throws {
    let (host, device) = try SocketTransport.pair()
    let pocket = Helper {
      let channel = MessageChannel(over: device, role: .pocket, form: form)
      try channel.accept(timeoutMilliseconds: 5000)
      try channel.send([1, 2, 3])
      try channel.flush(timeoutMilliseconds: 5000)
      device.close()
    }
    let channel = MessageChannel(over: host, role: .host, form: form)
    try channel.open(timeoutMilliseconds: 5000)
    // Let it come, without taking it.
    try? channel.flush(timeoutMilliseconds: 100)
    while channel.statistics.payloadBytesReceived == 0 {
      try? channel.flush(timeoutMilliseconds: 10)
      _ = try channel.send([])
    }
    try channel.keepAlive { try pocket.value() }
    #expect(try channel.receive(timeoutMilliseconds: 1000) == [1, 2, 3])
    #expect(throws: MessageChannelError.transport(.closed)) {
      try channel.receive(timeoutMilliseconds: 5000)
    }
    #expect(throws: MessageChannelError.transport(.closed)) { try channel.send([1]) }
  }

  @Test func `a dumb line that falls silent is dead after the configured time`() throws {
    var configuration = LinkConfiguration()
    configuration.silenceMicroseconds = 400_000
    configuration.keepAliveMicroseconds = 100_000
    let master = try PseudoTerminal(survivesClose: true)
    let serial = try SerialTransport(path: master.path, baud: 115_200)
    let pocket = Helper {
      let channel = MessageChannel(over: master, role: .pocket, form: .serial)
      try channel.accept(timeoutMilliseconds: 5000)
      return try channel.receive(timeoutMilliseconds: 5000)
    }
    let channel = MessageChannel(
      over: serial, role: .host, form: .serial, configuration: configuration)
    try channel.open(timeoutMilliseconds: 5000)
    // Alive while it is served, even with nothing to say.
    #expect(try channel.receive(timeoutMilliseconds: 1000) == nil)
    try channel.send([4])
    #expect(try pocket.value() == [4])
    do throws(MessageChannelError) {
      _ = try channel.receive(timeoutMilliseconds: 5000)
      Issue.record("a silent peer was not noticed")
    } catch .link(.peerSilent(let microseconds)) {
      #expect((400_000...2_000_000).contains(microseconds))
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test(arguments: forms)
  func `a message above the limit is refused and the session lives on`(form: LinkForm) throws {
    let (host, device) = try SocketTransport.pair()
    let echo = echoing(over: device, form)
    let channel = MessageChannel(over: host, role: .host, form: form)
    try channel.open(timeoutMilliseconds: 5000)
    let limit = 1 << 20
    #expect(throws: MessageChannelError.messageTooLong(bytes: limit + 1, limitBytes: limit)) {
      try channel.send([UInt8](repeating: 0, count: limit + 1))
    }
    let longest = messages(1, seed: 4, maximumBytes: 0)[0] + [UInt8](repeating: 5, count: limit)
    try channel.send(longest)
    #expect(try channel.receive(timeoutMilliseconds: 20_000) == longest)
    #expect(channel.close())
    #expect(try echo.value() == .closedByPeer)
  }

  @Test(arguments: forms)
  func `a host that begins anew is told apart and gets a clean session`(form: LinkForm) throws {
    let (host, device) = try SocketTransport.pair()
    let pocket = Helper { () throws -> [String] in
      let channel = MessageChannel(over: device, role: .pocket, form: form)
      var seen: [String] = []
      try channel.accept(timeoutMilliseconds: 5000)
      while true {
        do throws(MessageChannelError) {
          guard let message = try channel.receive(timeoutMilliseconds: 5000) else { return seen }
          seen.append(String(decoding: message, as: UTF8.self))
        } catch {
          seen.append("\(error)")
          if error != .reopened { return seen }
          #expect(throws: MessageChannelError.reopened) { try channel.send([1]) }
          try channel.accept(timeoutMilliseconds: 5000)
        }
      }
    }
    let first = MessageChannel(over: host, role: .host, form: form)
    try first.open(timeoutMilliseconds: 5000)
    try first.send(Array("one".utf8))
    try first.flush(timeoutMilliseconds: 5000)
    let second = MessageChannel(over: host, role: .host, form: form)
    try second.open(timeoutMilliseconds: 5000)
    try second.send(Array("two".utf8))
    #expect(second.close())
    #expect(try pocket.value() == ["one", "reopened", "two", "closedByPeer"])
  }

  @Test(arguments: forms)
  func `a pocket serves one session after the other`(form: LinkForm) throws {
    let (host, device) = try SocketTransport.pair()
    let pocket = Helper { () throws -> Int in
      let channel = MessageChannel(over: device, role: .pocket, form: form)
      var sessions = 0
      while sessions < 3 {
        try channel.accept(timeoutMilliseconds: 5000)
        do throws(MessageChannelError) {
          while true { _ = try channel.receive(timeoutMilliseconds: 5000) }
        } catch .closedByPeer {
          sessions += 1
        }
      }
      return sessions
    }
    for _ in 0..<3 {
      let channel = MessageChannel(over: host, role: .host, form: form)
      try channel.open(timeoutMilliseconds: 5000)
      try channel.send([1])
      #expect(channel.close())
      #expect(throws: MessageChannelError.notOpen) { try channel.send([1]) }
    }
    #expect(try pocket.value() == 3)
  }

  @Test func `a session that was over before anybody looked is still given`() throws {
    let (host, device) = try SocketTransport.pair()
    let pocket = MessageChannel(over: device, role: .pocket, form: .bulk)
    var pc = LinkForm.bulk.link(role: .host)
    pc.open(epoch: 3, now: 0)
    _ = try host.send(pc.takeBytes(room: 9999, now: 0), timeoutMilliseconds: 1000)
    #expect(throws: MessageChannelError.openTimedOut(milliseconds: 50)) {
      try pocket.accept(timeoutMilliseconds: 50)
    }
    pc.receive(try host.receive(maximumBytes: 9999, timeoutMilliseconds: 1000), now: 1)
    try pc.send([1])
    pc.close(now: 1)
    // The answer, the message and the close leave together.
    _ = try host.send(pc.takeBytes(room: 9999, now: 1), timeoutMilliseconds: 1000)
    try pocket.accept(timeoutMilliseconds: 1000)
    #expect(try pocket.receive(timeoutMilliseconds: 1000) == [1])
    #expect(throws: MessageChannelError.closedByPeer) {
      try pocket.receive(timeoutMilliseconds: 1000)
    }
  }

  @Test(arguments: forms)
  func `a cut after any number of bytes ends with an error and no wrong message`(
    form: LinkForm
  ) throws {
    let sent = messages(4, seed: 9, maximumBytes: 1500)
    var completed = 0
    for cut in stride(from: 0, through: 9000, by: 73) {
      let (inner, device) = try SocketTransport.pair()
      let host = CuttingTransport(over: inner, afterBytes: cut)
      let echo = echoing(over: device, form)
      let channel = MessageChannel(over: host, role: .host, form: form)
      var got: [[UInt8]] = []
      do throws(MessageChannelError) {
        try channel.open(timeoutMilliseconds: 2000)
        for message in sent { try channel.send(message) }
        while got.count < sent.count {
          guard let message = try channel.receive(timeoutMilliseconds: 2000) else { break }
          got.append(message)
        }
        completed += got.count == sent.count ? 1 : 0
        channel.close()
      } catch {
        #expect(error == .transport(.closed), "cut \(cut)")
      }
      #expect(sent.starts(with: got), "cut \(cut)")
      host.close()
      _ = try echo.value()
    }
    #expect(completed > 0)
  }
}
