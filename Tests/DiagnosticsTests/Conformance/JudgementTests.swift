import Link
import PocketProtocol
import Records
import Testing

@testable import Diagnostics

/// The judgements are values in, values out: each is shown what is right and what is wrong.
@Suite struct JudgementTests {
  private func frame(
    _ kind: FrameKind, at milliseconds: UInt64 = 0, epoch: UInt16 = 7
  )
    -> HeardFrame
  {
    HeardFrame(microseconds: milliseconds * 1_000, kind: kind, epoch: epoch, version: 1)
  }

  @Test func `a frame, or a byte that is none, breaks a silence`() {
    #expect(LinkJudgement.isSilent(LinkSeen()) == nil)
    #expect(
      LinkJudgement.isSilent(LinkSeen(frames: [frame(.probe)]))
        == RuleFinding(expected: .silence, found: .frame("probe")))
    #expect(LinkJudgement.isSilent(LinkSeen(strayBytes: 3)) != nil)
  }

  @Test func `opened is awaited three times in 1.1 s, of this epoch and version, then no more`() {
    let three = LinkSeen(frames: [frame(.opened), frame(.opened), frame(.opened)])
    #expect(LinkJudgement.repeats(three, LinkSeen(), epoch: 7) == nil)
    #expect(LinkJudgement.repeats(three, LinkSeen(), epoch: 8) != nil)
    #expect(LinkJudgement.repeats(three, three, epoch: 7) != nil)
    #expect(LinkJudgement.repeats(LinkSeen(frames: [frame(.opened)]), LinkSeen(), epoch: 7) != nil)
    var other = three
    other.frames[0].version = 2
    #expect(LinkJudgement.repeats(other, LinkSeen(), epoch: 7) != nil)
    other.frames[0].version = 1
    other.frames[0].isFromPocket = false
    #expect(LinkJudgement.repeats(other, LinkSeen(), epoch: 7) != nil)
  }

  private static let probes: [(UInt64, Bool)] = [
    (900, true), (1_900, true), (2_300, true), (3_200, false),
  ]

  @Test(arguments: probes)
  func `a probe comes by itself within three seconds`(milliseconds: UInt64, isRight: Bool) {
    let seen = LinkSeen(frames: [frame(.probe, at: milliseconds)])
    #expect((LinkJudgement.probes(seen) == nil) == isRight)
    #expect(LinkJudgement.probes(LinkSeen()) != nil)
  }

  @Test func `after the silence that means gone only an end may come`() {
    var seen = LinkSeen(frames: [frame(.probe, at: 6_000), frame(.reset, at: 9_900)])
    #expect(LinkJudgement.fallsSilent(seen, afterMilliseconds: 9_500) == nil)
    seen.frames.append(frame(.probe, at: 10_000))
    #expect(LinkJudgement.fallsSilent(seen, afterMilliseconds: 9_500) != nil)
  }

  @Test func `a refusal counts with its code, and with its detail where one is asked for`() {
    let said = Said.message(.refusal(Refusal(code: .overLimit, detail: "tables 513 > 512")))
    #expect(ProtocolJudgement.refuses(.overLimit, said) == nil)
    #expect(ProtocolJudgement.refuses(.overLimit, said, detail: "tables 513 > 512") == nil)
    #expect(ProtocolJudgement.refuses(.overLimit, said, detail: "tables 514 > 512") != nil)
    #expect(ProtocolJudgement.refuses(.malformed, said) != nil)
    for other in [Said.silence, .end, .message(.farewell(note: ""))] {
      #expect(ProtocolJudgement.refuses(.overLimit, other)?.found == other.sign)
    }
  }

  private func introduction(
    recent: [DotCheck] = [], commits: [CommitStamp] = [], last: DotCheck, first: UInt64 = 1
  ) -> PocketIntroduction {
    PocketIntroduction(
      device: RowID(high: 1, low: 1), label: "", program: "", incarnation: 5, last: last,
      firstNumber: first, recent: recent, hub: nil, commits: commits, cursor: .start, schema: nil,
      wallMilliseconds: 0, uptimeMilliseconds: 0, waiting: 0)
  }

  @Test func `recent changes stand newest first, all of them, with the last one dropped`() {
    let dots = [DotCheck(number: 3, nonce: 33), DotCheck(number: 2, nonce: 22)]
    let right = introduction(recent: dots, last: dots[0], first: 3)
    #expect(ProtocolJudgement.recent(right, nonces: [2: 22, 3: 33]) == nil)
    #expect(ProtocolJudgement.recent(right, nonces: [2: 23]) != nil)
    let turned = introduction(recent: dots.reversed(), last: dots[0], first: 3)
    #expect(ProtocolJudgement.recent(turned, nonces: [:]) != nil)
    for part in [[dots[0]], [dots[1]], []] {
      let without = introduction(recent: part, last: dots[0], first: 3)
      #expect(ProtocolJudgement.recent(without, nonces: [:]) != nil)
    }
    let kept = introduction(recent: dots, last: dots[0], first: 2)
    #expect(ProtocolJudgement.recent(kept, nonces: [:]) != nil)
    let endless = introduction(recent: [dots[0]], last: DotCheck(number: .max, nonce: 1))
    #expect(ProtocolJudgement.recent(endless, nonces: [:]) != nil)
    #expect(
      ProtocolJudgement.recent(introduction(last: DotCheck(number: 0, nonce: 0)), nonces: [:])
        == nil)
  }

  @Test func `the first and the newest commit are named, ascending, and no stranger`() {
    let chain = (1...5).map { CommitStamp(sequence: $0, nonce: $0 * 11) }
    let last = DotCheck(number: 0, nonce: 0)
    func judge(_ named: [CommitStamp]) -> RuleFinding? {
      ProtocolJudgement.commits(introduction(commits: named, last: last), chain: chain)
    }
    #expect(judge(chain) == nil)
    #expect(judge([chain[0], chain[4]]) == nil)
    #expect(judge([chain[4], chain[0]]) != nil)
    #expect(judge([chain[0], chain[3]]) != nil)
    #expect(judge([chain[1], chain[4]]) != nil)
    #expect(judge(chain.dropLast() + [CommitStamp(sequence: 5, nonce: 1)]) != nil)
  }

  @Test func `of a row that was fed every cell, its commit and the nonce of that must come back`() {
    var farm = JudgeFarm(hub: RowID(high: 1, low: 2))
    farm.write(TestSchema.rows)
    let batches = farm.feed(after: .start).map { batch in
      LostBatch(
        rows: batch.rows, nonces: batch.rows.sequences.map { _ in farm.chain[0].nonce })
    }
    func judge(_ batches: [LostBatch]) -> RuleFinding? {
      ProtocolJudgement.holds(ReadBack(batches, of: farm), touched: [])
    }
    #expect(judge(batches) == nil)
    #expect(judge(Array(batches.dropLast())) != nil)
    var wrong = batches
    wrong[0].nonces = [1]
    #expect(judge(wrong) != nil)
    var other = farm
    other.rows[0].values?["name"] = .text("autre")
    #expect(ProtocolJudgement.holds(ReadBack(batches, of: other), touched: []) != nil)
    #expect(
      ProtocolJudgement.holds(ReadBack(batches, of: other), touched: [other.rows[0].row]) == nil)
  }
}
