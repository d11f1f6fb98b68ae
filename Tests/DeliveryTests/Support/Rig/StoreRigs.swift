import Testing

/// The object stores that judge us, by name; each is started by the first test that asks.
enum StoreRigs: String, CaseIterable, CustomTestStringConvertible {
  case seaweed = "SeaweedFS"
  case swift = "OpenStack Swift"

  static let all: [StoreRigs] = allCases.filter(\.isThere)

  var isThere: Bool {
    switch self {
    case .seaweed: SeaweedRig.isThere
    case .swift: SwiftRig.isThere
    }
  }

  var testDescription: String { rawValue }

  /// The running store, with its bucket.
  func rig() throws -> any StoreRig {
    switch self {
    case .seaweed: try Self.running.seaweed.get()
    case .swift: try Self.running.swift.get()
    }
  }

  private static let running = (
    seaweed: Result { try withBucket(SeaweedRig()) }, swift: Result { try withBucket(SwiftRig()) }
  )

  private static func withBucket(_ rig: any StoreRig) throws -> any StoreRig {
    try rig.makeBucket()
    return rig
  }
}
