import Foundation
import Glibc

/// Runs steps as processes of their own in one folder.
struct StepRunner {
  let folder: String

  /// Runs a step; `watched` is a database whose write lock is looked at meanwhile.
  @discardableResult
  func run(
    _ name: MergeStep.Name, rows: Int, edits: Int = 0, watched: String? = nil
  ) throws -> StepFigures {
    let watch = watched.map { LockWatch(path: folder + "/" + $0) }
    let output = try Self.output(
      of: URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path,
      [
        "merge-step", name.rawValue, "--folder", folder, "--rows", "\(rows)", "--edits", "\(edits)",
      ])
    let lockSeconds = watch?.finish() ?? 0
    guard var figures = try? JSONDecoder().decode(StepFigures.self, from: output) else {
      throw BenchmarkFault.step(name.rawValue)
    }
    figures.lockSeconds = lockSeconds
    return figures
  }

  /// What a program prints; throws where it fails.
  static func output(of program: String, _ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchmarkFault.tool(arguments[0]) }
    return output
  }

  /// Keeps the database as it stands, its ledger too, under another name; or brings it back.
  func copy(_ from: String, _ to: String) throws {
    for suffix in ["", "-pocket-sync", "-pocket-sync-wal", "-pocket-sync-shm"] {
      let (source, target) = (folder + "/" + from + suffix, folder + "/" + to + suffix)
      try? FileManager.default.removeItem(atPath: target)
      if FileManager.default.fileExists(atPath: source) {
        try FileManager.default.copyItem(atPath: source, toPath: target)
      }
    }
    // What a copy left unwritten must not be charged to the next step's commit.
    sync()
  }
}
