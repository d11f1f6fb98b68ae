package import Delivery

/// Pockets, copies or what is to leave the farm are not as they should be.
package enum FarmFault: Sendable, Hashable {
  case neverSynchronised(label: String)
  case longUnsynchronised(label: String, milliseconds: UInt64)
  case lastAttemptFailed(label: String, milliseconds: UInt64)
  case noCopy
  case copyInPlainFolder(medium: String)
  case oldCopy(medium: String, milliseconds: UInt64)
  /// The newest copy there lacks a pocket that was left out.
  case partialCopy(medium: String, generation: UInt64)
  case waits(OutsideChannel, count: Int, sinceMilliseconds: UInt64)
  case waitsLong(OutsideChannel, count: Int, sinceMilliseconds: UInt64)
  /// A person has to help it with what this code says.
  case heldBack(OutsideChannel, lastCode: String)
  /// The server takes no copies of it.
  case farmProgramOld(version: String)
  case farmProgramUnknown

  var number: Int {
    switch self {
    case .neverSynchronised: 38
    case .longUnsynchronised: 39
    case .lastAttemptFailed: 40
    case .noCopy: 41
    case .copyInPlainFolder: 42
    case .oldCopy: 43
    case .waits: 44
    case .waitsLong: 45
    case .heldBack: 46
    case .farmProgramOld: 47
    case .farmProgramUnknown: 48
    case .partialCopy: 49
    }
  }
}
