import ArgumentParser
import CBenchmark
import Foundation

/// One step of the benchmark in a process of its own, so that its memory and its caches are too.
struct MergeStep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge-step", abstract: "One step of `merge`, for profiling.", shouldDisplay: false
  )

  /// What is done in `folder`; most steps need what an earlier one left there.
  enum Name: String, ExpressibleByArgument, CaseIterable {
    case bareInsert, bareUpsert, bareStage, bareUpdate, bareKeep
    case prepare, fillCreates, fillDense, fillSparse, fillFew
    case dock, idle, decode, editForeign, capture, compare
    case recordInserts, recordUpdates, applyInserts, applyUpdates
    case geodiffFiles
  }

  @Argument var name: Name
  @Option var folder: String
  /// Rows of the database.
  @Option var rows: Int
  /// Rows that are edited.
  @Option var edits = 0

  func run() throws {
    var figures = try measure()
    figures.peakMebibytes = StepFigures.peakMebibytes
    print(String(decoding: try JSONEncoder().encode(figures), as: UTF8.self))
  }

  private var dock: BenchmarkDock { BenchmarkDock(path: folder + "/farm.sqlite") }
  private var bare: BarePeer { BarePeer(folder: folder, rows: rows) }
  private var changesets: ChangesetPeer { ChangesetPeer(folder: folder) }

  private func measure() throws -> StepFigures {
    switch name {
    case .bareInsert: return try bare.insert()
    case .bareUpsert: return try bare.upsert()
    case .bareStage: return try bare.stage()
    case .bareUpdate: return try bare.update(edits)
    case .bareKeep: return try bare.keep(edits)
    case .prepare: return try StepFigures.timed(0) { try dock.prepare() }
    case .fillCreates, .fillDense, .fillSparse, .fillFew: return try fill()
    case .dock: return try dock.dock().merge
    case .idle: return try dock.dock().whole
    case .decode: return try decode()
    case .editForeign:
      return try StepFigures.timed(edits) { try dock.execute(Self.foreignEdits(rows, edits)) }
    case .capture: return try capture()
    case .compare:
      try dock.forgetCapture()
      return try capture()
    case .recordInserts: return try changesets.record(inserts: true)
    case .recordUpdates: return try changesets.record(inserts: false)
    case .applyInserts: return try changesets.apply(inserts: true, rows)
    case .applyUpdates: return try changesets.apply(inserts: false, rows)
    case .geodiffFiles: return try bare.geodiffFiles()
    }
  }

  private func fill() throws -> StepFigures {
    try StepFigures.timed(name == .fillCreates ? rows : edits) {
      if name == .fillCreates {
        return try dock.receive(rows) { BenchmarkRows.create($0, number: $1) }
      }
      let spread = Spread(rows: rows, picked: edits)
      let seen = try dock.tail()
      let edit = Int(seen)
      try dock.receive(edits) { place, number in
        BenchmarkRows.update(spread[place], edit: edit, number: number, seen: seen)
      }
    }
  }

  private func decode() throws -> StepFigures {
    var count = 0
    var figures = try StepFigures.timed(0) { count = try dock.decode() }
    figures.rows = count
    return figures
  }

  private func capture() throws -> StepFigures {
    var count = 0
    var figures = try StepFigures.timed(0) { count = try dock.capture() }
    figures.rows = count
    return figures
  }

  /// A note of the farm program on rows spread over the whole table.
  static func foreignEdits(_ rows: Int, _ edits: Int) -> String {
    """
    UPDATE record SET c6 = 'office ' || c10
    WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM record)
      WHERE place % \(max(1, rows / max(1, edits))) = 0 LIMIT \(edits))
    """
  }
}

/// Places spread evenly over a table, each once.
struct Spread {
  let rows: Int
  let picked: Int

  subscript(place: Int) -> Int { place * rows / picked }
}
