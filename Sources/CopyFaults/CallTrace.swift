/// The system calls of one undisturbed copy: by name how many came before it touched the medium,
/// and how many in all, on the thread with the most of them.
struct CallTrace {
  private(set) var before: [String: Int] = [:]
  private(set) var total: [String: Int] = [:]
  private(set) var hasBegun = false

  /// Reads `strace -f -o`: a process id, then the call, a line each; `medium` begins what counts.
  init(text: String, medium: String) {
    var counts: [Substring: [String: Int]] = [:]
    for line in text.split(separator: "\n") {
      // A short process id is filled up with blanks.
      let thread = line.prefix { $0 != " " }
      let call = line.dropFirst(thread.count).drop { $0 == " " }
      guard let end = call.firstIndex(of: "("), call.first != "<" else { continue }
      if !hasBegun && call.contains(medium) {
        hasBegun = true
        before = counts[thread] ?? [:]
      }
      counts[thread, default: [:]][String(call[..<end]), default: 0] += 1
    }
    for calls in counts.values {
      for (name, count) in calls { total[name] = max(total[name] ?? 0, count) }
    }
  }

  /// Every call from the medium on; strace counts each name by itself.
  var points: [CallPoint] {
    total.keys.sorted().flatMap { name in
      ((before[name] ?? 0)..<max(before[name] ?? 0, total[name] ?? 0)).map {
        CallPoint(name: name, number: $0 + 1)
      }
    }
  }
}

/// The n-th call of a name.
struct CallPoint: Hashable {
  let name: String
  let number: Int
}
