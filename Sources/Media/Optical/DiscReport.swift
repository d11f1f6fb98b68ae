/// What xorriso says in packets, line by line, and what it means; anything unknown is a fault.
struct DiscReport {
  /// Lines of its result channel.
  private(set) var results: [String] = []
  /// The last event that it calls a failure or worse.
  private(set) var complaint = ""
  private(set) var hasBurnt = false

  private static let complaints = ["SORRY", "FAILURE", "FATAL", "ABORT"]

  /// Takes one line; the banner of the program has no channel and means nothing.
  mutating func take(_ line: String) {
    if line.hasPrefix("R:1: ") { results.append(String(line.dropFirst(5))) }
    guard line.hasPrefix("I:1: ") else { return }
    let event = line.dropFirst(5)
    let parts = event.split(separator: " : ", maxSplits: 2)
    // The first says what happened; the ones after it say that others follow from it.
    if parts.count == 3, Self.complaints.contains(String(parts[1])), complaint.isEmpty {
      complaint = String(parts[2])
    }
    if event.hasPrefix("Writing to '"), event.hasSuffix("' completed successfully.") {
      hasBurnt = true
    }
  }

  /// The share of a burn that is done, in hundredths of a percent; nil for any other line.
  static func hundredths(_ line: String) -> UInt64? {
    let mark = "I:1: xorriso : UPDATE : "
    guard line.hasPrefix(mark), line.contains("% done"),
      let text = line.dropFirst(mark.count).split(separator: "%").first
    else { return nil }
    return Double(text.trimming(" ")).map { UInt64(max(0, min(100, $0)) * 100) }
  }

  /// The disc of a `-toc` with `-tell_media_space`.
  func disc() throws(DiscFault) -> Disc {
    guard let kind = fact("Media current") else { throw .notUnderstood(line: results.first ?? "") }
    if kind == "is not recognizable" { throw .noDisc }
    guard let status = fact("Media status") else { throw .notUnderstood(line: kind) }
    // A sequential file is a pipe or a folder: it keeps nothing that could be read back.
    guard kind != "stdio file, sequential" else { throw .notADrive }
    let state: Disc.State
    switch status {
    case "is blank": state = .blank
    case "is written , is appendable": state = .appendable
    case "is written , is closed": state = .closed
    case "is not recognizable": throw .noDisc
    default: throw .unusable(status: status)
    }
    let sessions = try self.sessions()
    // Something else than files may stand there: it would be hidden behind ours.
    if state == .appendable, sessions.isEmpty { throw .unusable(status: status) }
    return Disc(kind: kind, state: state, sessions: sessions, freeBytes: try space(state))
  }

  private func space(_ state: Disc.State) throws(DiscFault) -> UInt64 {
    if state == .closed { return 0 }
    let text = fact("Media space") ?? ""
    guard text.hasSuffix("s"), let blocks = UInt64(text.dropLast()) else {
      throw .notUnderstood(line: "Media space \(text)")
    }
    return blocks * Disc.blockBytes
  }

  private func sessions() throws(DiscFault) -> [Disc.Session] {
    var found: [Disc.Session] = []
    for line in results where line.hasPrefix("ISO session  :") {
      let rest = line.dropFirst("ISO session  :".count)
      let fields = rest.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false)
        .map { String($0).trimming(" ") }
      guard fields.count == 4, UInt64(fields[0]) != nil, let first = UInt64(fields[1]),
        fields[2].hasSuffix("s"), let blocks = UInt64(fields[2].dropLast())
      else { throw .notUnderstood(line: line) }
      found.append(Disc.Session(firstBlock: first, blocks: blocks, label: fields[3]))
    }
    return found
  }

  private func fact(_ name: String) -> String? {
    for line in results {
      guard let colon = line.firstIndex(of: ":") else { continue }
      if String(line[..<colon]).trimming(" ") == name {
        return String(line[line.index(after: colon)...]).trimming(" ")
      }
    }
    return nil
  }

  /// The files whose sums xorriso found right.
  func matching() -> Set<String> {
    Set(
      results.compactMap { line in
        line.hasPrefix("md5 match   : '") && line.hasSuffix("'")
          ? String(line.dropFirst("md5 match   : '".count).dropLast()) : nil
      })
  }

  /// The files below a folder with their sizes, of `-exec report_lba`.
  func files() throws(DiscFault) -> [String: Int] {
    var found: [String: Int] = [:]
    for line in results where line.hasPrefix("File data lba:") {
      let fields = line.split(separator: ",", maxSplits: 4).map { String($0).trimming(" ") }
      guard fields.count == 5, let bytes = Int(fields[3]), fields[4].hasPrefix("'"),
        fields[4].hasSuffix("'"), fields[4].utf8.count > 2
      else { throw .notUnderstood(line: line) }
      // A file of several extents has a line for each, with the whole size in each.
      found[String(fields[4].dropFirst().dropLast())] = bytes
    }
    return found
  }
}

extension String {
  fileprivate func trimming(_ blank: Character) -> String {
    var text = self[...]
    while text.first == blank { text.removeFirst() }
    while text.last == blank { text.removeLast() }
    return String(text)
  }
}

extension Substring {
  fileprivate func trimming(_ blank: Character) -> String { String(self).trimming(blank) }
}
