import Foundation
import SerialTransport
import Transport

/// A file transfer program over a serial line: its own two ends, started by us.
struct FilePeer: Sendable {
  let name: String
  /// The packages' programs, sender first; one that is not installed is said so.
  let programs: [String]
  /// Arguments to send `file` over the terminal at a path.
  let send: @Sendable (_ terminal: String, _ file: String) -> String
  /// Arguments to receive into the current folder.
  let receive: @Sendable (_ terminal: String) -> String

  /// lrzsz: 1 KiB subpackets, the size that suits a line of this noise best.
  static let zmodem = FilePeer(
    name: "ZMODEM (lrzsz)", programs: ["sz", "rz"],
    send: { terminal, file in "sz --zmodem --binary --quiet \(file) <\(terminal) >\(terminal)" },
    receive: { terminal in "rz --zmodem --binary --quiet --overwrite <\(terminal) >\(terminal)" })

  /// C-Kermit: `robust` off, packets and window as its manual advises for a noisy line.
  static func kermit(packetBytes: Int) -> FilePeer {
    let start = { @Sendable (terminal: String) in
      """
      kermit -Y -H -q -C "set carrier-watch off, set line \(terminal), fast, \
      set receive packet-length \(packetBytes), set send packet-length \(packetBytes), \
      set window 30, set file type binary, set transfer display none, \

      """
    }
    return FilePeer(
      name: "Kermit (\(packetBytes) B)", programs: ["kermit"],
      send: { terminal, file in start(terminal) + "send \(file), exit\"" },
      receive: { terminal in start(terminal) + "receive, exit\"" })
  }

  var isInstalled: Bool {
    programs.allSatisfy { program in
      ["/usr/bin/", "/usr/local/bin/"].contains {
        FileManager.default.isExecutableFile(atPath: $0 + program)
      }
    }
  }

  /// How long the file took, both programs' ends included; nil where it did not arrive whole.
  func seconds(over line: SharedLine, bytes: [UInt8], limitSeconds: Int) throws -> Double? {
    let folder = NSTemporaryDirectory() + "peer-" + UUID().uuidString
    let inbox = folder + "/in"
    try FileManager.default.createDirectory(
      atPath: inbox, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/season.bin"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    let receiver = try shell(receive(line.one.path), in: inbox, limitSeconds)
    usleep(500_000)
    let started = MonotonicClock.microseconds
    let sender = try shell(send(line.other.path, file), in: folder, limitSeconds)
    sender.waitUntilExit()
    receiver.waitUntilExit()
    let seconds = Double(MonotonicClock.microseconds - started) / 1e6
    let names = try FileManager.default.contentsOfDirectory(atPath: inbox)
    guard let got = names.first.flatMap({ FileManager.default.contents(atPath: inbox + "/" + $0) })
    else { return nil }
    return Array(got) == bytes ? seconds : nil
  }

  private func shell(
    _ command: String, in folder: String, _ limitSeconds: Int
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exec timeout \(limitSeconds) " + command]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}
