/// The keys of one session's records: who holds them reads all of it, later as well.
package struct ChannelSecrets: Hashable, Sendable {
  /// What the PC seals with, before its first record.
  package let toPocket: [UInt8]
  /// What the pocket seals with, before its first record.
  package let toPC: [UInt8]

  /// Takes both as they stand, 32 bytes each.
  package init(toPocket: [UInt8], toPC: [UInt8]) {
    self.toPocket = toPocket
    self.toPC = toPC
  }
}
