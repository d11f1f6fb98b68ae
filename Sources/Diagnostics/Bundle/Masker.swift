import Crypto
package import Records

/// What stands in a bundle for a name; only a masker makes one.
package struct Mask: Sendable, Hashable {
  /// `pocket-1f2e3d4c`, or the name itself where everybody may read it.
  package let text: String

  fileprivate init(text: String) { self.text = text }
}

/// Gives each name a mask that is the same all over one bundle, and another one in the next.
///
/// The key is drawn for one bundle and kept by nobody: with it, names could be guessed and proven,
/// and two bundles of one farm be held side by side. Who made the bundle sees who is who on the
/// screen, and says it on the telephone where it matters.
package final class Masker {
  /// What a name is of.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case farm, pocket, medium, table, column, run
  }

  private static let maskBytes = 4

  private let key: SymmetricKey
  private let publicNames: Set<String>
  private var given: [Kind: [Mask: String]] = [:]

  /// With a fresh key; every word of the shipped schema's SQL may be read by everybody.
  package init(shippedSchema sql: String = "") {
    key = SymmetricKey(size: .bits256)
    publicNames = Set(sql.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }

  /// The mask of an identity; the legend has it where people know it as `label`.
  package func mask(_ kind: Kind, _ id: RowID, label: String? = nil) -> Mask {
    mask(kind, id.hexadecimal, label: label)
  }

  /// True where the shipped schema has the name.
  package func isPublic(_ name: String) -> Bool { publicNames.contains(name) }

  /// A table's or column's name: as it is where the shipped schema has it, else masked.
  package func schemaName(_ kind: Kind, _ name: String) -> Mask {
    isPublic(name) ? Mask(text: name) : mask(kind, name, label: name)
  }

  /// The mask of whatever is known by a text of its own.
  package func mask(_ kind: Kind, _ id: String, label: String?) -> Mask {
    let code = HMAC<SHA256>.authenticationCode(
      for: Array((kind.rawValue + "\u{0}" + id).utf8), using: key)
    let mask = Mask(text: kind.rawValue + "-" + Hexadecimal.encode(code.prefix(Self.maskBytes)))
    if let label { given[kind, default: [:]][mask] = label }
    return mask
  }

  /// Who is who, for the screen of who makes the bundle and for nobody else.
  package func legend(_ kind: Kind) -> [(mask: String, name: String)] {
    (given[kind] ?? [:]).map { ($0.key.text, $0.value) }.sorted { $0.name < $1.name }
  }
}
