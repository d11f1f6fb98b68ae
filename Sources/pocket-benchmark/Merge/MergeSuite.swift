import Foundation

/// The cases in their order; each peer comes before what is held against it.
final class MergeSuite {
  private let runner: StepRunner
  private let rows: Int
  private let repeats: Int
  private var bareInsert = StepFigures(rows: 0, seconds: 0)
  private var bareUpdates = StepFigures(rows: 0, seconds: 0)
  private var changesetInserts = StepFigures(rows: 0, seconds: 0)
  private var changesetUpdates = StepFigures(rows: 0, seconds: 0)
  private var geodiffRebase: Double?

  private static let fewEdits = 2_000
  private static let smallRows = 10_000
  private static let farm = "farm.sqlite"

  /// Each case counts with the fastest of `repeats` runs.
  init(folder: String, rows: Int, repeats: Int) {
    runner = StepRunner(folder: folder)
    self.rows = rows
    self.repeats = repeats
  }

  /// One edit in ten rows, spread over all.
  private var sparse: Int { rows / 10 }

  /// The machine's limit.
  func bare(_ table: inout FigureTable) throws {
    bareInsert = try best { try runner.run(.bareInsert, rows: rows) }
    table.add("bare C: INSERT", bareInsert)
    let upserts = try runner.run(.bareUpsert, rows: rows)
    table.add("bare C: upsert of 12 columns", upserts, ratios(upserts, ("bare INSERT", bareInsert)))
    let staged = try runner.run(.bareStage, rows: rows)
    table.add("bare C: stage + INSERT…SELECT", staged, ratios(staged, ("bare INSERT", bareInsert)))
    bareUpdates = try runner.run(.bareUpdate, rows: rows, edits: sparse)
    table.add("bare C: \(sparse) sparse UPDATEs", bareUpdates)
  }

  /// SQLite's own merge tool.
  func changesets(_ table: inout FigureTable) throws {
    try runner.run(.recordInserts, rows: rows)
    changesetInserts = try runner.run(.applyInserts, rows: rows)
    table.add("changeset_apply: inserts", changesetInserts)
    try runner.run(.recordUpdates, rows: rows)
    changesetUpdates = try runner.run(.applyUpdates, rows: rows)
    table.add("changeset_apply: updates", changesetUpdates)
  }

  /// geodiff through its Python package, timed inside Python around each call.
  func geodiff(_ table: inout FigureTable, python: String) throws {
    try runner.run(.geodiffFiles, rows: rows)
    let script = runner.folder + "/geodiff_peer.py"
    try GeodiffPeer.script.write(toFile: script, atomically: true, encoding: .utf8)
    let output = try StepRunner.output(of: python, [script, runner.folder])
    let calls = try JSONDecoder().decode([GeodiffPeer.Call].self, from: output)
    for call in calls {
      let figures = StepFigures(rows: call.rows, seconds: call.seconds)
      table.add("geodiff: \(call.name)", figures)
      if call.name == "rebase" { geodiffRebase = figures.rate }
    }
  }

  /// Ours: from the inbox to the durable commit.
  func engine(_ table: inout FigureTable) throws {
    try prepare(Self.smallRows)
    let smallFirst = try runner.run(.dock, rows: Self.smallRows)
    try idle("idle dock at \(Self.smallRows) rows", Self.smallRows, &table)
    try prepare(rows)
    let decode = try runner.run(.decode, rows: rows)
    try runner.copy(Self.farm, "filled.sqlite")
    let first = try best {
      try runner.copy("filled.sqlite", Self.farm)
      return try runner.run(.dock, rows: rows, watched: Self.farm)
    }
    table.add("ours: reading the inbox alone", decode)
    table.add(
      "ours: first sync, reading included", first,
      ratios(first, ("bare INSERT", bareInsert), ("changeset", changesetInserts)),
      goals: [
        .rate(first, atLeast: 300_000),
        .share(first, of: bareInsert, atLeast: 0.4),
      ])
    try runner.copy(Self.farm, "synced.sqlite")
    try idle("idle dock at \(rows) rows", rows, &table)
    try merges(&table)
    try captures(&table)
    table.note(
      String(
        format: "first sync's peak: %.0f MiB at %d rows, %.0f MiB at %d rows",
        smallFirst.peakMebibytes, Self.smallRows, first.peakMebibytes, rows))
  }

