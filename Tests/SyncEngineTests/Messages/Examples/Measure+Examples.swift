@testable import SyncEngine

extension MeasureSentence: Exemplary {
  static let first = MeasureSentence.nothing

  var next: MeasureSentence? {
    switch self {
    case .nothing: .sessions(count: 12)
    case .sessions: .repeats(line: "▁▁▂█")
    case .repeats: .copies(count: 5)
    case .copies: .copyTimes(line: "▃▂█")
    case .copyTimes: .gate(open: 12, closed: 3)
    case .gate: .refusal(code: "GATE-01", count: 2)
    case .refusal: .well
    case .well: .stopped(code: "LINE-03")
    case .stopped: .unchanged
    case .unchanged: .written(path: "/var/lib/node-exporter/pocket-sync.prom")
    case .written: nil
    }
  }

  static let more: [MeasureSentence] = [
    .sessions(count: 1), .copies(count: 1), .gate(open: 1, closed: 0),
    .refusal(code: "GATE-02", count: 1),
  ]
}
