import Foundation
import Records

/// Edits given in a file, for scenario tests: rows are found by the values of their columns.
package struct EditFile: Sendable {
  private let edits: [Edit]

  /// One edit: `where` picks rows (none for a new one), `set` gives values, `delete` removes.
  private struct Edit: Decodable, Sendable {
    var table: String
    var `where`: [String: Cell]?
    var set: [String: Cell]?
    var delete: Bool?
  }

  /// A JSON value as a cell: null, whole number, fraction, text, or {"hex": "00ff"} for a blob.
  private struct Cell: Decodable, Sendable {
    let value: Value

    private enum Keys: CodingKey { case hex }

    init(from decoder: any Decoder) throws {
      if let keyed = try? decoder.container(keyedBy: Keys.self) {
        guard let bytes = Hexadecimal.decode(try keyed.decode(String.self, forKey: .hex)) else {
          throw DecodingError.dataCorrupted(
            .init(codingPath: decoder.codingPath, debugDescription: "hex"))
        }
        value = .blob(bytes)
        return
      }
      let single = try decoder.singleValueContainer()
      if single.decodeNil() {
        value = .null
      } else if let number = try? single.decode(Int64.self) {
        value = .integer(number)
      } else if let number = try? single.decode(Double.self) {
        value = .real(number)
      } else {
        value = .text(try single.decode(String.self))
      }
    }
  }

  /// Reads `[{"table": …, "where": {…}, "set": {…}, "delete": true}]`.
  package init(json: [UInt8]) throws(SimulatorFault) {
    do {
      edits = try JSONDecoder().decode([Edit].self, from: Data(json))
    } catch { throw .unreadableEdits("\(error)") }
  }

  /// Does each edit in turn, durably; how many rows were touched.
  package func apply(to store: PocketStore) throws(SimulatorFault) -> Int {
    var touched = 0
    for edit in edits {
      let todo = try Self.plan(edit, store)
      try store.apply(todo)
      touched += todo.count
    }
    return touched
  }

  private static func plan(
    _ edit: Edit, _ store: PocketStore
  ) throws(SimulatorFault) -> [PocketEdit] {
    let values = (edit.set ?? [:]).mapValues(\.value)
    guard let selector = edit.where?.mapValues(\.value) else {
      return [.create(table: edit.table, row: nil, values: values)]
    }
    guard let schema = store.schema else { throw .noSchema }
    guard let table = schema.tables.firstIndex(where: { $0.name == edit.table }) else {
      throw .unknownTable(edit.table)
    }
    let names = schema.tables[table].columns.map(\.name)
    for column in selector.keys where !names.contains(column) {
      throw .unknownColumn(table: edit.table, column: column)
    }
    let rows = store.rows(table).filter { _, row in
      selector.allSatisfy { name, value in names.firstIndex(of: name).map { row[$0] } == value }
    }
    guard !rows.isEmpty else { throw .unknownRow(table: edit.table) }
    return rows.keys.sorted().map { row in
      edit.delete == true
        ? .delete(table: edit.table, row: row)
        : .update(table: edit.table, row: row, values: values)
    }
  }
}
