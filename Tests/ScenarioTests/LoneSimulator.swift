import Foundation

/// `pocket-simulator` that nobody has met yet, with a printed key and somebody who works later.
final class LoneSimulator {
  /// As `--pocket` takes it.
  private(set) var address = ""
  private let process = Process()
  private let output = Pipe()

  init(_ yard: Yard, _ line: Yard.Line) throws {
    process.executableURL = Program.folder.appending(path: "pocket-simulator")
    process.arguments =
      [
        "--farm", yard.pocket, "--printed-key", KitPocket.key, "--records", "9", "--edit", "4",
        "--work-later",
      ] + line.arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let name = text.prefix { $0 != "\n" }
    address = name.hasPrefix("pty ") ? String(name.dropFirst(4)) : "tcp:" + name.dropFirst(4)
    output.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
  }

  func stop() {
    output.fileHandleForReading.readabilityHandler = nil
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  deinit { stop() }
}
