@testable import SyncEngine

extension BundleProblem: Exemplary {
  static let first = BundleProblem.unknownFile("secrets.json")

  var next: BundleProblem? {
    switch self {
    case .unknownFile: .unknownField(file: "pockets.json", field: "label")
    case .unknownField: .unfitValue(file: "pockets.json", field: "merged")
    case .unfitValue: .tooLarge(bytes: 5_000_000, limitBytes: 4_194_304)
    case .tooLarge: .noHelpdeskKey
    case .noHelpdeskKey: nil
    }
  }
}

extension BundleSentence: Exemplary {
  static let first = BundleSentence.holds(bytes: 12_000)

  var next: BundleSentence? {
    switch self {
    case .holds: .neverHolds
    case .neverHolds: .whoIsWho
    case .whoIsWho: .alias(mask: "pocket-1f2e3d4c", name: "Pocket de Luc")
    case .alias: .mayWrite(path: "/home/luc/paquet.tar.zst")
    case .mayWrite: .maySend
    case .maySend: .written(path: "/home/luc/paquet.tar.zst", bytes: 4_200)
    case .written: .nothingWritten
    case .nothingWritten: .attached
    case .attached: .packed(bytes: 4_400)
    case .packed: .sent
    case .sent: nil
    }
  }
}
