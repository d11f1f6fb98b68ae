import ArgumentParser
import Foundation
import PocketSimulator
import Transport

/// Work in the field, done before the pocket listens.
struct WorkOptions: ParsableArguments {
  @Option(help: "Make so many new rows in the tables that the pocket knows.")
  var records = 0

  @Option(help: "Change so many rows.")
  var edit = 0

  @Option(help: "Do the edits of a JSON file: table, where, set, delete.")
  var editJson: String?

  @Flag(help: "Do this work after the first session, when a new pocket has a schema.")
  var workLater = false

  func run(on store: PocketStore, seed: UInt64) throws {
    var author: any FieldAuthor = FieldWork(generator: SplitMix64(seed: seed))
    if records > 0 { Output.line("records \(try author.records(records, in: store))") }
    if edit > 0 { Output.line("edits \(try author.edits(edit, in: store))") }
    if let editJson {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: editJson)))
      Output.line("edits \(try EditFile(json: bytes).apply(to: store))")
    }
  }
}
