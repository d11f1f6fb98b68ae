/// Where the files of a farm are: `<prefix>/<farm id>/<medium id>/<file name>`.
package struct ServerPlace: Sendable, Hashable {
  /// What all keys of the place begin with, with its slash.
  package let prefix: String

  /// All farms of an account; one farm where it is named.
  package init(account: ServerAccount, farmID: String? = nil) {
    let above = account.prefix.isEmpty ? "" : account.prefix + "/"
    prefix = above + (farmID.map { $0 + "/" } ?? "")
  }

  private init(prefix: String) { self.prefix = prefix }

  /// The place of one store.
  package func medium(_ id: String) -> ServerPlace { ServerPlace(prefix: "\(prefix)\(id)/") }

  /// The key of a file.
  package func key(_ name: String) -> String { prefix + name }

  /// Objects of this place by the names of their files; what lies deeper is none.
  func byName(_ objects: [StoredObject]) -> [String: StoredObject] {
    var files: [String: StoredObject] = [:]
    for object in objects {
      guard let name = name(of: object.key) else { continue }
      files[name] = object
    }
    return files
  }

  func name(of key: String) -> String? {
    guard key.hasPrefix(prefix) else { return nil }
    let name = String(key.dropFirst(prefix.count))
    return name.isEmpty || name.contains("/") ? nil : name
  }
}
