import Foundation
import SerialTransport
import Testing
import Transport

@Suite(.serialized) struct SerialTransportTests {
  private func failure(_ path: String, baud: Int = 115_200) -> TransportError? {
    do throws(TransportError) {
      try SerialTransport(path: path, baud: baud).close()
      return nil
    } catch {
      return error
    }
  }

  @Test func `a path without a device is named`() {
    #expect(failure("/dev/ttyNONE7") == .noSuchDevice(path: "/dev/ttyNONE7"))
  }

  @Test func `what is no terminal is named`() {
    #expect(failure("/dev/null") == .notTerminal(path: "/dev/null"))
  }

  @Test func `a rate without a setting is refused before the device is touched`() {
    #expect(failure("/dev/ttyNONE7", baud: 115_201) == .unsupportedBaud(115_201))
    #expect(failure("/dev/ttyNONE7", baud: -1) == .unsupportedBaud(-1))
  }

  @Test func `a device in use names its holder`() throws {
    let master = try PseudoTerminal()
    let first = try SerialTransport(path: master.path, baud: 115_200)
    guard case .busy(let path, let holder) = failure(master.path) else {
      Issue.record("the second opener was let in")
      return
    }
    #expect(path == master.path)
    #expect(holder?.processID == getpid())
    #expect(holder?.program.isEmpty == false)
    first.close()
    #expect(failure(master.path) == nil)
  }

  @Test func `another program that holds the device is found`() throws {
    let master = try PseudoTerminal(survivesClose: false)
    let program = Process()
    program.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    program.arguments = ["--exclusive", master.path, "sleep", "20"]
    try program.run()
    defer {
      program.terminate()
      program.waitUntilExit()
    }
    let deadline = Deadline(milliseconds: 5000)
    while DeviceHolder.find(path: master.path) == nil, !deadline.isOver { usleep(10_000) }
    usleep(50_000)
    guard case .busy(_, let holder) = failure(master.path) else {
      Issue.record("a locked device was opened")
      return
    }
    #expect(["flock", "sleep"].contains(holder?.program))
  }

  @Test(.enabled(if: geteuid() == 0, "needs root to give up rights for one thread"))
  func `a device without permission is named`() throws {
    let master = try PseudoTerminal()
    #expect(chmod(master.path, 0o600) == 0)
    // The kernel keeps this identity for each thread; root's override of file modes goes with it.
    let symbol = try #require(dlsym(nil, "setfsuid"))
    let setIdentity = unsafeBitCast(symbol, to: (@convention(c) (UInt32) -> Int32).self)
    _ = setIdentity(65_534)
    let error = failure(master.path)
    _ = setIdentity(0)
    #expect(error == .permissionDenied(path: master.path))
  }

  @Test(arguments: [9600, 115_200, 460_800, 921_600])
  func `the line is raw, local and of the asked rate`(baud: Int) throws {
    let master = try PseudoTerminal(mode: .cooked)
    let serial = try SerialTransport(path: master.path, baud: baud)
    let file = open(master.path, O_RDWR | O_NOCTTY)
    defer { close(file) }
    var settings = termios()
    try #require(tcgetattr(file, &settings) == 0)
    #expect(settings.c_lflag & tcflag_t(ECHO | ICANON | ISIG) == 0)
    #expect(settings.c_oflag & tcflag_t(OPOST) == 0)
    #expect(settings.c_cflag & tcflag_t(CLOCAL) != 0)
    #expect(settings.c_cflag & tcflag_t(HUPCL) == 0)
    let speeds = [9600: B9600, 115_200: B115200, 460_800: B460800, 921_600: B921600]
    #expect(cfgetospeed(&settings) == speeds[baud].map { speed_t($0) })
    #expect(serial.lineBytesPerSecond == baud / 10)
    serial.close()
  }

  @Test func `what lay in the line before is dropped`() throws {
    let master = try PseudoTerminal(survivesClose: true)
    _ = try master.send(Array("stale".utf8), timeoutMilliseconds: 100)
    let serial = try SerialTransport(path: master.path, baud: 115_200)
    #expect(try serial.receive(maximumBytes: 9, timeoutMilliseconds: 50).isEmpty)
    _ = try master.send(Array("fresh".utf8), timeoutMilliseconds: 100)
    #expect(try serial.receive(maximumBytes: 9, timeoutMilliseconds: 500) == Array("fresh".utf8))
    serial.close()
  }

  @Test func `a pseudo-terminal may be docked again and again when it is told so`() throws {
    let master = try PseudoTerminal(survivesClose: true)
    for round in UInt8(0)..<3 {
      let serial = try SerialTransport(path: master.path, baud: 115_200)
      _ = try serial.send([round], timeoutMilliseconds: 100)
      #expect(try master.receive(maximumBytes: 9, timeoutMilliseconds: 500) == [round])
      serial.close()
      #expect(try master.receive(maximumBytes: 9, timeoutMilliseconds: 20).isEmpty)
    }
  }
}
