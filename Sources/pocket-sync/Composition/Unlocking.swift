import Backup
import SyncEngine

/// Opens sealed copies with the keys of this PC, or with what a person types.
enum Unlocking {
  /// A store whose copies all open, as far as somebody knows how.
  static func open(_ options: StoreOptions, _ console: Console) throws -> OpenedStore {
    var (keys, fault) = try CopyKeyFile.all()
    let opened = try options.open(console, keys)
    let store = opened.store
    guard let seal = try locked(store, keys) else { return opened }
    // The key may be in the file that cannot be read; what a person types opens as well.
    if let fault { console.tell(fault.problem) }
    guard let typed = ask(console) else {
      if let fault { throw fault }
      return opened
    }
    if CopyKey.isRecoveryKey(typed) {
      keys.reading.append(try CopyKey.identity(in: typed))
    } else {
      let locked = try identityFile(seal, store)
      keys.reading.append(try CopyKey.identity(in: locked, passphrase: typed))
    }
    guard keys.opens(seal.recipient) else {
      throw Stop(.seal(.otherKey(recipient: seal.recipient)))
    }
    return try options.open(console, keys)
  }

  /// The newest seal that no key at hand opens.
  static func locked(_ store: Store, _ keys: CopyKeys) throws -> SealRecord? {
    for case .complete(let manifest) in try store.generations().reversed() {
      if let seal = manifest.seal, !keys.opens(seal.recipient) { return seal }
    }
    return nil
  }

  /// The whole key of a seal; `choose` gives a new passphrase where the way by the old one is lost.
  static func key(
    _ seal: SealRecord, of store: Store, _ console: Console, choose: () throws -> String
  ) throws -> CopyKey? {
    guard let typed = ask(console) else { return nil }
    let key = try key(typed, seal, store, choose)
    guard key.recipient == seal.recipient else {
      throw Stop(.seal(.otherKey(recipient: seal.recipient)))
    }
    return key
  }

  private static func key(
    _ typed: String, _ seal: SealRecord, _ store: Store, _ choose: () throws -> String
  ) throws -> CopyKey {
    guard CopyKey.isRecoveryKey(typed) else {
      return try CopyKey(wrapped: try identityFile(seal, store), passphrase: typed)
    }
    let identity = try CopyKey.identity(in: typed)
    guard CopyKeys(reading: [identity]).opens(seal.recipient) else {
      throw Stop(.seal(.otherKey(recipient: seal.recipient)))
    }
    do {
      return try CopyKey(text: typed, wrapped: try identityFile(seal, store))
    } catch let stop as Stop where stop.problem == .seal(.damagedIdentityFile) {
      return try CopyKey(identity: identity, passphrase: try choose())
    }
  }

  private static func identityFile(_ seal: SealRecord, _ store: Store) throws -> [UInt8] {
    do throws(BackupError) { return try store.identityFile(seal) } catch {
      switch error {
      case .fileMissing, .fileDamaged: throw Stop(.seal(.damagedIdentityFile))
      default: throw error
      }
    }
  }

  /// A passphrase or a recovery key, whichever there is; nil where nobody can type.
  private static func ask(_ console: Console) -> String? {
    console.say(.seal(.unlock))
    return Keyboard.secret(stop: Interruption.stop)
  }
}
