import DemoFarm
import Foundation
import PocketSimulator
import Records

/// The demonstration's pocket: work on its store, then the simulator as a program of its own.
struct DemoPocket {
  let folder: String
  let label: String
  /// Any device may listen; the demonstration's line is as slow as a cradle's.
  static let baud = 115_200
  static let latencyMilliseconds = 16

  /// Does the edits that a person made in the field; the number done.
  func apply(_ edits: [WorkEdit]) throws -> Int {
    let store = try PocketStore(folder: folder, label: label)
    _ = try store.apply(edits.map(\.pocketEdit))
    return edits.count
  }

  /// Every row that the pocket shows its user.
  func knownRows() throws -> [KnownRow] {
    let store = try PocketStore(folder: folder, label: label)
    guard let schema = store.schema else { return [] }
    return schema.tables.enumerated().flatMap { index, table in
      store.rows(index).map { row, values in
        var cells = Dictionary(
          uniqueKeysWithValues: zip(table.columns.map(\.name), values).map { ($0, $1) })
        cells["id"] = .blob(row.bytes)
        return KnownRow(table: table.name, id: row, cells: cells)
      }
    }
  }

  /// Starts the simulator and waits until it listens; `sessions` is how many it takes.
  func dock(slow: Bool, sessions: Int) throws -> DockedSimulator {
    var arguments = ["--farm", folder, "--label", label, "--sessions", String(sessions)]
    arguments += slow ? ["--pty"] : ["--tcp", "0"]
    if slow {
      arguments += ["--baud", String(Self.baud), "--latency", String(Self.latencyMilliseconds)]
    }
    return try DockedSimulator(arguments)
  }

  /// Starts it as its user asked to be paired, and waits until it listens.
  func askToBePaired() throws -> DockedSimulator {
    try DockedSimulator(["--farm", folder, "--label", label, "--tcp", "0", "--pair"])
  }
}

/// `pocket-simulator` as a child; ends with this value.
final class DockedSimulator {
  /// As `--pocket` takes it.
  let address: String
  private let process = Process()
  private let output = Pipe()
  private let input = Pipe()

  init(_ arguments: [String]) throws {
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "pocket-simulator")
    process.arguments = arguments
    process.standardOutput = output
    process.standardInput = input
    try process.run()
    let words = try Self.line(output).split(separator: " ")
    guard words.count == 2 else { throw SimulatorDidNotListen() }
    address = words[0] == "pty" ? String(words[1]) : "tcp:" + words[1]
  }

  private static func line(_ output: Pipe) throws -> String {
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data([10]) {
      if byte.isEmpty { break }
      line += byte
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// What a person does who holds the pocket next to the screen: compares, and presses a button.
  func compare(_ digits: String) -> Bool {
    let shown = (try? Self.line(output)) ?? ""
    let isSame = shown.hasPrefix("digits \(digits) ")
    try? input.fileHandleForWriting.write(contentsOf: Data((isSame ? "yes\n" : "no\n").utf8))
    return isSame
  }

  deinit {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
  }
}

/// The simulator ended before it said where it listens.
struct SimulatorDidNotListen: Error {}

extension WorkEdit {
  /// The same, as the pocket's store takes it: the identity stands beside the cells.
  fileprivate var pocketEdit: PocketEdit {
    let values = cells.filter { $0.key != "id" }
    return switch kind {
    case .create: .create(table: table, row: row, values: values)
    case .update: .update(table: table, row: row, values: values)
    case .delete: .delete(table: table, row: row)
    }
  }
}
