import Foundation
package import GRDB
package import Records

/// Values as JSON text for the review tables: null, numbers, strings, {"real":…}, {"blob":"hex"}.
package enum ValueText {
  /// A JSON array, a value each.
  package static func encode(_ values: [Value]) -> String {
    "[" + values.map(encode).joined(separator: ",") + "]"
  }

  /// The values of a JSON array that `encode` wrote; nil for anything else.
  package static func decode(_ text: String) -> [Value]? {
    guard let items = try? JSONDecoder().decode([Item].self, from: Data(text.utf8)) else {
      return nil
    }
    return items.map(\.value)
  }

  /// Columns with what a change found and put there, as `sync_quarantine.cells` has them.
  static func decodeCells(_ text: String) -> [String: CellChange]? {
    guard let items = try? JSONDecoder().decode([String: [Item]].self, from: Data(text.utf8)),
      items.values.allSatisfy({ $0.count == 2 })
    else { return nil }
    return items.mapValues { CellChange(base: $0[0].value, new: $0[1].value) }
  }

  /// One value as JSON.
  package static func encode(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .integer(let number): String(number)
    case .real(let number): "{\"real\":\"\(number.bitPattern)\"}"
    case .text(let text): string(text)
    case .blob(let bytes): "{\"blob\":\"\(Hexadecimal.encode(bytes))\"}"
    }
  }

  /// A JSON string.
  package static func string(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain { return "\"" + text + "\"" }
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  private struct Item: Decodable {
    let value: Value

    enum CodingKeys: String, CodingKey {
      case real
      case blob
    }

    init(from decoder: any Decoder) throws {
      if let keyed = try? decoder.container(keyedBy: CodingKeys.self) {
        if let bits = try keyed.decodeIfPresent(String.self, forKey: .real).flatMap(UInt64.init) {
          value = .real(Double(bitPattern: bits))
        } else {
          let digits = try keyed.decode(String.self, forKey: .blob)
          value = .blob(Hexadecimal.decode(digits) ?? [])
        }
        return
      }
      let single = try decoder.singleValueContainer()
      if single.decodeNil() {
        value = .null
      } else if let number = try? single.decode(Int64.self) {
        value = .integer(number)
      } else {
        value = .text(try single.decode(String.self))
      }
    }
  }
}

extension Value: DatabaseValueConvertible {
  /// The value in the storage class of SQLite that bears its name.
  package var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let bytes): Data(bytes).databaseValue
    }
  }

  /// Every storage class of SQLite has its value, so this is never nil.
  package static func fromDatabaseValue(_ value: DatabaseValue) -> Value? {
    switch value.storage {
    case .null: .null
    case .int64(let number): .integer(number)
    case .double(let number): .real(number)
    case .string(let text): .text(text)
    case .blob(let data): .blob(Array(data))
    }
  }
}

extension RowID: DatabaseValueConvertible {
  /// The identity as a blob of its 16 bytes.
  package var databaseValue: DatabaseValue { Data(bytes).databaseValue }

  /// The identity in a blob of 16 bytes; nil for anything else.
  package static func fromDatabaseValue(_ value: DatabaseValue) -> RowID? {
    guard case .blob(let data) = value.storage else { return nil }
    return RowID(data)
  }
}
