import Foundation
import Records
import SyncEngine

extension FuzzTarget {
  /// Where a pocket is docked, as a person types it.
  static let address = FuzzTarget(
    "address", maximumBytes: 256,
    seeds: { ["/dev/ttyACM0", "/dev/ttyUSB0@9600", "tcp:::1:4711"].map { Array($0.utf8) } },
    run: { input throws(BrokenPromise) in
      guard let address = PocketAddress(String(decoding: input, as: UTF8.self)) else { return }
      try promise(PocketAddress(address.text) == address, "\(address.text) comes back")
    })

  /// The sync profile.
  static let profile = FuzzTarget(
    "profile", maximumBytes: 16_384,
    seeds: {
      var table = ProfileTable(name: "work", identity: .own, direction: .both)
      table.history = .recent
      table.naturalKeys = [["season", "number"]]
      table.title = ["parcel_id"]
      let profile = SyncProfile(
        name: "fuzz", recentDays: 400, tables: [table],
        leftOut: [LeftOutTable(name: "stock", reason: "derived")])
      guard let bytes = try? JSONEncoder().encode(profile) else { return [] }
      return [Array(bytes)]
    },
    run: { input throws(BrokenPromise) in
      guard let profile = try? JSONDecoder().decode(SyncProfile.self, from: Data(input)) else {
        return
      }
      guard let text = try? JSONEncoder().encode(profile) else {
        return try promise(false, "a profile that cannot be encoded")
      }
      let again = try? JSONDecoder().decode(SyncProfile.self, from: text)
      try promise(again == profile, "a profile comes back")
    })
}
