import Records

/// Draws the parcels around the village: names, areas that sum up, places and outlines.
struct ParcelMaker {
  private let scale: FarmScale
  private let farms: [RowID]
  private var random: SeededRandom

  private static let meanSquareMetres = 50_000
  private static let village = (latitude: 50_570_000, longitude: 4_760_000)
  /// Microdegrees for a metre, north and east, at the village's latitude.
  private static let microdegreesPerMetre = (north: 9, east: 14)

  init(scale: FarmScale, farms: [RowID], random: SeededRandom) {
    self.scale = scale
    self.farms = farms
    self.random = random
  }

  mutating func write(to writer: FarmWriter) throws(DemoFarmError) -> [FarmParcel] {
    let weights = (0..<scale.parcels).map { _ in random.within(20...220) }
    let total = weights.reduce(0, +)
    var parcels: [FarmParcel] = []
    for (index, weight) in weights.enumerated() {
      let ares = scale.parcels * Self.meanSquareMetres / 100 * weight / total
      let parcel = FarmParcel(
        id: random.rowID(on: scale.firstDay, hour: 10), squareMetres: max(ares, 1) * 100,
        isGrassland: index % 4 == 3)
      try write(parcel, index, to: writer)
      parcels.append(parcel)
    }
    return parcels
  }

  private mutating func write(
    _ parcel: FarmParcel, _ index: Int, to writer: FarmWriter
  ) throws(DemoFarmError) {
    let nouns = Names.parcelNouns
    let suffixes = Names.parcelSuffixes
    let round = index / (nouns.count * suffixes.count)
    let label =
      nouns[index % nouns.count] + suffixes[index / nouns.count % suffixes.count]
      + (round == 0 ? "" : " (\(round + 1))")
    let latitude = Self.village.latitude + random.within(-45_000...45_000)
    let longitude = Self.village.longitude + random.within(-70_000...70_000)
    let owner = index % 12 == 11 ? farms[1 + index / 12 % (farms.count - 1)] : farms[0]
    try writer.insert(
      "parcel",
      [
        .id(parcel.id), .id(owner), .text(label),
        .text("P003214587-" + digits(index + 1, 4)), .number(parcel.squareMetres),
        .number(latitude), .number(longitude), .number(random.chance(permille: 600) ? 1 : 0),
        .blob(outline(parcel.squareMetres, latitude, longitude)),
      ])
  }

  /// A closed ring in well-known binary, little-endian, longitude before latitude in degrees.
  private mutating func outline(
    _ squareMetres: Int, _ latitude: Int, _ longitude: Int
  ) -> [UInt8] {
    // Integers only: a release build would otherwise want the mathematics library for one root.
    let side = (1...).first { $0 * $0 >= squareMetres } ?? 1
    let width = side * random.within(6...16) / 10
    let height = squareMetres / max(width, 1)
    let perSide = random.within(2...12)
    var ring: [(east: Int, north: Int)] = []
    for step in 0..<perSide { ring.append((width * step / perSide, jitter())) }
    for step in 0..<perSide { ring.append((width + jitter(), height * step / perSide)) }
    for step in 0..<perSide { ring.append((width - width * step / perSide, height + jitter())) }
    for step in 0..<perSide { ring.append((jitter(), height - height * step / perSide)) }
    ring.append(ring[0])
    var bytes: [UInt8] = [1, 3, 0, 0, 0, 1, 0, 0, 0]
    append(UInt32(ring.count), to: &bytes)
    for point in ring {
      let east = longitude + point.east * Self.microdegreesPerMetre.east
      let north = latitude + point.north * Self.microdegreesPerMetre.north
      append((Double(east) / 1e6).bitPattern, to: &bytes)
      append((Double(north) / 1e6).bitPattern, to: &bytes)
    }
    return bytes
  }

  private mutating func jitter() -> Int { random.within(-6...6) }

  private func append(_ word: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
