import Crypto

/// How the rows of a table are known on both sides.
package enum RowIdentity: String, Codable, Sendable {
  /// The primary key is itself the 16-byte identity.
  case own
  /// The primary key means something (an EPPO code); the identity is derived from it.
  case natural
  /// The primary key is a number of this PC; it never travels, the PC maps it to an identity.
  case surrogate
}

/// Which way the rows of a table travel.
package enum Direction: String, Codable, Sendable {
  /// Written on the PC, read on the pocket.
  case toPocket
  /// Written on both sides.
  case both
  /// Written on the pocket; the PC's own changes stay on the PC.
  case fromPocket
}

/// A column as both ends of the cable know it.
package struct SyncColumn: Hashable, Sendable {
  /// The column's name in the farm database.
  package var name: String
  /// The declared type, as written in the farm database; for display and plausibility only.
  package var declaredType: String
  /// True where the farm database refuses NULL.
  package var isRequired: Bool
  /// The table whose identity travels in place of a surrogate key; nil for a plain value.
  package var reference: String?

  /// Takes everything as it stands.
  package init(name: String, declaredType: String, isRequired: Bool, reference: String? = nil) {
    self.name = name
    self.declaredType = declaredType
    self.isRequired = isRequired
    self.reference = reference
  }
}

/// A table as both ends of the cable know it; parents stand before children in a schema.
package struct SyncTable: Hashable, Sendable {
  /// The table's name in the farm database.
  package var name: String
  /// How its rows are known.
  package var identity: RowIdentity
  /// Which way its rows travel.
  package var direction: Direction
  /// The columns that travel, in the order of their indices on the wire.
  package var columns: [SyncColumn]
  /// Indices of the primary key's columns, from which a natural identity is derived; else empty.
  package var key: [Int]
  /// Indices of columns that are decided together; who changes one sends all of its group.
  package var groups: [[Int]]

  /// Takes everything as it stands.
  package init(
    name: String, identity: RowIdentity, direction: Direction, columns: [SyncColumn],
    key: [Int] = [], groups: [[Int]] = []
  ) {
    self.name = name
    self.identity = identity
    self.direction = direction
    self.columns = columns
    self.key = key
    self.groups = groups
  }
}

/// What both ends agree on: tables, columns and their indices on the wire.
package struct SyncSchema: Hashable, Sendable {
  /// Parents before children; the index of a table here is its number on the wire.
  package var tables: [SyncTable]

  /// Takes the tables as they stand.
  package init(tables: [SyncTable]) {
    self.tables = tables
  }

  /// The first 16 bytes of SHA-256 over the canonical text: equal exactly where the schemas are.
  package var fingerprint: SchemaFingerprint {
    var hash = SHA256()
    for table in tables {
      hash.add("T", table.name, table.identity.rawValue, table.direction.rawValue)
      for column in table.columns {
        let required = column.isRequired ? "1" : "0"
        hash.add("C", column.name, column.declaredType, required, column.reference ?? "")
      }
      hash.add("K", table.key.map(String.init).joined(separator: ","))
      for group in table.groups {
        hash.add("G", group.map(String.init).joined(separator: ","))
      }
    }
    return SchemaFingerprint(Array(hash.finalize().prefix(SchemaFingerprint.byteCount)))!
  }
}

/// A schema's identity: 16 bytes.
package struct SchemaFingerprint: Hashable, Sendable {
  /// How many bytes it takes on the wire.
  package static let byteCount = 16
  /// The bytes.
  package let bytes: [UInt8]

  /// Reads 16 bytes; nil for any other count.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }
}

extension SHA256 {
  /// Adds texts so that no two lists of texts give the same bytes: length, then UTF-8.
  fileprivate mutating func add(_ texts: String...) {
    for text in texts {
      let bytes = Array(text.utf8)
      withUnsafeBytes(of: UInt32(bytes.count).littleEndian) { update(bufferPointer: $0) }
      update(data: bytes)
    }
  }
}
