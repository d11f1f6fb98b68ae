import Testing

/// The same again: no row, no commit, no conflict comes of it.
@Suite struct RepeatStoryTests {
  @Test(arguments: Yard.Line.allCases)
  func `three runs in a row change nothing after the first`(line: Yard.Line) throws {
    let yard = try Yard.settled()
    try yard.workApart()
    try yard.expect(0, try yard.dock(line))
    let wanted = try yard.state()
    #expect(!wanted.reviews.isEmpty)
    let commits = try bookkeeping(yard)
    for _ in 0..<3 {
      try yard.expect(0, try yard.dock(line))
      #expect(try yard.state().difference(from: wanted) == [])
      #expect(try bookkeeping(yard) == commits)
    }
  }

  private func bookkeeping(_ yard: Yard) throws -> [String] {
    try Program.sqlite(
      yard.database,
      """
      SELECT count(*), max(seq) FROM sync_commit; SELECT count(*) FROM sync_conflict;
      SELECT count(*) FROM sync_quarantine; SELECT merged_number, merged_seq FROM sync_peer_log;
      """, in: yard.folder)
  }
}
