/// What the technician needs beside the description: names and values, the same in every language.
package struct HelpdeskFacts: Sendable, Hashable {
  /// Version of this program.
  package var program: String
  /// The farm's name.
  package var farm: String
  /// The identity of the farm's database.
  package var farmID: String
  /// The codes that the farmer was told, newest first.
  package var codes: [String] = []
  /// The copy that is meant.
  package var copy: CopyFacts?
  /// Where the server has that copy; nil where there is no server or the copy is not there.
  package var server: String?

  /// What is known of a copy.
  package struct CopyFacts: Sendable, Hashable {
    /// Its number.
    package var generation: Int
    /// UTC, as in its manifest.
    package var created: String
    /// Of the database.
    package var databaseBytes: Int
    /// On the medium, of this generation alone.
    package var copyBytes: Int
    /// True where a pocket is missing in it.
    package var isPartial: Bool

    /// Takes everything as it stands.
    package init(
      generation: Int, created: String, databaseBytes: Int, copyBytes: Int,
      isPartial: Bool
    ) {
      self.generation = generation
      self.created = created
      self.databaseBytes = databaseBytes
      self.copyBytes = copyBytes
      self.isPartial = isPartial
    }
  }

  /// Without codes, copy and server.
  package init(program: String, farm: String, farmID: String) {
    self.program = program
    self.farm = farm
    self.farmID = farmID
  }

  /// One fact a line, `name: value`.
  var lines: [String] {
    var lines = [
      "program: \(program)", "farm: \(LetterText.oneLine(farm))", "farm-id: \(farmID)",
    ]
    if !codes.isEmpty { lines.append("codes: " + codes.joined(separator: " ")) }
    if let copy {
      lines += [
        "copy: \(copy.generation)", "made: \(copy.created)",
        "complete: \(copy.isPartial ? "no" : "yes")", "database-bytes: \(copy.databaseBytes)",
        "copy-bytes: \(copy.copyBytes)",
      ]
    }
    if let server { lines.append("server: \(LetterText.oneLine(server))") }
    return lines
  }
}
