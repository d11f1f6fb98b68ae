import Backup
import SyncEngine

/// Opens sealed copies with the keys of this PC, or with what a person types.
enum Unlocking {
  /// A store whose copies all open, as far as somebody knows how.
  static func open(_ options: StoreOptions, _ console: Console) throws -> Store {
    var keys = try CopyKeyFile.all()
    let store = try options.open(keys)
    guard let manifest = try locked(store, keys) else { return store }
    guard let key = try ask(for: manifest, of: store, console) else { return store }
    keys.reading.append(key.identity)
    return try options.open(keys)
  }

  /// The newest copy that no key at hand opens.
  static func locked(_ store: Store, _ keys: CopyKeys) throws -> Manifest? {
    for case .complete(let manifest) in try store.generations().reversed() {
      if let seal = manifest.seal, !keys.opens(seal.recipient) { return manifest }
    }
    return nil
  }

  /// A passphrase or a recovery key, whichever there is; nil where nobody can type.
  static func ask(
    for manifest: Manifest, of store: Store, _ console: Console
  ) throws -> CopyKey? {
    guard let seal = manifest.seal else { return nil }
    console.say(.seal(.unlock))
    guard let typed = Keyboard.secret(stop: Interruption.stop) else { return nil }
    let key = try key(typed, seal, store)
    guard key.recipient == seal.recipient else {
      throw Stop(.seal(.otherKey(recipient: seal.recipient)))
    }
    return key
  }

  private static func key(_ typed: String, _ seal: SealRecord, _ store: Store) throws -> CopyKey {
    let locked = try? store.identityFile(seal)
    if CopyKey.isRecoveryKey(typed) { return try CopyKey(text: typed, wrapped: locked ?? []) }
    guard let locked else { throw Stop(.seal(.damagedIdentityFile)) }
    return try CopyKey(wrapped: locked, passphrase: typed)
  }
}
