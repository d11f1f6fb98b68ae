package import FarmDatabase
import Records

/// What one farm tells a Prometheus: sums of all that was measured, and how things stand now.
package struct FarmMetrics: Sendable {
  /// How things stand now.
  package struct State: Sendable {
    /// Pockets in service, and when each was last taken over well: milliseconds since 1970.
    package var pockets: [(label: String, lastSuccess: UInt64?, notSafe: UInt64)] = []
    /// Media, and when the newest copy on each was made: milliseconds since 1970.
    package var media: [(label: String, made: UInt64)] = []
    /// Review items that wait.
    package var openConflicts = 0
    /// Changes that could not be placed.
    package var openQuarantine = 0
    /// What waits to leave the house, by channel.
    package var waiting: [(channel: String, count: Int)] = []

    /// Nothing is known.
    package init() {}
  }

  private let sums: [MeasureSum: UInt64]
  private let state: State

  /// The ledger's sums, and the state of the farm.
  package init(sums: [MeasureSum: UInt64], state: State) {
    self.sums = sums
    self.state = state
  }

  /// All families; `farm` tells farms of one PC apart, and stands in every sample.
  package func text(farm: String) -> String {
    var text = PrometheusText(labels: [("farm_name", farm)])
    addSessions(&text)
    addLine(&text)
    addGate(&text)
    addState(&text)
    return text.text
  }

  private func addSessions(_ text: inout PrometheusText) {
    text.add(
      "pocket_sync_sessions_total", .counter, help: "Sessions with pockets, by how they ended.",
      ["done", "failed"].map { sample(.sessions, $0, as: "outcome") })
    text.add(
      "pocket_sync_session_duration_seconds", .summary, help: "How long sessions took.",
      [
        PrometheusText.Sample(seconds(.sessionMilliseconds), suffix: "_sum"),
        PrometheusText.Sample(
          value(.sessions, "done") + value(.sessions, "failed"), suffix: "_count"),
      ])
    text.add(
      "pocket_sync_records_received_total", .counter, help: "Changes that pockets brought.",
      [PrometheusText.Sample(value(.changes))])
    text.add(
      "pocket_sync_conflicts_total", .counter, help: "Decisions that were kept for review.",
      [PrometheusText.Sample(value(.conflicts))])
    text.add(
      "pocket_sync_quarantined_total", .counter, help: "Changes that could not be placed.",
      [PrometheusText.Sample(value(.quarantined))])
  }

  private func addLine(_ text: inout PrometheusText) {
    let families: [(name: String, help: String, sum: MeasureSum.Name)] = [
      ("line_sent_bytes", "Bytes handed to the lines, repeats included.", .sentBytes),
      ("line_received_bytes", "Bytes of messages that came.", .receivedBytes),
      ("frames_sent", "Frames with data that were sent, repeats included.", .framesSent),
      ("frames_resent", "Frames that were sent once more.", .framesResent),
      ("frames_received", "Sound frames that came.", .framesReceived),
      ("frames_broken", "What came and was no sound frame.", .framesBroken),
      ("line_timeouts", "Times that an answer was waited for in vain.", .timeouts),
    ]
    for family in families {
      text.add(
        "pocket_sync_\(family.name)_total", .counter, help: family.help,
        [PrometheusText.Sample(value(family.sum))])
    }
  }

  private func addGate(_ text: inout PrometheusText) {
    text.add(
      "pocket_sync_gate_verdicts_total", .counter, help: "What the gate said before a copy.",
      ["open", "partial", "closed"].map { sample(.verdicts, $0, as: "verdict") })
    let codes = sums.keys.filter { $0.name == .refusals }.map(\.label).sorted()
    text.add(
      "pocket_sync_gate_refusals_total", .counter, help: "Why the gate was closed, by code.",
      codes.map { sample(.refusals, $0, as: "code") })
    text.add(
      "pocket_sync_copies_total", .counter, help: "Copies on media, by how they ended.",
      ["written", "unchanged", "failed"].map { sample(.copies, $0, as: "outcome") })
    text.add(
      "pocket_sync_copy_duration_seconds", .summary,
      help: "How long copies took that were written and proven.",
      [
        PrometheusText.Sample(seconds(.copyMilliseconds), suffix: "_sum"),
        PrometheusText.Sample(value(.copies, "written"), suffix: "_count"),
      ])
    text.add(
      "pocket_sync_copied_bytes_total", .counter, help: "Bytes of copies that were written.",
      [PrometheusText.Sample(value(.copiedBytes))])
  }

  private func addState(_ text: inout PrometheusText) {
    // Two pockets may have one name, and one label must not come twice.
    let pockets = Dictionary(grouping: state.pockets, by: \.label).sorted { $0.key < $1.key }
    text.add(
      "pocket_sync_pocket_last_success_timestamp_seconds", .gauge,
      help: "When a pocket was last taken over well; 0 where it never was.",
      pockets.map { label, all in
        PrometheusText.Sample(
          Double(all.map { $0.lastSuccess ?? 0 }.min() ?? 0) / 1_000, [("pocket", label)])
      })
    text.add(
      "pocket_sync_pocket_records_not_safe", .gauge,
      help: "Merged changes of a pocket that no verified copy holds yet.",
      pockets.map { label, all in
        PrometheusText.Sample(Double(all.reduce(0) { $0 + $1.notSafe }), [("pocket", label)])
      })
    let media = Dictionary(grouping: state.media, by: \.label).sorted { $0.key < $1.key }
    text.add(
      "pocket_sync_medium_newest_copy_timestamp_seconds", .gauge,
      help: "When the newest copy on a medium was made.",
      media.map { label, all in
        PrometheusText.Sample(Double(all.map(\.made).max() ?? 0) / 1_000, [("medium", label)])
      })
    text.add(
      "pocket_sync_open_conflicts", .gauge, help: "Review items that wait for a decision.",
      [PrometheusText.Sample(Double(state.openConflicts))])
    text.add(
      "pocket_sync_open_quarantine", .gauge, help: "Changes that wait to be placed.",
      [PrometheusText.Sample(Double(state.openQuarantine))])
    text.add(
      "pocket_sync_outside_waiting", .gauge, help: "What waits to leave the house, by channel.",
      state.waiting.map { PrometheusText.Sample(Double($0.count), [("channel", $0.channel)]) })
  }

  private func sample(
    _ name: MeasureSum.Name, _ label: String, as kind: String
  ) -> PrometheusText.Sample {
    PrometheusText.Sample(value(name, label), [(kind, label)])
  }

  private func value(_ name: MeasureSum.Name, _ label: String = "") -> Double {
    Double(sums[MeasureSum(name, label)] ?? 0)
  }

  private func seconds(_ name: MeasureSum.Name) -> Double { value(name) / 1_000 }
}