  private func prepare(_ rows: Int) throws {
    try runner.copy("none", Self.farm)
    try runner.run(.prepare, rows: rows)
    try runner.run(.fillCreates, rows: rows)
  }

  private func idle(_ name: String, _ rows: Int, _ table: inout FigureTable) throws {
    // The first may still find the last commit's traces; the second is an evening without news.
    try runner.run(.idle, rows: rows)
    let figures = try best { try runner.run(.idle, rows: rows, watched: Self.farm) }
    table.add("ours: \(name)", figures, goals: [.seconds(figures.seconds, atMost: 0.05)])
  }

  private func merges(_ table: inout FigureTable) throws {
    let few = try best {
      try startAnew()
      try runner.run(.fillFew, rows: rows, edits: Self.fewEdits)
      return try runner.run(.dock, rows: rows, watched: Self.farm)
    }
    table.add(
      "ours: \(Self.fewEdits) edits into \(rows) rows", few,
      goals: [.seconds(few.seconds - few.syncSeconds, atMost: 0.2)])
    let spread = try best {
      try startAnew()
      try runner.run(.fillSparse, rows: rows, edits: sparse)
      return try runner.run(.dock, rows: rows, watched: Self.farm)
    }
    let keptSpread = try kept(sparse, &table)
    table.add(
      "ours: \(sparse) sparse edits", spread,
      ratios(spread, ("the same, decided", keptSpread), ("bare UPDATE", bareUpdates)),
      goals: [.rate(spread, atLeast: 75_000), .share(spread, of: keptSpread, atLeast: 0.8)])
    let dense = try best {
      try startAnew()
      try runner.run(.fillDense, rows: rows, edits: rows)
      try runner.run(.editForeign, rows: rows, edits: rows / 10)
      return try runner.run(.dock, rows: rows, watched: Self.farm)
    }
    let keptAll = try kept(rows, &table)
    var peers = ratios(dense, ("the same, decided", keptAll), ("changeset", changesetUpdates))
    var goals: [FigureTable.Goal] = [
      .rate(dense, atLeast: 150_000), .share(dense, of: keptAll, atLeast: 0.5),
    ]
    if let geodiffRebase {
      peers.append(("geodiff's rebase", dense.rate / geodiffRebase))
      goals.append(.init(words: "≥ 2 × geodiff", isReached: dense.rate >= 2 * geodiffRebase))
    }
    table.add("ours: dense merge, 10 % on both sides", dense, peers, goals: goals)
  }

  /// What the rows, their past and their image cost by themselves.
  private func kept(_ edits: Int, _ table: inout FigureTable) throws -> StepFigures {
    let figures = try best {
      try runner.copy("synced.sqlite", "kept.sqlite")
      return try runner.run(.bareKeep, rows: rows, edits: edits)
    }
    table.add("bare SQL: \(edits) edits decided, past and image kept", figures)
    return figures
  }

  private func captures(_ table: inout FigureTable) throws {
    try startAnew()
    try runner.run(.editForeign, rows: rows, edits: Self.fewEdits)
    table.add(
      "ours: capture of \(Self.fewEdits) foreign edits",
      try runner.run(.capture, rows: rows, watched: Self.farm))
    table.add(
      "ours: full compare of \(rows) rows",
      try runner.run(.compare, rows: rows, watched: Self.farm))
  }

  private func best(_ measure: () throws -> StepFigures) rethrows -> StepFigures {
    var fastest = try measure()
    for _ in 1..<repeats {
      let next = try measure()
      if next.seconds < fastest.seconds { fastest = next }
    }
    return fastest
  }

  /// The state after the first sync; what a copied file makes the capture ask is answered before.
  private func startAnew() throws {
    try runner.copy("synced.sqlite", Self.farm)
    try runner.run(.idle, rows: rows)
  }

  private func ratios(
    _ figures: StepFigures, _ peers: (name: String, figures: StepFigures)...
  ) -> [(name: String, value: Double)] {
    peers.map { ($0.name, figures.rate / $0.figures.rate) }
  }
}
