import Foundation
import Testing

/// Files that are no prepared database: a code, a sentence, a remedy.
@Suite struct BadInputTests {
  @Test func `a database that is none, is encrypted, is missing or is not prepared`() throws {
    let yard = try Yard()
    let file = URL(filePath: yard.database)
    expectRefusal(try yard.sync(["status", "--database", yard.database]), 11, "DATA-01")
    try Data(String(repeating: "Nom;Prénom\n", count: 1000).utf8).write(to: file)
    expectRefusal(try yard.sync(["status", "--database", yard.database]), 11, "DATA-02")
    try Data((0..<8192).map { _ in UInt8.random(in: 0...255) }).write(to: file)
    expectRefusal(try yard.sync(["status", "--database", yard.database]), 11, "DATA-03")
    try FileManager.default.removeItem(at: file)
    _ = try Program.sqlite(yard.database, "CREATE TABLE t(a)", in: yard.folder)
    expectRefusal(try yard.sync(["status", "--database", yard.database]), 11, "DATA-11")
  }
}
