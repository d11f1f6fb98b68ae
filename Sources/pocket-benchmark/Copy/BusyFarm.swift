import ArgumentParser
import Foundation
import Synchronization

/// A farm program as a process of its own, from the outside.
final class BusyFarm {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  /// Begins to write until `finish`.
  init(path: String) throws {
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["busy-farm", path]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  /// Stops after the commit that is under way; what it waited for.
  func finish() throws -> FarmCommits.Waits {
    try input.fileHandleForWriting.close()
    let told = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchmarkFault.tool("busy-farm") }
    return try JSONDecoder().decode(FarmCommits.Waits.self, from: told)
  }
}

/// The program itself: small commits, again and again, until its input ends.
struct BusyFarmProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "busy-farm", abstract: "A farm program that never pauses.", shouldDisplay: false)

  @Argument var database: String

  private static let pauseSeconds = 0.005

  func run() throws {
    let end = Ending()
    Thread.detachNewThread {
      _ = try? FileHandle.standardInput.readToEnd()
      end.isOver.withLock { $0 = true }
    }
    let farm = try FarmCommits(path: database)
    var waits = FarmCommits.Waits()
    while !end.isOver.withLock({ $0 }) {
      waits.add(try farm.commitNext())
      Thread.sleep(forTimeInterval: Self.pauseSeconds)
    }
    print(String(decoding: try JSONEncoder().encode(waits), as: UTF8.self))
  }

  private final class Ending: Sendable {
    let isOver = Mutex(false)
  }
}
