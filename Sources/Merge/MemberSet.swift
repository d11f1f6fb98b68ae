import Records

/// A set in one text cell, its members in a stable order.
enum MemberSet {
  /// What either side added is in it, what either removed is not; nil where a cell is no text.
  static func united(
    current: Value, new: Value, base: Value, separator: String
  ) -> Value? {
    guard let theirs = members(current, separator), let ours = members(new, separator),
      let common = members(base, separator)
    else { return nil }
    let removed = Set(common).subtracting(ours)
    let present = Set(theirs).union(common)
    var seen: Set<[UInt8]> = []
    let united = (theirs.filter { !removed.contains($0) } + ours.filter { !present.contains($0) })
      .filter { seen.insert($0).inserted }
    if united.isEmpty, current.isNull || new.isNull { return .null }
    let joined = Array(united.joined(separator: Array(separator.utf8)))
    return .text(String(decoding: joined, as: UTF8.self))
  }

  /// Members by their bytes: Swift would take "é" in one scalar for "é" in two.
  private static func members(_ value: Value, _ separator: String) -> [[UInt8]]? {
    switch value {
    case .null: []
    case .text(let text): split(Array(text.utf8), at: Array(separator.utf8))
    case .integer, .real, .blob: nil
    }
  }

  private static func split(_ bytes: [UInt8], at separator: [UInt8]) -> [[UInt8]] {
    precondition(!separator.isEmpty, "a set without a separator")
    var members: [[UInt8]] = []
    var member: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place...].starts(with: separator) {
        members.append(member)
        member = []
        place += separator.count
      } else {
        member.append(bytes[place])
        place += 1
      }
    }
    return (members + [member]).filter { !$0.isEmpty }
  }
}
