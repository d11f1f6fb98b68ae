package import SecureChannel

/// How the pocket can be paired, and who answers for its user.
package struct PairingWish {
  /// What the pocket shows, or what is printed on it.
  package var face: PocketFace
  /// True where the user asked for it.
  package var isWanted: Bool
  /// Shows the digits; true where the PC shows the same ones.
  package var ask: (PairingDigits, EndIdentity) -> Bool

  /// A pocket with a screen whose user did not ask for pairing.
  package init(
    face: PocketFace = .screen, isWanted: Bool = false,
    ask: @escaping (PairingDigits, EndIdentity) -> Bool = { _, _ in false }
  ) {
    self.face = face
    self.isWanted = isWanted
    self.ask = ask
  }
}
