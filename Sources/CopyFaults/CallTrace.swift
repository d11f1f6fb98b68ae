/// The system calls of one undisturbed copy from its first look at the medium on.
struct CallTrace {
  private var results: [CallPoint: Int] = [:]
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
      guard hasBegun else { continue }
      let point = CallPoint(name: name, number: counts[thread]![name]!)
      results[point] = max(results[point] ?? 0, Self.result(call))
    }
  }

  /// 0 where another thread's line came between the call and its result.
  private static func result(_ call: Substring) -> Int {
    let words = call.split(separator: " ")
    guard let equals = words.lastIndex(of: "="), equals + 1 < words.endIndex else { return 0 }
    return Int(words[equals + 1]) ?? 0
  }

  /// strace counts each name and each thread by itself.
  var points: [CallPoint] {
    results.keys.sorted { ($0.name, $0.number) < ($1.name, $1.number) }
  }

  /// What the call returned; the most, where several threads made such a one.
  func result(at point: CallPoint) -> Int { results[point] ?? 0 }
}

/// The n-th call of a name.
struct CallPoint: Hashable {
  let name: String
  let number: Int
}
