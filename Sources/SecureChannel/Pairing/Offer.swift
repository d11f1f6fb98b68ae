/// How two ends that do not know each other prove that nobody is between them.
package enum PairingWay: Sendable {
  /// Six digits on both screens.
  case digits
  /// A key that is printed on a pocket without a screen.
  case printedKey(PrintedKey)

  var pattern: NoisePattern {
    switch self {
    case .digits: .xx
    case .printedKey(let key): .xxpsk3(key.secret)
    }
  }
}

/// The five bytes before the first message; both ends mix them in, so a change of them shows.
struct Offer: Equatable {
  static let lengthBytes = 5
  private static let mark: [UInt8] = [0x50, 0x53]

  var lowest = ChannelVersion.lowest
  var highest = ChannelVersion.highest
  var asksPrintedKey: Bool

  var encoded: [UInt8] { Self.mark + [lowest, highest, asksPrintedKey ? 1 : 0] }

  var prologue: [UInt8] { Array("pocket-sync secure channel".utf8) + encoded }

  init(asksPrintedKey: Bool) { self.asksPrintedKey = asksPrintedKey }

  init(_ bytes: ArraySlice<UInt8>) throws(SecureChannelError) {
    let bytes = Array(bytes.prefix(Self.lengthBytes))
    guard bytes.count == Self.lengthBytes, Array(bytes[..<2]) == Self.mark, bytes[4] <= 1,
      bytes[2] <= bytes[3]
    else { throw .noOffer }
    lowest = bytes[2]
    highest = bytes[3]
    asksPrintedKey = bytes[4] == 1
  }
}

/// The versions of the channel that this program speaks.
enum ChannelVersion {
  static let lowest: UInt8 = 1
  static let highest: UInt8 = 1

  /// The highest of both.
  static func choose(lowest: UInt8, highest: UInt8) throws(SecureChannelError) -> UInt8 {
    let chosen = min(highest, Self.highest)
    guard chosen >= max(lowest, Self.lowest) else {
      throw .versionMismatch(lowest: lowest, highest: highest)
    }
    return chosen
  }
}

/// The pocket's half of the choice, sealed in message 2: chosen, its lowest, its highest.
struct VersionAnswer {
  static let lengthBytes = 3
  var chosen: UInt8
  var lowest = ChannelVersion.lowest
  var highest = ChannelVersion.highest

  var encoded: [UInt8] { [chosen, lowest, highest] }

  init(chosen: UInt8) { self.chosen = chosen }

  /// Refuses a choice that is not the highest of both.
  init(_ bytes: ArraySlice<UInt8>) throws(SecureChannelError) {
    guard bytes.count >= Self.lengthBytes else { throw .malformed }
    let bytes = Array(bytes.prefix(Self.lengthBytes))
    (chosen, lowest, highest) = (bytes[0], bytes[1], bytes[2])
    let possible = try ChannelVersion.choose(lowest: lowest, highest: highest)
    guard chosen == possible else { throw .downgraded(chosen: chosen, possible: possible) }
  }
}
