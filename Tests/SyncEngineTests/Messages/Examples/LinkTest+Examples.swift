import Diagnostics

@testable import SyncEngine

extension LinkTestSentence: Exemplary {
  static let first = LinkTestSentence.title(label: "Pocket de Luc", address: "/dev/ttyUSB0")

  var next: LinkTestSentence? {
    switch self {
    case .title: .trying(.roundTrip)
    case .trying(.roundTrip): .trying(.toPocket)
    case .trying(.toPocket): .trying(.fromPocket)
    case .trying(.fromPocket): .cannotProbe(label: "Pocket de Luc")
    case .cannotProbe: .roundTrip(median: 17_300, slow: 1_204_000)
    case .roundTrip: .rate(.toPocket, bytes: 11_100, limit: 11_520)
    case .rate: .repeats(.toPocket, resent: 12, sent: 640)
    case .repeats: .broken(count: 3)
    case .broken: .course(line: "▁▂█")
    case .course: .verdict(.good)
    case .verdict: .written(path: "/home/luc/ligne.html")
    case .written: .plotRoundTrip
    case .plotRoundTrip: .plotRate
    case .plotRate: .plotFaults
    case .plotFaults: .legend(.roundTrip)
    case .legend: nil
    }
  }

  static var more: [LinkTestSentence] {
    LinkVerdict.allCases.dropFirst().map(LinkTestSentence.verdict) + [
      .rate(.fromPocket, bytes: 2_400_000, limit: nil), .legend(.toPocket), .legend(.fromPocket),
      .repeats(.fromPocket, resent: 0, sent: 0),
    ]
  }
}
