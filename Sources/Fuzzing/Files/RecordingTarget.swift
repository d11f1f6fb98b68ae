import Diagnostics
import Records

extension FuzzTarget {
  /// A recording of a session: what is read is written again as the same bytes, and both machines
  /// take whatever stands in it.
  static let recording = FuzzTarget(
    "recording", maximumBytes: 8192,
    seeds: {
      let facts = RecordingFacts(program: "fuzz", isMasked: true)
      let steps: [RecordedStep] = [
        .facts(facts), .schema([1]), .database([1, 2]), .ledger([]), .drawn(7),
        .began(device: RowID(high: 1, low: 2)), .sent([10, 0]), .received([10, 0]), .silence,
        .fault(.pass, error: [123, 125]), .event([123, 125]), .verdict([123, 125]),
        .outcome([123, 125]),
      ]
      let recording = Recording(
        startedMilliseconds: 1, entries: steps.map { .init(microseconds: 5, step: $0) })
      return [(try? recording.encoded()) ?? []]
    },
    run: { bytes throws(BrokenPromise) in
      guard let recording = try? Recording(decoding: bytes) else { return }
      let again = (try? recording.encoded()).flatMap { try? Recording(decoding: $0) }
      try promise(again == recording, "a recording comes back from its own bytes")
      var pc = PCReplay(recording)
      var pocket = PocketReplay(recording)
      let reports = [pc.run(), pocket.run()]
      try promise(
        reports.allSatisfy { $0.messages <= recording.messages.count },
        "no more messages are compared than there are")
    })
}
