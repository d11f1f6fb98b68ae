import Foundation
import Testing
import Transport

@testable import USBTransport

/// What belongs to nobody may open, once it may.
@Suite(.serialized) struct DeviceNodeTests {
  private func node() throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/node-\(UUID())"
    try Data().write(to: URL(fileURLWithPath: path))
    try #require(chmod(path, 0) == 0)
    return path
  }

  /// Runs the body as somebody without rights: the kernel keeps an identity for each thread.
  private func withoutRights<T>(_ body: () -> T) throws -> T {
    let symbol = try #require(dlsym(nil, "setfsuid"))
    let setIdentity = unsafeBitCast(symbol, to: (@convention(c) (UInt32) -> Int32).self)
    _ = setIdentity(65_534)
    defer { _ = setIdentity(0) }
    return body()
  }

  private func failure(_ path: String) -> TransportError? {
    do throws(TransportError) {
      close(try DeviceNode.open(path))
      return nil
    } catch { return error }
  }

  @Test(.enabled(if: geteuid() == 0, "needs root to give up rights for one thread"))
  func `udev's rights may come a moment after the node`() throws {
    let path = try node()
    defer { unlink(path) }
    Thread.detachNewThread {
      usleep(250_000)
      chmod(path, 0o666)
    }
    #expect(try withoutRights { failure(path) } == nil)
  }

  @Test(.enabled(if: geteuid() == 0, "needs root to give up rights for one thread"))
  func `rights that do not come are missing, within a second`() throws {
    let path = try node()
    defer { unlink(path) }
    var error: TransportError?
    let time = try ContinuousClock().measure { error = try withoutRights { failure(path) } }
    #expect(error == .permissionDenied(path: path))
    #expect(time < .seconds(5))
  }

  @Test func `a node that is gone is no device`() {
    #expect(failure("/dev/bus/usb/999/999") == .noSuchDevice(path: "/dev/bus/usb/999/999"))
  }
}
