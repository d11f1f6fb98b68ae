import PocketProtocol
package import Records

/// Feeds a simulated pocket with what a PC said in a session; it must answer as the recorded one.
package struct SimulatorReplay {
  /// What it found.
  package struct Report: Sendable, Hashable {
    /// Changes that the pocket offered, all as recorded.
    package var changes = 0
    /// The first of the pocket's answers, from 1, that is another; nil where none is.
    package var differsAt: Int?
    /// True where also the cut of the changes in messages is the recorded one, to the bit.
    package var isExact = false
    /// What differs, for a technician.
    package var detail = ""
  }

  private let pocket: RecreatedPocket
  private let fromPC: [[UInt8]]
  private let fromPocket: [[UInt8]]

  /// A session from the messages of both ends and the schema in force.
  package init(
    fromPocket: [[UInt8]], fromPC: [[UInt8]], schema: SyncSchema
  ) throws(RecreatedPocket.Missing) {
    pocket = try RecreatedPocket(fromPocket: fromPocket, fromPC: fromPC, schema: schema)
    (self.fromPC, self.fromPocket) = (fromPC, fromPocket)
  }

  /// Plays the pocket in memory; a batch may close where either of both ways of lines closes it.
  package func run() -> Report {
    var best = Report()
    for bytes in [ProtocolTarget.serialBatchBytes, ProtocolTarget.batchBytes] {
      best = run(batchBytes: bytes)
      if best.isExact { return best }
    }
    return best
  }

  private func run(batchBytes: Int) -> Report {
    let (wall, uptime) = (pocket.wallMilliseconds, pocket.uptimeMilliseconds)
    let chance = DrawnBits(pocket.draws)
    let surroundings = Surroundings(
      nowMilliseconds: { wall }, uptimeMilliseconds: { uptime }, random: { chance.next() })
    var answers: [[UInt8]] = []
    var fault = ""
    do throws(SimulatorFault) {
      let store = try PocketStore(
        folder: "", label: "", surroundings: surroundings,
        files: MemoryFiles(Journal.bytes(of: pocket.records)))
      var dock = PocketDock(
        store: store, program: pocket.program, batchBytes: batchBytes, versions: pocket.versions,
        probeBytes: pocket.probeBytes)
      for message in fromPC {
        try dock.receive(message, send: { bytes throws(SimulatorFault) in answers.append(bytes) })
      }
    } catch .refused { fault = "" } catch { fault = "\(error)" }
    return compare(answers, fault)
  }

  private func compare(_ answers: [[UInt8]], _ fault: String) -> Report {
    var report = Report()
    let (recorded, played) = (Self.contents(fromPocket), Self.contents(answers))
    report.isExact = answers.starts(with: fromPocket)
    // What the line lost at its end was said all the same.
    let count = min(recorded.count, played.count)
    let first = (0..<count).first { recorded[$0] != played[$0] }
    if let place = first ?? (count < recorded.count ? count : nil) {
      report.differsAt = place + 1
      report.detail = first == nil && !fault.isEmpty ? fault : recorded[place]?.name ?? "-"
      return report
    }
    report.changes = recorded.count { if case .change? = $0 { true } else { false } }
    return report
  }

  /// What was said, whatever messages it was cut in; bytes that are no message say nothing.
  private static func contents(_ messages: [[UInt8]]) -> [MessageContent?] {
    messages.flatMap { bytes -> [MessageContent?] in
      switch try? ToPC(decoding: bytes) {
      case .introduction(var introduction)?:
        // Of a long chain the pocket names some commits: which ones is told by that alone.
        introduction.commits = []
        return [.message(.introduction(introduction))]
      case let message?: return message.contents
      case nil: return [nil]
      }
    }
  }
}
