import Age

/// Why a key was not made or not taken; facts only.
package enum CopyKeyFault: Error, Sendable, Hashable {
  /// The passphrase does not open the sealed identity.
  case wrongPassphrase
  /// The text is no recovery key: a letter is wrong or missing.
  case malformedRecoveryKey
  /// The file with the sealed identity is damaged.
  case damagedIdentityFile
  /// Fewer characters than a passphrase must have.
  case passphraseTooShort(characters: Int, minimumCharacters: Int)
  /// The machine has not the memory that a passphrase's work takes.
  case noMemory

  init(_ error: AgeError) {
    self =
      switch error {
      case .noMatch: .wrongPassphrase
      case .malformedKey: .malformedRecoveryKey
      case .emptyPassphrase:
        .passphraseTooShort(characters: 0, minimumCharacters: CopyKey.passphraseCharactersMinimum)
      case .passphraseNotDerived: .noMemory
      case .header, .workFactorOverLimit, .wrongHeaderMAC, .payload, .armor: .damagedIdentityFile
      }
  }

  static func wrapped<Value>(
    _ body: () throws(AgeError) -> Value
  ) throws(CopyKeyFault) -> Value {
    do throws(AgeError) { return try body() } catch { throw CopyKeyFault(error) }
  }
}
