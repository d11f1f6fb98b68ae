import Foundation
package import Records

extension Surroundings {
  /// The PC's wall clock and the system's source of chance.
  package static let real = Surroundings(
    nowMilliseconds: { UInt64(max(0, Date().timeIntervalSince1970 * 1000)) },
    random: { .random(in: .min ... .max) })
}
