import Foundation
import Records

@testable import DemoFarm

/// A generated farm in a folder of its own, removed when the test lets go of it.
final class TestFarm {
  let folder: URL
  let counts: FarmCounts

  init(seed: UInt64 = 7, scale: FarmScale = .smallFarm) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("demo-farm-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    counts = try FarmGenerator(seed: seed, scale: scale)
      .write(to: folder.appendingPathComponent("farm.sqlite").path)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  var path: String { folder.appendingPathComponent("farm.sqlite").path }

  func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  func rows(_ sql: String) throws -> [[Value]] {
    let connection = try FarmConnection(path: path)
    return try connection.rows(sql)
  }

  func count(_ sql: String) throws -> Int {
    guard case .integer(let number)? = try rows(sql).first?.first else { return -1 }
    return Int(number)
  }

  /// Every row of the tables, as a pocket that was fed everything would know them.
  func knownRows(of tables: [String]) throws -> [KnownRow] {
    let connection = try FarmConnection(path: path)
    return try tables.flatMap { table -> [KnownRow] in
      let names = try connection.rows("SELECT name FROM pragma_table_info('\(table)')").flatMap(
        \.self)
      return try connection.rows("SELECT * FROM \(table)").map { row in
        var cells: [String: Value] = [:]
        for (name, value) in zip(names, row) {
          if case .text(let column) = name { cells[column] = value }
        }
        guard case .blob(let bytes)? = cells["id"], let id = RowID(bytes) else {
          throw DemoFarmError.nothingToWorkOn(table: table)
        }
        return KnownRow(table: table, id: id, cells: cells)
      }
    }
  }

  static let pocketTables = [
    "farm", "operator", "product", "product_use", "parcel", "parcel_season", "intervention",
    "intervention_input", "harvest", "animal", "animal_event",
  ]
}
