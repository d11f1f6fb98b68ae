import Foundation
import Glibc

/// What one process took, with everything that it started and waited for.
struct CommandFigures {
  var seconds = 0.0
  var cpuSeconds = 0.0
  var peakMebibytes = 0.0
  /// What files grew by, where that was looked at.
  var bytes: Int?
  /// The time of the work alone, where the process tells it.
  var innerSeconds: Double?
  /// The longest that the farm program could not have written, where it tells it.
  var lockSeconds: Double?
  /// What SQLite's own check of the copied database took of it, where it tells it.
  var checkSeconds: Double?

  /// Copying alone: no tool beside ours looks into the database.
  var copySeconds: Double { seconds - (checkSeconds ?? 0) }
}

/// A program whose time and peak memory the kernel tells at its end.
struct MeasuredCommand {
  private let words: [String]

  init(_ words: [String]) { self.words = words }

  /// The same with the bytes that the files below `folder` grew by.
  func writing(into folder: String) throws -> CommandFigures {
    let before = Self.sizes(below: folder)
    var figures = try run()
    figures.bytes = Self.sizes(below: folder).reduce(0) { sum, file in
      sum + max(0, file.value - (before[file.key] ?? 0))
    }
    // What a tool left unwritten must not be charged to the next one.
    sync()
    return figures
  }

  @discardableResult
  func run() throws -> CommandFigures {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw BenchmarkFault.tool("pipe") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let start = ContinuousClock.now
    guard posix_spawn(&child, words[0], &actions, nil, &arguments, environ) == 0 else {
      throw BenchmarkFault.tool(words[0])
    }
    close(ends[1])
    let output = try FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readToEnd()
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(child, &status, 0, &usage) == child, status == 0 else {
      throw BenchmarkFault.tool(words.joined(separator: " "))
    }
    var figures = CommandFigures(
      seconds: (ContinuousClock.now - start) / .seconds(1),
      cpuSeconds: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime),
      peakMebibytes: Double(usage.ru_maxrss) / 1_024)
    if let told = try? JSONDecoder().decode(CopyStep.Told.self, from: output ?? Data()) {
      figures.innerSeconds = told.seconds
      figures.lockSeconds = told.lockSeconds
      figures.checkSeconds = told.checkSeconds
    }
    return figures
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  private static func sizes(below folder: String) -> [String: Int] {
    var sizes: [String: Int] = [:]
    for name in FileManager.default.enumerator(atPath: folder) ?? .init() {
      guard let name = name as? String else { continue }
      let facts = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
      if facts?[.type] as? FileAttributeType == .typeRegular {
        sizes[name] = facts?[.size] as? Int ?? 0
      }
    }
    return sizes
  }
}
