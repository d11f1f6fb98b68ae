import Foundation
import Records
import Testing

@testable import DemoFarm

struct ShippedFarmTests {
  private func profile() throws -> SyncProfile {
    try JSONDecoder().decode(SyncProfile.self, from: Data(ShippedFarm.profile))
  }

  private func emptyFarm() throws -> FarmConnection {
    let connection = try FarmConnection(path: ":memory:")
    try connection.execute(ShippedFarm.schema)
    return connection
  }

  private func texts(_ sql: String, _ connection: borrowing FarmConnection) throws -> Set<String> {
    Set(
      try connection.rows(sql).compactMap { row in
        guard case .text(let text)? = row.first else { return nil }
        return text
      })
  }

  @Test func `the profile names every table of the schema once and no other`() throws {
    let profile = try profile()
    let named = profile.tables.map(\.name) + profile.leftOut.map(\.name)
    let tables = try texts(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
      try emptyFarm())
    #expect(Set(named) == tables)
    #expect(named.count == tables.count)
  }

  @Test func `every column that the profile names is in its table`() throws {
    let connection = try emptyFarm()
    for table in try profile().tables {
      let columns = try texts(
        "SELECT name FROM pragma_table_info('\(table.name)')", connection)
      let named =
        (table.groups ?? []).flatMap(\.columns) + (table.naturalKeys ?? []).joined()
        + (table.exclude ?? []) + (table.title ?? [])
      #expect(columns.isSuperset(of: named), "\(table.name)")
    }
  }

  @Test func `every table has a word in four languages, and every word has its column`() throws {
    let connection = try emptyFarm()
    let languages: Set<String> = ["fr", "nl", "de", "en"]
    for table in try profile().tables {
      let words = try #require(table.words, "\(table.name)")
      let columns = try texts(
        "SELECT name FROM pragma_table_info('\(table.name)')", connection)
      let named = Array((words.columns ?? [:]).keys) + Array((words.values ?? [:]).keys)
      #expect(columns.isSuperset(of: named), "\(table.name)")
      let told =
        [words.name ?? [:]] + Array((words.columns ?? [:]).values)
        + (words.values ?? [:]).values.flatMap(\.values)
      for word in told {
        #expect(Set(word.keys) == languages && word.values.allSatisfy { !$0.isEmpty }, "\(word)")
      }
    }
  }

  @Test func `no column is in two groups of a table`() throws {
    for table in try profile().tables {
      let columns = (table.groups ?? []).flatMap(\.columns)
      #expect(columns.count == Set(columns).count, "\(table.name)")
    }
  }

  @Test func `every natural key is one that the schema enforces`() throws {
    let connection = try emptyFarm()
    for table in try profile().tables {
      for key in table.naturalKeys ?? [] {
        let indexes = try texts(
          "SELECT name FROM pragma_index_list('\(table.name)') WHERE \"unique\"", connection)
        let enforced = try indexes.map {
          try texts("SELECT name FROM pragma_index_info('\($0)')", connection)
        }
        #expect(enforced.contains(Set(key)), "\(table.name) \(key)")
      }
    }
  }

  @Test func `tables of their own identity have a 16-byte key, natural ones a text`() throws {
    let connection = try emptyFarm()
    for table in try profile().tables {
      let keys = try connection.rows(
        "SELECT name, type FROM pragma_table_info('\(table.name)') WHERE pk > 0")
      let type: Value = table.identity == .own ? .text("BLOB") : .text("TEXT")
      #expect(keys.count == 1)
      #expect(keys.first?.last == type, "\(table.name)")
    }
  }

  @Test func `parents of the tables that travel travel too`() throws {
    let connection = try emptyFarm()
    let travelling = Set(try profile().tables.map(\.name))
    for name in travelling {
      let parents = try texts(
        "SELECT \"table\" FROM pragma_foreign_key_list('\(name)')", connection)
      #expect(travelling.isSuperset(of: parents), "\(name)")
    }
  }
}
