/// The versions of the protocol that this program speaks.
package enum ProtocolVersion {
  /// The oldest version that is still spoken.
  package static let oldest: UInt32 = 1
  /// The newest version that is spoken.
  package static let newest: UInt32 = 1
}
