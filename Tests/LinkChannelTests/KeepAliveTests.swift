import Foundation
import Link
import LinkChannel
import SerialTransport
import SocketTransport
import Synchronization
import TestSupport
import Testing
import Transport

/// Whoever works long, or is interrupted, keeps the session.
@Suite(.serialized) struct KeepAliveTests {
  private static let forms = [LinkForm.serial, .bulk]

  @Test(arguments: forms)
  func `long work inside keepAlive does not let the session die, outside it does`(
    form: LinkForm
  ) throws {
    var configuration = LinkConfiguration()
    configuration.silenceMicroseconds = 600_000
    configuration.keepAliveMicroseconds = 100_000
    for isServed in [true, false] {
      let (host, device) = try SocketTransport.pair()
      let echo = echoing(over: device, form, configuration: configuration)
      let channel = MessageChannel(
        over: host, role: .host, form: form, configuration: configuration)
      try channel.open(timeoutMilliseconds: 5000)
      if isServed { channel.keepAlive { _ = usleep(1_500_000) } } else { usleep(1_500_000) }
      let answer = { () throws -> [UInt8]? in
        try channel.send([6])
        return try channel.receive(timeoutMilliseconds: 1500)
      }
      if isServed {
        #expect(try answer() == [6])
        channel.close()
        #expect(try echo.value() == .closedByPeer)
      } else {
        guard case .link(.peerSilent) = try echo.value() else {
          Issue.record("the pocket did not notice the silence")
          return
        }
      }
    }
  }

  @Test(arguments: forms)
  func `short work inside keepAlive costs no waiting and leaves no interrupt behind`(
    form: LinkForm
  ) throws {
    let (host, device) = try SocketTransport.pair()
    let echo = echoing(over: device, form)
    let channel = MessageChannel(over: host, role: .host, form: form)
    try channel.open(timeoutMilliseconds: 5000)
    let waited = milliseconds { for _ in 0..<50 { channel.keepAlive {} } }
    #expect(waited < 500)
    channel.keepAlive { _ = usleep(350_000) }
    try channel.send([1])
    #expect(try channel.receive(timeoutMilliseconds: 5000) == [1])
    channel.close()
    _ = try echo.value()
  }

  @Test(arguments: forms)
  func `an interrupt from another thread ends a blocked receive and the session lives on`(
    form: LinkForm
  )
    throws
  {
    let (host, device) = try SocketTransport.pair()
    let echo = echoing(over: device, form)
    let channel = MessageChannel(over: host, role: .host, form: form)
    try channel.open(timeoutMilliseconds: 5000)
    let caller = Helper {
      usleep(50_000)
      host.interrupt()
    }
    #expect(throws: MessageChannelError.transport(.interrupted)) {
      try channel.receive(timeoutMilliseconds: 20_000)
    }
    try caller.value()
    try channel.send([1])
    #expect(try channel.receive(timeoutMilliseconds: 5000) == [1])
    channel.close()
    _ = try echo.value()
  }
}
