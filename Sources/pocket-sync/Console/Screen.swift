import Foundation

/// One of the two outputs: how wide it is, and lines that break between words.
struct Screen: Sendable {
  /// Columns of the terminal; nil where the output is none.
  let columns: Int?
  private let file: Int32

  private static let columnsMinimum = 40
  private static let columnsUsual = 80

  init(_ file: Int32) {
    self.file = file
    guard isatty(file) == 1 else {
      columns = nil
      return
    }
    var size = winsize()
    let known = ioctl(file, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    columns = max(known ? Int(size.ws_col) : Self.columnsUsual, Self.columnsMinimum)
  }

  /// A paragraph: the first line begins with `head`, the others with as many blanks.
  func write(_ text: String, head: String = "") {
    let indent = String(repeating: " ", count: head.count)
    let lines = columns.map { Self.wrapped(text, columns: $0 - head.count) } ?? [text]
    let all = lines.enumerated().map { ($0 == 0 ? head : indent) + $1 + "\n" }
    raw(all.joined())
  }

  /// The bytes as they are; a reader that went away is no reason to stop in the middle of a copy.
  func raw(_ text: String) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      done += count
    }
  }

  /// Breaks at blanks only: a no-break space holds, and a longer word stays whole.
  static func wrapped(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if let last = lines.last, last.count + 1 + word.count <= columns {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
