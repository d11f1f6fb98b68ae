import Records

/// Writes a farm's database from a seed: the same seed and scale give the same content.
package struct FarmGenerator: Sendable {
  private let seed: UInt64
  private let scale: FarmScale

  /// Takes both as they stand.
  package init(seed: UInt64, scale: FarmScale) {
    self.seed = seed
    self.scale = scale
  }

  /// Writes tables and rows into a file that holds none of them yet.
  @discardableResult
  package func write(to path: String) throws(DemoFarmError) -> FarmCounts {
    let writer = try FarmWriter(path: path)
    var random = SeededRandom(seed: seed)
    let reference = try ReferenceData(scale: scale, writer: writer, random: &random)
    var fields = FieldRecords(
      scale: scale, reference: reference, writer: writer, random: SeededRandom(seed: random.word()))
    try fields.write()
    var herd = HerdRecords(
      scale: scale, reference: reference, writer: writer, random: SeededRandom(seed: random.word()))
    try herd.write()
    return try writer.finish()
  }
}
