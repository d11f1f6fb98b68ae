import FoundationEssentials

/// A question of the PC's whose answer only tests the line.
package struct Probe: Hashable, Sendable {
  /// The answer has the same.
  package var number: UInt64
  /// How much is sent along.
  package var paddingBytes: Int
  /// How much the answer shall bring along.
  package var answerBytes: Int

  /// Takes everything as it stands.
  package init(number: UInt64, paddingBytes: Int, answerBytes: Int) {
    self.number = number
    self.paddingBytes = paddingBytes
    self.answerBytes = answerBytes
  }

  init(_ wire: Pocket_V1_Probe) throws(ProtocolFault) {
    let limit = ProtocolLimit.probeBytes
    guard wire.answerBytes <= limit.maximum else {
      throw .overLimit(limit, found: Int(wire.answerBytes))
    }
    self.init(
      number: wire.number, paddingBytes: wire.padding.count, answerBytes: Int(wire.answerBytes))
  }

  var wire: Pocket_V1_Probe {
    var wire = Pocket_V1_Probe()
    wire.number = number
    wire.padding = Padding.bytes(paddingBytes)
    wire.answerBytes = UInt32(answerBytes)
    return wire
  }
}

/// A pocket's answer, with what it counted on its side of the line.
package struct Probed: Hashable, Sendable {
  /// As in the question.
  package var number: UInt64
  /// How much came along.
  package var paddingBytes: Int
  /// Data frames since the link began, repeats included.
  package var framesSent: UInt64
  /// Of these, repeats.
  package var framesResent: UInt64
  /// Data frames of the PC that came although they had come before.
  package var framesDoubled: UInt64

  /// Takes everything as it stands.
  package init(
    number: UInt64, paddingBytes: Int, framesSent: UInt64, framesResent: UInt64,
    framesDoubled: UInt64 = 0
  ) {
    self.number = number
    self.paddingBytes = paddingBytes
    self.framesSent = framesSent
    self.framesResent = framesResent
    self.framesDoubled = framesDoubled
  }

  init(_ wire: Pocket_V1_Probed) throws(ProtocolFault) {
    guard wire.framesResent <= wire.framesSent else { throw .malformed("Probed.frames_resent") }
    self.init(
      number: wire.number, paddingBytes: wire.padding.count, framesSent: wire.framesSent,
      framesResent: wire.framesResent, framesDoubled: wire.framesDoubled)
  }

  var wire: Pocket_V1_Probed {
    var wire = Pocket_V1_Probed()
    wire.number = number
    wire.padding = Padding.bytes(paddingBytes)
    wire.framesSent = framesSent
    wire.framesResent = framesResent
    wire.framesDoubled = framesDoubled
    return wire
  }
}

/// What a probe is filled with: as mixed as sealed bytes are anyway, so that no line is flattered.
private enum Padding {
  static func bytes(_ count: Int) -> Data {
    Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 8) })
  }
}
