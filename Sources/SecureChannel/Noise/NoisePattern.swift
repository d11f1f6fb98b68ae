package import Crypto

/// Which of the two handshakes; both ends must mean the same one.
package enum NoisePattern: Sendable {
  // XX: -> e, <- e ee s es, -> s se; XXpsk3 ends with the token psk.
  /// Both ends prove their static keys; who they belong to is told otherwise.
  case xx
  /// As `xx`, and both know this secret of 32 bytes.
  case xxpsk3(SymmetricKey)

  var protocolName: String {
    switch self {
    case .xx: "Noise_XX_25519_ChaChaPoly_SHA256"
    case .xxpsk3: "Noise_XXpsk3_25519_ChaChaPoly_SHA256"
    }
  }

  var sharedSecret: SymmetricKey? {
    switch self {
    case .xx: nil
    case .xxpsk3(let secret): secret
    }
  }
}
