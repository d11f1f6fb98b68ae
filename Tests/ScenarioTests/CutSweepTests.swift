import Testing

/// The cable is pulled at many bytes; the next run completes and nothing shows of the cut.
@Suite(.serialized) struct CutSweepTests {
  /// Cuts on each of the two lines; together at least 200.
  private static let cutsPerLine = 104

  @Test(arguments: Yard.Line.allCases)
  func `a pocket that dies at any byte leaves no trace once it is back`(line: Yard.Line) throws {
    let start = try Yard.settled()
    try start.workApart()
    let uncut = try Yard(copying: start)
    try uncut.expect(0, try uncut.dock(line))
    let wanted = try uncut.state()
    #expect(wanted.pocket.pending == 0)
    #expect(!wanted.reviews.isEmpty)
    let total = try bytesOfSession(start, line)
    var survived = 0
    for index in 0..<Self.cutsPerLine {
      let cut = 1 + index * (total - 1) / Self.cutsPerLine
      let yard = try Yard(copying: start)
      let first = try yard.dock(line, cutAfter: cut)
      if first.status == 0 { survived += 1 } else { #expect(first.status == 10) }
      try yard.expect(0, try yard.dock(line))
      let found = try yard.state()
      #expect(found.difference(from: wanted) == [], "cut after \(cut) of \(total) bytes")
    }
    // Nearly every cut must have hit the session, or the sweep proves nothing.
    #expect(survived <= Self.cutsPerLine / 10, "\(survived) of \(Self.cutsPerLine) were no cuts")
  }

  /// The smallest number of bytes after which a cut is no cut any more, to a few bytes.
  private func bytesOfSession(_ start: Yard, _ line: Yard.Line) throws -> Int {
    var low = 1
    var high = 1 << 20
    while high - low > 64 {
      let middle = (low + high) / 2
      let yard = try Yard(copying: start)
      if try yard.dock(line, cutAfter: middle).status == 0 { high = middle } else { low = middle }
    }
    return high
  }
}

/// Batches that lie in the ledger after a cut and go bad there.
@Suite struct DamagedInboxTests {
  @Test(arguments: ["UPDATE batch SET bytes = x'00ff'", "DELETE FROM batch WHERE first = 1"])
  func `an unreadable or missing batch is sent again, nothing is skipped`(damage: String) throws {
    let yard = try Yard.settled()
    _ = try Program.run(
      "pocket-simulator", ["--farm", yard.pocket, "--records", "900"], in: yard.folder)
    let uncut = try Yard(copying: yard)
    try uncut.expect(0, try uncut.dock(.tcp))
    let wanted = try uncut.state()
    #expect(try yard.dock(.pty, cutAfter: 60_000).status == 10)
    let ledger = yard.database + "-pocket-sync"
    let kept = try Program.sqlite(ledger, "SELECT count(*) FROM batch", in: yard.folder)
    #expect(kept != ["0"])
    _ = try Program.sqlite(ledger, damage, in: yard.folder)
    var outcome = try yard.dock(.tcp)
    if outcome.status != 0 {
      #expect(outcome.status == 11, "\(outcome.words)")
      outcome = try yard.dock(.tcp)
    }
    try yard.expect(0, outcome)
    #expect(try yard.state().difference(from: wanted) == [])
  }
}
