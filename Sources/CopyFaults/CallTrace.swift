/// The system calls of one undisturbed copy from its first look at the medium on.
struct CallTrace {
  private var found: Set<CallPoint> = []
  private(set) var hasBegun = false

  /// Reads `strace -f -o`: a process id, then the call, a line each; `medium` begins what counts.
  init(text: String, medium: String) {
    var counts: [Substring: [String: Int]] = [:]
    for line in text.split(separator: "\n") {
      // A short process id is filled up with blanks.
      let thread = line.prefix { $0 != " " }
      let call = line.dropFirst(thread.count).drop { $0 == " " }
      guard let end = call.firstIndex(of: "("), call.first != "<" else { continue }
      hasBegun = hasBegun || call.contains(medium)
      let name = String(call[..<end])
      counts[thread, default: [:]][name, default: 0] += 1
      if hasBegun { found.insert(CallPoint(name: name, number: counts[thread]![name]!)) }
    }
  }

  /// strace counts each name and each thread by itself.
  var points: [CallPoint] {
    found.sorted { ($0.name, $0.number) < ($1.name, $1.number) }
  }
}

/// The n-th call of a name.
struct CallPoint: Hashable {
  let name: String
  let number: Int
}
