/// How one end stands to the other: one byte, sent both ways, from which both draw one course.
struct Standing: Equatable {
  var isKnown: Bool
  /// A person asked for pairing, and this end can do it the way that was offered.
  var isWilling: Bool

  var encoded: UInt8 { (isKnown ? 1 : 0) | (isWilling ? 2 : 0) }

  init(isKnown: Bool, isWilling: Bool) {
    self.isKnown = isKnown
    self.isWilling = isWilling
  }

  init(_ byte: UInt8?) throws(SecureChannelError) {
    guard let byte, byte <= 3 else { throw .malformed }
    self.init(isKnown: byte & 1 != 0, isWilling: byte & 2 != 0)
  }

  enum Course {
    case goOn
    case pair
  }

  /// Both were asked to pair: digits, also for old friends; else both must know each other.
  func course(with peer: Standing) throws(SecureChannelError) -> Course {
    if isWilling && peer.isWilling { return .pair }
    guard isKnown && peer.isKnown else {
      throw .notPaired(isKnownHere: isKnown, isKnownThere: peer.isKnown)
    }
    return .goOn
  }
}
