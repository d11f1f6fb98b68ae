import FarmDatabase
import Foundation
import Testing

@testable import Diagnostics

struct FarmMetricsTests {
  private static let name = #"Ferme "du\Moulin""# + "\nà l'eau"

  private var text: String {
    var state = FarmMetrics.State()
    state.pockets = [
      ("Luc", 1_779_381_600_500, 3), ("Marie", nil, 0), ("Luc", 1_779_381_500_000, 4),
    ]
    state.media = [("KINGSTON", 1_779_381_600_000), ("KINGSTON", 1_779_381_700_000)]
    state.openConflicts = 2
    state.waiting = [("server", 1), ("mail", 0)]
    return FarmMetrics(
      sums: [
        MeasureSum(.sessions, "done"): 12, MeasureSum(.sessions, "failed"): 2,
        MeasureSum(.sessionMilliseconds): 58_250, MeasureSum(.framesResent): 9,
        MeasureSum(.refusals, "GATE-01"): 2, MeasureSum(.verdicts, "closed"): 2,
        MeasureSum(.sentBytes): 9_007_199_254_740_991,
      ], state: state
    ).text(farm: Self.name)
  }

  /// Python's reader of the format, by the makers of Prometheus: a sample a line.
  private func read(_ text: String) throws -> [String: Double] {
    let process = Process()
    process.executableURL = URL(filePath: Judge.python)
    process.arguments = ["-c", Judge.script]
    let (given, said) = (Pipe(), Pipe())
    process.standardInput = given
    process.standardOutput = said
    try process.run()
    try given.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try given.fileHandleForWriting.close()
    let output = said.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try JSONDecoder().decode([String: Double].self, from: output)
  }

  @Test(.enabled(if: Judge.isInstalled, "prometheus-client is not installed: scripts/test does"))
  func `Prometheus' own reader finds every value under its name and labels`() throws {
    let found = try read(text)
    let farm = Self.name
    func value(_ name: String, _ labels: (String, String)...) -> Double? {
      let all = ([("farm_name", farm)] + labels).sorted { $0.0 < $1.0 }
      return found[name + "|" + all.map { "\($0.0)=\($0.1)" }.joined(separator: "|")]
    }
    #expect(value("pocket_sync_sessions_total", ("outcome", "done")) == 12)
    #expect(value("pocket_sync_sessions_total", ("outcome", "failed")) == 2)
    #expect(value("pocket_sync_session_duration_seconds_sum") == 58.25)
    #expect(value("pocket_sync_session_duration_seconds_count") == 14)
    #expect(value("pocket_sync_frames_resent_total") == 9)
    #expect(value("pocket_sync_gate_refusals_total", ("code", "GATE-01")) == 2)
    #expect(value("pocket_sync_gate_verdicts_total", ("verdict", "open")) == 0)
    #expect(value("pocket_sync_line_sent_bytes_total") == 9_007_199_254_740_991)
    #expect(
      value("pocket_sync_pocket_last_success_timestamp_seconds", ("pocket", "Luc"))
        == 1_779_381_500)
    #expect(
      value("pocket_sync_pocket_last_success_timestamp_seconds", ("pocket", "Marie")) == 0)
    #expect(value("pocket_sync_pocket_records_not_safe", ("pocket", "Luc")) == 7)
    #expect(
      value("pocket_sync_medium_newest_copy_timestamp_seconds", ("medium", "KINGSTON"))
        == 1_779_381_700)
    #expect(value("pocket_sync_outside_waiting", ("channel", "server")) == 1)
  }

  @Test func `each family is told once, with help and type before its samples`() throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.last == "")
    var (families, helped): (Set<Substring>, Substring?) = ([], nil)
    var samples: Set<Substring> = []
    for line in lines.dropLast() {
      if let help = line.wholeMatch(of: /# HELP ([a-z_]+) [A-Z0].*\./) {
        helped = help.1
      } else if let type = line.wholeMatch(of: /# TYPE ([a-z_]+) (counter|gauge|summary)/) {
        #expect(type.1 == helped)
        #expect(families.insert(type.1).inserted, "\(line)")
        #expect((type.2 == "counter") == type.1.hasSuffix("_total"), "\(line)")
      } else {
        let sample = try #require(
          line.wholeMatch(
            of: /([a-z_]+)(\{([a-z_]+="([^"\\]|\\["\\n])*",?)+\}) -?[0-9.e+]+/), "\(line)")
        let family = try #require(families.first { $0 == helped })
        #expect([family, family + "_sum", family + "_count"].contains(sample.1), "\(line)")
        #expect(samples.insert(sample.1 + sample.2).inserted, "\(line)")
      }
    }
    #expect(families.count > 15 && samples.count > 20)
  }
}

/// PyPI's `prometheus-client`, in the environment of the judges.
private enum Judge {
  private static let folder =
    URL(filePath: #filePath).deletingLastPathComponent().path + "/../../../.build/judges"
  // A link: the path must stay as it is.
  static let python = folder + "/bin/python"
  static let isInstalled =
    (try? String(contentsOfFile: folder + "/installed", encoding: .utf8))?
    .contains("prometheus-client") ?? false
  static let script = """
    import json, sys
    from prometheus_client.parser import text_string_to_metric_families
    found = {}
    for family in text_string_to_metric_families(sys.stdin.read()):
        assert family.type in ("counter", "gauge", "summary"), family
        assert family.documentation, family
        for sample in family.samples:
            labels = "|".join(f"{k}={v}" for k, v in sorted(sample.labels.items()))
            key = sample.name + "|" + labels
            assert key not in found, key
            found[key] = sample.value
    print(json.dumps(found))
    """
}
