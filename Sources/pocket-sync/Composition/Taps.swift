import Diagnostics
import FarmDatabase
import Foundation
import SealedChannel
import SyncEngine
import Transport

/// What listens beside a session that is recorded: on the line, at its keys, on the USB bus.
final class Taps {
  /// The keys of the farm, or the same with a log of each session's.
  let keys: any KeyRing
  private let cable: String?
  private let monitor: USBMonitor?
  /// The files that this run made.
  private var made: [String] = []

  /// Makes the files that were asked for; none may exist yet.
  init(
    cable: String?, keyLog: String?, usbmon: String?, at address: PocketAddress,
    of farm: FarmDatabase
  ) throws {
    for file in [cable, keyLog, usbmon].compactMap({ $0 })
    where FileManager.default.fileExists(atPath: file) {
      throw Stop(.usage(.fileExists(path: file)))
    }
    let own = KeyFile.of(farm)
    self.cable = cable
    let monitor = try usbmon.map { try Self.monitor(address, to: $0) }
    self.monitor = monitor
    do { keys = try keyLog.map { try KeyLog(over: own, to: $0) } ?? own } catch {
      _ = try? monitor?.finish()
      if let usbmon { try? NamedFile.discard(usbmon) }
      throw error
    }
    made = [usbmon, keyLog].compactMap { $0 }
  }

  private static func monitor(_ address: PocketAddress, to path: String) throws -> USBMonitor {
    guard let device = USBAddress.of(address) else {
      throw Stop(.recording(.notOnUSB(address: address.text)))
    }
    do {
      return try USBMonitor(device, to: path, program: PocketSyncProgram.program)
    } catch { throw Stop(error.problem) }
  }

  /// Opens the line, with a tap on it where its bytes are kept.
  func connect(_ address: PocketAddress) throws(TransportError) -> any Transport {
    let transport = try Docks.connect(address)
    guard let cable else { return transport }
    let now = UInt64(max(0, Date().timeIntervalSince1970 * 1000))
    let tap = try RecordingTransport(over: transport, to: cable, startedMilliseconds: now)
    made.append(cable)
    return tap
  }

  /// Ends the capture; nil where there is none. Where nothing passed no file stays.
  func finish(hasBegun: Bool) throws -> USBCaptured? {
    defer { if !hasBegun { for file in made { try? NamedFile.discard(file) } } }
    guard let monitor else { return nil }
    do { return try monitor.finish() } catch { throw Stop(error.problem) }
  }
}
