/// A file of ours that udev reads, with the text that this program has of it.
package enum RuleFile: Sendable, Hashable, CaseIterable {
  case rules
  case hwdbSource

  /// What reads it.
  enum Kind {
    case rules
    case hwdb
  }

  var kind: Kind { self == .rules ? .rules : .hwdb }

  /// Where `scripts/install` puts it.
  package var path: String { "/etc/udev/\(folder)/\(name)" }

  /// Where udev looks for it, the first that is there counts.
  var places: [String] {
    ["/etc/udev", "/run/udev", "/usr/lib/udev", "/lib/udev"].map { "\($0)/\(folder)/\(name)" }
  }

  /// As it stands in `udev-rules`.
  package var text: String {
    switch self {
    case .rules: String(decoding: PackageResources.pocket_sync_rules, as: UTF8.self)
    case .hwdbSource: String(decoding: PackageResources.pocket_sync_hwdb, as: UTF8.self)
    }
  }

  private var folder: String { self == .rules ? "rules.d" : "hwdb.d" }
  private var name: String {
    self == .rules ? "68-pocket-sync.rules" : "61-pocket-sync.hwdb"
  }
}

/// What udev's compiled database of devices has of our source, which alone it never reads.
package enum CompiledSource: Sendable, Hashable {
  case missing
  /// The source was written after it was compiled.
  case older
  case current
}
