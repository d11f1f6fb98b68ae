import Foundation

/// The project on disk: its Swift files and whatever else the rules look at.
struct Project: Sendable {
  let root: URL
  let swift: [SourceFile]

  /// The project that this test was built from.
  static let current = try! Project(
    root: URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent())

  init(root: URL) throws {
    self.root = root
    let paths = try ["Sources", "Tests"].flatMap { try Self.files(under: $0, of: root) }
    swift = try paths.filter { $0.hasSuffix(".swift") }.map { path in
      let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      return SourceFile(path: path, text: text)
    }
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  /// The names of the folders right under a folder.
  func folders(in path: String) -> [String] {
    let folder = root.appendingPathComponent(path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { name in
      var isFolder: ObjCBool = false
      let full = folder.appendingPathComponent(name).path
      return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
        && isFolder.boolValue
    }
  }

  /// Paths from the root of every file under a folder; empty when there is no such folder.
  func files(under folder: String) throws -> [String] {
    try Self.files(under: folder, of: root)
  }

  private static func files(under folder: String, of root: URL) throws -> [String] {
    let start = root.appendingPathComponent(folder)
    guard let walk = FileManager.default.enumerator(atPath: start.path) else { return [] }
    return walk.compactMap { $0 as? String }.sorted().filter { name in
      var isFolder: ObjCBool = false
      let full = start.appendingPathComponent(name).path
      return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
        && !isFolder.boolValue && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }.map { folder + "/" + $0 }
  }
}
