import Foundation

@testable import Media

/// A machine of `fixtures/media`, laid out in a folder of its own.
final class RecordedSystem {
  let view: SystemView
  private let root: String

  /// `change` has each line of the fixture before it counts.
  init(_ name: String, _ change: (String) -> String = { $0 }) throws {
    var template = Array("/tmp/media-tests-XXXXXX".utf8CString)
    root = String(cString: mkdtemp(&template)!)
    let fixture = URL(fileURLWithPath: #filePath)
      .appendingPathComponent("../../../fixtures/media/\(name).txt").standardized
    var mounts: [String] = []
    var swaps = ["Filename Type Size Used Priority"]
    for text in try String(contentsOf: fixture, encoding: .utf8).split(separator: "\n") {
      let line = change(String(text))
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      switch words[0] {
      case "mount": mounts.append(String(line.dropFirst(6)))
      case "swap": swaps.append(String(line.dropFirst(5)))
      case "file": try Self.place(root + words[1], words.count > 2 ? words[2] : "")
      case "link": try Self.link(root + words[1], root + words[2])
      default: break
      }
    }
    view = SystemView(
      mountInfo: mounts.joined(separator: "\n") + "\n",
      swaps: swaps.joined(separator: "\n") + "\n", root: root)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private static func folder(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
  }

  private static func place(_ path: String, _ text: String) throws {
    try folder(path)
    // udev's database has one fact a line; the fixture has them side by side.
    let lines = text.replacingOccurrences(of: " E:", with: "\nE:") + "\n"
    try Data(lines.utf8).write(to: URL(fileURLWithPath: path))
  }

  private static func link(_ path: String, _ target: String) throws {
    try folder(path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }
}
