/// Compressed frames on the local disk: their exact size is known before the medium is touched.
final class Frames {
  let file: OpenFile
  private(set) var places: [Place] = []
  private var end = 0
  /// Bytes of the frames, without those of `earlier` that are not kept.
  private(set) var bytes = 0

  /// Where a frame lies in the file.
  struct Place: Hashable {
    let offset: Int
    let length: UInt32
  }

  init(file: OpenFile) {
    self.file = file
  }

  /// Frames that may keep some of `earlier`, which gets no more from then on.
  init(after earlier: Frames) {
    file = earlier.file
    end = earlier.end
  }

  @discardableResult
  func append(_ frame: UnsafeRawBufferPointer) throws(BackupError) -> Place {
    try file.write(frame, at: end)
    let place = Place(offset: end, length: UInt32(frame.count))
    add(place)
    end += frame.count
    return place
  }

  /// Takes a frame of earlier ones over as it lies in their common file.
  func keep(_ index: Int, of earlier: Frames) {
    add(earlier.places[index])
  }

  private func add(_ place: Place) {
    places.append(place)
    bytes += Int(place.length)
  }

  /// Hands the frames on in order.
  func each(
    _ body: (UnsafeRawBufferPointer) throws(BackupError) -> Void
  ) throws(BackupError) {
    let buffer = Buffer(bytes: FrameLimits.compressedBytes)
    for place in places {
      let length = Int(place.length)
      try file.readAll(into: buffer.prefix(length), at: place.offset)
      try body(buffer.bytes(length))
    }
  }
}
