/// What a name means among the volumes of a PC.
package enum Choice: Sendable, Hashable {
  case none
  case one(Candidate)
  case several([Candidate])
}

extension Candidate {
  /// True where a copy may go there, now or once the volume is opened.
  package var mayFit: Bool {
    switch verdict {
    case .external, .pretended, .refused(.notMounted), .refused(.locked): true
    case .refused: false
    }
  }

  private var isOpen: Bool {
    if case .refused = verdict { false } else { true }
  }

  fileprivate static func opened(_ all: [Candidate]) -> [Candidate] {
    let open = all.filter(\.isOpen)
    return open.isEmpty ? all : open
  }
}

extension Media {
  /// The volume of this device, mount point, label or model; without a name the only one that fits.
  package static func choose(_ name: String?, among all: [Candidate]) -> Choice {
    // What is burnt stays burnt: a disc that happens to be in a drive is none that was meant.
    guard let name else {
      return choice(Candidate.opened(all.filter { $0.mayFit && $0.volume?.disc == nil }))
    }
    if name.isEmpty { return .none }
    let rules: [(Candidate) -> Bool] = [
      { $0.place == name || $0.volume?.node == name },
      { $0.volume?.disks.contains { "/dev/" + $0 == name } ?? false },
      { $0.volume?.label == name },
      { $0.volume?.label.lowercased() == name.lowercased() },
      { $0.volume?.model.lowercased() == name.lowercased() },
    ]
    for rule in rules {
      let found = all.filter(rule)
      let fitting = found.filter(\.mayFit)
      if !found.isEmpty { return choice(fitting.isEmpty ? Array(found.prefix(1)) : fitting) }
    }
    return .none
  }

  private static func choice(_ found: [Candidate]) -> Choice {
    guard let first = found.first else { return .none }
    return found.count == 1 ? .one(first) : .several(found)
  }
}
