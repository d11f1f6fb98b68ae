import Testing

/// The object stores that judge us, by name; each is started by the first test that asks.
enum StoreRigs: String, CaseIterable, CustomTestStringConvertible {
  case seaweed

  static let all: [StoreRigs] = allCases.filter(\.isThere)

  var isThere: Bool {
    switch self {
    case .seaweed: SeaweedRig.isThere
    }
  }

  var testDescription: String {
    switch self {
    case .seaweed: "SeaweedFS"
    }
  }

  /// The running store, with its bucket.
  func rig() throws -> any StoreRig {
    switch self {
    case .seaweed: try Self.seaweedWithBucket.get()
    }
  }

  private static let seaweedWithBucket = Result {
    let rig = try SeaweedRig.shared.get()
    try rig.makeBucket()
    return rig
  }
}
