import Testing

@testable import Records

struct SyncSchemaTests {
  private static let table = SyncTable(
    name: "field", identity: .own, direction: .both,
    columns: [
      SyncColumn(name: "id", declaredType: "BLOB", isRequired: true),
      SyncColumn(name: "farm_id", declaredType: "BLOB", isRequired: true, reference: "farm"),
    ])

  private static func schema(_ change: (inout SyncTable) -> Void) -> SyncSchema {
    var table = Self.table
    change(&table)
    return SyncSchema(tables: [table])
  }

  @Test func `the fingerprint is 16 bytes and the same for the same schema`() {
    let fingerprint = Self.schema { _ in }.fingerprint
    #expect(fingerprint.bytes.count == SchemaFingerprint.byteCount)
    #expect(fingerprint == Self.schema { _ in }.fingerprint)
  }

  @Test func `the fingerprint of no table is the first half of SHA-256 of nothing`() {
    let bytes = SyncSchema(tables: []).fingerprint.bytes
    #expect(Hexadecimal.encode(bytes) == "e3b0c44298fc1c149afbf4c8996fb924")
  }

  @Test func `everything that both ends must agree on changes the fingerprint`() {
    let schemas = [
      Self.schema { _ in }, Self.schema { $0.name = "fields" },
      Self.schema { $0.identity = .natural }, Self.schema { $0.direction = .toPocket },
      Self.schema { $0.columns.swapAt(0, 1) }, Self.schema { $0.columns.removeLast() },
      Self.schema { $0.columns[0].name = "key" },
      Self.schema { $0.columns[0].declaredType = "TEXT" },
      Self.schema { $0.columns[0].isRequired = false },
      Self.schema { $0.columns[1].reference = nil },
      SyncSchema(tables: [Self.table, Self.table]), SyncSchema(tables: []),
    ]
    #expect(Set(schemas.map { $0.fingerprint.bytes }).count == schemas.count)
  }

  @Test func `letters that move from one name to the next change the fingerprint`() {
    let left = Self.schema {
      $0.columns[0].name = "ab"
      $0.columns[0].declaredType = "c"
    }
    let right = Self.schema {
      $0.columns[0].name = "a"
      $0.columns[0].declaredType = "bc"
    }
    #expect(left.fingerprint != right.fingerprint)
  }

  @Test(arguments: [0, 15, 17]) func `a fingerprint of another length is none`(count: Int) {
    #expect(SchemaFingerprint(Array(repeating: 0, count: count)) == nil)
  }
}
