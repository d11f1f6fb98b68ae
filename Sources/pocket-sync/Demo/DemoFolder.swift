import DemoFarm
import Foundation

/// Where the demonstration lives: a farm's PC, a pocket, a stick that is only pretended.
struct DemoFolder {
  let path: String

  /// The farm database.
  var database: String { path + "/PC/ferme.sqlite" }
  /// The pocket's own store.
  var pocket: String { path + "/pocket" }
  /// What stands for the USB stick.
  var stick: String { path + "/stick" }
  /// Where the copy is restored to.
  var restored: String { path + "/elsewhere/ferme.sqlite" }

  /// True where an earlier run left everything in place.
  var isComplete: Bool { FileManager.default.fileExists(atPath: path + "/ready") }

  /// Begins anew: an unfinished demonstration is of no use.
  func makeEmpty() throws {
    try? FileManager.default.removeItem(atPath: path)
    for folder in [path + "/PC", pocket, stick, path + "/elsewhere"] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
  }

  /// From now on a run goes on from here.
  func markComplete() throws { try Data().write(to: URL(filePath: path + "/ready")) }

  /// True where the two files are the same to the byte.
  static func areEqual(_ first: String, _ second: String) -> Bool {
    FileManager.default.contentsEqual(atPath: first, andPath: second)
  }
}
