/// A tar file as POSIX describes it (ustar): short names, plain files, nobody's.
struct TarArchive {
  private static let blockBytes = 512
  private static let nameBytesMaximum = 100

  private let seconds: Int64
  private var blocks: [UInt8] = []

  /// All its files are of this second since 1970.
  init(seconds: Int64) { self.seconds = seconds }

  /// With the two empty blocks that end it.
  var bytes: [UInt8] { blocks + [UInt8](repeating: 0, count: 2 * Self.blockBytes) }

  mutating func add(_ name: String, _ content: [UInt8]) {
    precondition(name.utf8.count <= Self.nameBytesMaximum, "a name of \(name.utf8.count) bytes")
    var header = [UInt8](repeating: 0, count: Self.blockBytes)
    func put(_ text: String, at place: Int) {
      header.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
    }
    put(name, at: 0)
    put(Self.octal(0o600, digits: 7), at: 100)
    put(Self.octal(0, digits: 7), at: 108)
    put(Self.octal(0, digits: 7), at: 116)
    put(Self.octal(Int64(content.count), digits: 11), at: 124)
    put(Self.octal(seconds, digits: 11), at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar\u{0}00", at: 257)
    // The sum counts its own field as blanks.
    let sum = header.reduce(0) { $0 + Int64($1) }
    put(Self.octal(sum, digits: 6) + "\u{0}", at: 148)
    let rest = (Self.blockBytes - content.count % Self.blockBytes) % Self.blockBytes
    blocks += header + content + [UInt8](repeating: 0, count: rest)
  }

  private static func octal(_ number: Int64, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
