import Testing

/// The short form of `scripts/benchmark sessions`.
struct SessionsTests {
  @Test func `sessions whose pocket is killed, stopped, slowed or cut end and leak nothing`()
    throws
  {
    let yard = try Yard()
    let outcome = try Program.run(
      "pocket-benchmark", ["sessions", "--count", "160", "--seed", "1", "--at-once", "8"],
      in: yard.folder)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.words)")
    for fate in ["killed", "stopped for ever", "stopped for a while", "slowed", "cut"] {
      #expect(outcome.output.contains("\n  \(fate): "), "\(fate)")
    }
  }
}
