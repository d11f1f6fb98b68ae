import Foundation

/// MerginMaps' geodiff 2.3.2 (PyPI's `pygeodiff`): the judge of merges on which both of us agree.
///
/// It compares whole files: what both started from, what the PC made of it, what the pocket did.
struct Geodiff {
  /// What became of the pocket's file.
  struct Outcome {
    /// Why the rebase failed; nil where it went through.
    var refusal: String?
    /// True where geodiff told of at least one conflict.
    var toldConflict: Bool
    fileprivate var path: String

    /// What the merged file holds, a line a row, cells with `|`.
    func rows(_ sql: String) throws -> [String] { try FarmProgram.query(path, sql) }
  }

  /// `scripts/test` installs it; without PyPI the tests that need it say that they are skipped.
  static let isInstalled = FileManager.default.fileExists(atPath: judges + "/installed")
  static let absence = "geodiff is not installed: scripts/test does, where PyPI can be reached"
  private static let judges =
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../.build/judges")
    .standardizedFileURL.path

  /// Merges in `folder`: `pc` and `pocket` are what each side did to `base`, all of it SQL.
  static func rebase(base: String, pc: String, pocket: String, in folder: URL) throws -> Outcome {
    let path = { (name: String) in folder.appending(path: name).path }
    for (name, work) in [("base", ""), ("pc", pc), ("pocket", pocket)] {
      try? FileManager.default.removeItem(atPath: path(name))
      try FarmProgram.run(path(name), "BEGIN; \(base) COMMIT; BEGIN; \(work) COMMIT;")
    }
    try? FileManager.default.removeItem(atPath: path("conflicts"))
    let process = Process()
    process.executableURL = URL(filePath: judges + "/bin/python")
    process.arguments = ["-c", script] + ["base", "pc", "pocket", "conflicts"].map(path)
    // It draws the names of its temporary files by the second: two at once must not share a folder.
    process.environment = ["TMPDIR": folder.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw GeodiffFailed(output: text) }
    return Outcome(
      refusal: text.isEmpty ? nil : text,
      toldConflict: FileManager.default.fileExists(atPath: path("conflicts")), path: path("pocket"))
  }

  private static let script = """
    import sys
    import pygeodiff
    geodiff = pygeodiff.GeoDiff()
    try:
        geodiff.rebase(*sys.argv[1:])
    except pygeodiff.geodifflib.GeoDiffLibError as error:
        print(error)
    del geodiff
    """
}

/// geodiff itself did not run.
struct GeodiffFailed: Error { let output: String }
