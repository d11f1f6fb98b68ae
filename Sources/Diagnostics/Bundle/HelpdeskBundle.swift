import Crypto
import Records

/// Files for the helpdesk that were held against the schema: there is no other way to have one.
package struct HelpdeskBundle: Sendable {
  /// One file as it goes into the archive.
  package struct Part: Sendable, Hashable {
    /// Its name in the archive's folder.
    package let name: String
    /// How many lines it has.
    package let records: Int
    /// UTF-8.
    package let bytes: [UInt8]
  }

  /// Much more than a farm of twenty years has; it goes by mail.
  package static let bytesMaximum = 4 << 20
  /// Of the list of hashes, which `sha256sum -c` reads.
  package static let sumsName = "SHA256SUMS"
  /// Of the folder in the archive, and what names of bundles begin with.
  package static let folder = "pocket-sync-bundle"

  /// In the schema's order; the hashes come last.
  package let parts: [Part]
  private let seconds: Int64

  /// Refuses at the first file, field or value that the schema does not have.
  package init(_ files: [BundleFile], milliseconds: UInt64) throws(BundleFault) {
    for file in files { try Self.check(file) }
    var parts = BundleSchema.order.flatMap { name in
      files.filter { $0.name == name }.map { file in
        Part(name: name, records: file.records.count, bytes: Self.text(of: file))
      }
    }
    let sums = parts.map { part in
      Hexadecimal.encode(SHA256.hash(data: part.bytes)) + "  " + part.name + "\n"
    }
    parts.append(
      Part(name: Self.sumsName, records: sums.count, bytes: Array(sums.joined().utf8)))
    let bytes = parts.reduce(0) { $0 + $1.bytes.count }
    guard bytes <= Self.bytesMaximum else {
      throw .tooLarge(bytes: bytes, limitBytes: Self.bytesMaximum)
    }
    self.parts = parts
    seconds = Int64(milliseconds / 1_000)
  }

  /// The whole as a tar file, which every system opens.
  package var archive: [UInt8] {
    var archive = TarArchive(seconds: seconds)
    for part in parts { archive.add(Self.folder + "/" + part.name, part.bytes) }
    return archive.bytes
  }

  private static func check(_ file: BundleFile) throws(BundleFault) {
    guard let rules = BundleSchema.files[file.name] else { throw .unknownFile(file.name) }
    for record in file.records {
      for (field, value) in record.fields {
        guard let rule = rules[field] else {
          throw .unknownField(file: file.name, field: field)
        }
        guard rule.takes(value) else { throw .unfitValue(file: file.name, field: field) }
      }
    }
  }

  /// A JSON array, a record a line: no rule lets through what would have to be escaped.
  private static func text(of file: BundleFile) -> [UInt8] {
    let lines = file.records.map { record in
      "{" + record.fields.map { "\"\($0.name)\": \(text(of: $0.value))" }.joined(separator: ", ")
        + "}"
    }
    if lines.isEmpty { return Array("[]\n".utf8) }
    return Array(("[\n" + lines.joined(separator: ",\n") + "\n]\n").utf8)
  }

  private static func text(of value: BundleValue) -> String {
    switch value {
    case .number(let number): String(number)
    case .flag(let flag): flag ? "true" : "false"
    case .text(let text): "\"" + text + "\""
    case .mask(let mask): "\"" + mask.text + "\""
    }
  }
}
