import FarmDatabase
import Foundation
import SyncEngine

/// Where the demonstration lives: a farm's PC, a pocket, a stick that is only pretended.
struct DemoFolder {
  let path: String

  /// The farm database.
  var database: String { path + "/PC/ferme.sqlite" }
  /// The keys of the PC.
  var keys: String { path + "/PC/keys.json" }
  /// The pocket's own store.
  var pocket: String { path + "/pocket" }
  /// What stands for the USB stick.
  var stick: String { path + "/stick" }
  /// Where the copy is restored to.
  var restored: String { path + "/elsewhere/ferme.sqlite" }

  /// True where an earlier run of a program that keeps the same books left everything in place.
  var isComplete: Bool {
    (try? String(contentsOfFile: path + "/" + Self.ready, encoding: .utf8)) == Self.books
  }

  private static let mark = "pocket-sync-demo"
  private static let ready = "pocket-sync-demo-ready"
  private static let books = "\(FarmDatabase.booksFormat), keys\n"

  /// Begins anew in a folder that is empty or ours; anybody else's is left alone.
  func makeEmpty() throws {
    let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard present.isEmpty || present.contains(Self.mark) else {
      throw Stop(.usage(.fileExists(path: path)))
    }
    for folder in [path + "/PC", pocket, stick, path + "/elsewhere"] {
      try? FileManager.default.removeItem(atPath: folder)
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    try Data().write(to: URL(filePath: path + "/" + Self.mark))
  }

  /// From now on a run goes on from here.
  func markComplete() throws {
    try Data(Self.books.utf8).write(to: URL(filePath: path + "/" + Self.ready))
  }

  /// True where the two files are the same to the byte.
  static func areEqual(_ first: String, _ second: String) -> Bool {
    FileManager.default.contentsEqual(atPath: first, andPath: second)
  }
}
