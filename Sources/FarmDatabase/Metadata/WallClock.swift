import Foundation
package import Records

/// The PC's wall clock; it dates things for people and never decides anything.
package enum WallClock {
  /// Milliseconds since 1970.
  package static var milliseconds: UInt64 { UInt64(max(0, Date().timeIntervalSince1970 * 1000)) }
}

extension RowID {
  /// A new identity of this moment.
  package static func fresh() -> RowID {
    RowID(
      milliseconds: WallClock.milliseconds, random: .random(in: .min ... .max),
      .random(in: .min ... .max))
  }
}
