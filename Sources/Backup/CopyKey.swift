package import Age
import Crypto
import Records

/// The key of a farm's copies, and the passphrase's way to it; whoever has neither has no copies.
package struct CopyKey: Sendable {
  /// What opens every copy that was sealed with this key.
  package let identity: Identity
  /// The identity's text, sealed by the passphrase: an age file that goes to every medium.
  package let wrapped: [UInt8]

  /// Shorter ones are refused where a key is made: whoever has the stick can try without end.
  package static let passphraseCharactersMinimum = 12

  /// A new key; takes 256 MiB and about a second.
  package init(passphrase: String) throws(CopyKeyFault) {
    try self.init(identity: Identity(), passphrase: passphrase)
  }

  /// The same key under a passphrase, which may be another one.
  package init(identity: Identity, passphrase: String) throws(CopyKeyFault) {
    try Self.check(passphrase: passphrase)
    self.identity = identity
    wrapped = try CopyKeyFault.wrapped { () throws(AgeError) in
      Sealer.file(
        Array(Self.text(of: identity).utf8), sealer: try Sealer(passphrase: passphrase))
    }
  }

  /// Takes both as they were kept; without the sealed identity the passphrase would open nothing.
  package init(text: String, wrapped: [UInt8]) throws(CopyKeyFault) {
    guard !wrapped.isEmpty else { throw .damagedIdentityFile }
    identity = try Self.identity(in: text)
    self.wrapped = wrapped
  }

  /// The key of a medium's identity file.
  package init(wrapped: [UInt8], passphrase: String) throws(CopyKeyFault) {
    identity = try Self.identity(in: wrapped, passphrase: passphrase)
    self.wrapped = wrapped
  }

  /// Throws where a new passphrase is too short.
  package static func check(passphrase: String) throws(CopyKeyFault) {
    guard passphrase.count >= passphraseCharactersMinimum else {
      throw .passphraseTooShort(
        characters: passphrase.count, minimumCharacters: passphraseCharactersMinimum)
    }
  }

  /// True where what was typed is meant as a recovery key.
  package static func isRecoveryKey(_ typed: String) -> Bool {
    typed.filter { $0 != " " }.uppercased().hasPrefix("AGE-SECRET-KEY-")
  }

  /// What a file of age's identities holds: `age -d -i` reads it.
  package var text: String { Self.text(of: identity) }
  /// What stands on the recovery sheet; never for a log.
  package var recoveryKey: String { identity.secretText }
  /// The public half, `age1…`, as manifests name it.
  package var recipient: String { identity.recipient.text }

  private static func text(of identity: Identity) -> String {
    "# public key: \(identity.recipient.text)\n\(identity.secretText)\n"
  }

  /// The first identity of such a text; lines with `#` and empty ones mean nothing.
  package static func identity(in text: String) throws(CopyKeyFault) -> Identity {
    for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      let word = line.filter { $0 != " " }
      guard !word.isEmpty else { continue }
      return try CopyKeyFault.wrapped { () throws(AgeError) in try Identity(word) }
    }
    throw .malformedRecoveryKey
  }

  /// The identity that a passphrase gives back.
  package static func identity(
    in wrapped: [UInt8], passphrase: String
  ) throws(CopyKeyFault) -> Identity {
    let content = try CopyKeyFault.wrapped { () throws(AgeError) in
      try Opener.content(of: wrapped, keys: [.passphrase(passphrase)])
    }
    return try identity(in: String(decoding: content, as: UTF8.self))
  }
}

/// The keys with which a store is opened: one that seals what is written, any number that read.
package struct CopyKeys: Sendable {
  /// New copies are sealed with it; without it they are plain.
  package var sealing: CopyKey?
  /// Open older copies.
  package var reading: [Identity]

  /// None of both where nothing is named.
  package init(sealing: CopyKey? = nil, reading: [Identity] = []) {
    self.sealing = sealing
    self.reading = reading
  }

  /// True where what is sealed for this recipient can be opened.
  package func opens(_ recipient: String) -> Bool {
    ([sealing?.identity].compactMap { $0 } + reading).contains { $0.recipient.text == recipient }
  }

  /// The identity of a generation; nil for a plain one.
  func identity(for seal: SealRecord?) throws(BackupError) -> Identity? {
    guard let seal else { return nil }
    let all = [sealing?.identity].compactMap { $0 } + reading
    guard let identity = all.first(where: { $0.recipient.text == seal.recipient }) else {
      throw .keyMissing(recipient: seal.recipient)
    }
    return identity
  }
}

/// The image hash as a manifest states it: bare, or under the key, so that nobody can try guesses.
enum ImageProof {
  private static let label = Array("pocket-sync image 1\n".utf8)

  static func text(of hash: [UInt8], _ identity: Identity?) -> String {
    guard let identity else { return Hexadecimal.encode(hash) }
    let key = SymmetricKey(data: Array(identity.secretText.utf8))
    return Hexadecimal.encode(
      HMAC<SHA256>.authenticationCode(for: label + hash, using: key))
  }
}
