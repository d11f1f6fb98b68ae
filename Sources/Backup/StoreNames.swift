/// The names on the medium: valid on FAT, unique without regard to case.
enum StoreNames {
  static let root = "Pocket-Sync"
  static let medium = "medium.json"
  static let instructions = "LISEZ-MOI.txt"
  static let program = "restore.py"
  static let temporarySuffix = ".tmp"
  static let sealedSuffix = ".age"
  static let generationMaximum = 999_999

  static func manifest(_ generation: Int) -> String { number(generation) + ".json" }
  static func full(_ generation: Int) -> String { number(generation) + "-full.sqlite.zst" }
  static func index(_ generation: Int) -> String { number(generation) + "-pages.idx" }
  static func delta(_ generation: Int) -> String { number(generation) + "-delta.zst" }
  /// Sealed files say so at the end of their names; what is before it is the name once opened.
  static func sealed(_ name: String, _ isSealed: Bool) -> String {
    isSealed ? name + sealedSuffix : name
  }
  static func identity(_ mark: String, attempt: Int) -> String {
    "identity-" + mark + (attempt == 0 ? "" : "-\(attempt)") + sealedSuffix
  }
  /// True for a name as `identity` makes it.
  static func isIdentity(_ name: String) -> Bool {
    let (head, tail) = ("identity-", sealedSuffix)
    guard name.hasPrefix(head), name.hasSuffix(tail) else { return false }
    return name.dropFirst(head.count).dropLast(tail.count).utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...102).contains(byte) || byte == UInt8(ascii: "-")
    }
  }
  static func part(_ name: String, _ part: Int) -> String {
    name + "." + UTCText.padded(part, 3)
  }

  private static func number(_ generation: Int) -> String { UTCText.padded(generation, 6) }

  /// The number that a name starts with, ours or not.
  private static func generation(of name: String) -> Int? {
    let digits = name.utf8.prefix(6)
    guard digits.count == 6, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let rest = name.dropFirst(6)
    guard rest.hasPrefix("-") || rest.hasPrefix(".") else { return nil }
    return Int(name.prefix(6))
  }

  /// The number of a published manifest; nil for every other name.
  static func generationOfManifest(_ name: String) -> Int? {
    guard let generation = generation(of: name), generation > 0 else { return nil }
    return name == manifest(generation) ? generation : nil
  }

  /// The number in a name that only this program gives, finished or temporary; nil for any other.
  static func ownGeneration(of name: String) -> Int? {
    guard let number = generation(of: name), number > 0 else { return nil }
    let kinds = [manifest, full, index, delta]
    guard let own = kinds.map({ $0(number) }).first(where: { name.hasPrefix($0) }) else {
      return nil
    }
    var rest = name.dropFirst(own.count).split(separator: ".", omittingEmptySubsequences: false)
    if rest.isEmpty { return number }
    guard rest.removeFirst().isEmpty else { return nil }
    if rest.last == temporarySuffix.dropFirst() { rest.removeLast() }
    if rest.last == sealedSuffix.dropFirst() { rest.removeLast() }
    let areNumbers = rest.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) }
    }
    return areNumbers && rest.count <= 2 ? number : nil
  }

  private static let reserved = Set(
    ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })
  private static let nameLengthMaximum = 64

  /// ASCII letters, digits, `-`, `_`, inner spaces and dots; no name that Windows reserves.
  static func isUsable(farm: String) -> Bool {
    let allowed = farm.utf8.allSatisfy { byte in
      switch byte {
      case 48...57, 65...90, 97...122, 45, 95, 32, 46: true
      default: false
      }
    }
    guard allowed, !farm.isEmpty, farm.utf8.count <= nameLengthMaximum,
      let first = farm.first, let last = farm.last
    else { return false }
    let stem = farm.lowercased().split(separator: ".").first.map(String.init) ?? ""
    return first != "." && first != " " && last != "." && last != " " && !reserved.contains(stem)
  }
}
