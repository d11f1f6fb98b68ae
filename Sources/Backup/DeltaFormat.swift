/// The content of a delta: a header of 40 bytes, then records of page number and page, ascending.
package enum DeltaFormat {
  static let magic = Array("PSDELTA1".utf8)
  static let headerBytes = 40

  /// What stands before the pages.
  package struct Header: Equatable {
    /// Bytes of a page.
    package var pageSize: Int
    /// Pages of the whole image.
    package var pageCount: Int
    /// Pages that the delta carries.
    package var records: Int
    /// The full below.
    package var baseGeneration: Int
  }

  /// Four bytes of SQLite page number, then the page.
  static func recordBytes(pageSize: Int) -> Int { 4 + pageSize }

  /// Whole records in each frame, so that every frame can be proven by itself.
  static func frameBytes(pageSize: Int) -> Int {
    let record = recordBytes(pageSize: pageSize)
    return FrameLimits.contentBytes / record * record
  }

  /// The header on the medium.
  package static func encode(_ header: Header) -> [UInt8] {
    var bytes = magic
    append(UInt64(header.pageSize), bytes: 8, to: &bytes)
    append(UInt64(header.pageCount), bytes: 8, to: &bytes)
    append(UInt64(header.records), bytes: 8, to: &bytes)
    append(UInt64(header.baseGeneration), bytes: 8, to: &bytes)
    return bytes
  }

  /// Nil for anything but a header of this format with plausible numbers.
  package static func header(of bytes: UnsafeRawBufferPointer) -> Header? {
    guard bytes.count == headerBytes, bytes.prefix(8).elementsEqual(magic) else { return nil }
    let numbers = (0..<4).map { number(bytes, at: 8 + $0 * 8, bytes: 8) }
    guard numbers.allSatisfy({ $0 <= UInt64(UInt32.max) }),
      PageHash.isUsable(pageSize: Int(numbers[0])), numbers[2] <= numbers[1]
    else { return nil }
    return Header(
      pageSize: Int(numbers[0]), pageCount: Int(numbers[1]), records: Int(numbers[2]),
      baseGeneration: Int(numbers[3]))
  }

  /// `page` counts from 0; on the medium it counts from 1, as SQLite does.
  static func write(
    page: Int, image: UnsafeRawBufferPointer, into record: UnsafeMutableRawBufferPointer
  ) {
    record.storeBytes(of: UInt32(page + 1).littleEndian, as: UInt32.self)
    UnsafeMutableRawBufferPointer(rebasing: record[4...]).copyMemory(from: image)
  }

  /// The page's index from 0; -1 for a number of 0.
  static func page(of record: UnsafeRawBufferPointer) -> Int {
    Int(number(record, at: 0, bytes: 4)) - 1
  }

  private static func append(_ number: UInt64, bytes count: Int, to bytes: inout [UInt8]) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
  }

  private static func number(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, bytes count: Int
  )
    -> UInt64
  {
    (0..<count).reduce(0) { $0 | UInt64(bytes[offset + $1]) << (8 * $1) }
  }
}
