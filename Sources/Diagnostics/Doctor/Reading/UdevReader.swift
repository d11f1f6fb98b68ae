/// What udev and systemd have of ours.
package struct UdevReader: Sendable {
  private static let compiledPlaces = [
    "/etc/udev/hwdb.bin", "/usr/lib/udev/hwdb.bin", "/lib/udev/hwdb.bin",
  ]
  private static let compiledBytesMaximum = 64 << 20
  private static let unitFolders = [
    "/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system",
    "/usr/lib/systemd/system", "/lib/systemd/system",
  ]
  private static let units = [
    "pocket-sync@.service", "pocket-sync-send.service", "pocket-sync-send.timer",
  ]
  private static let owners = [
    "pocket-sync@.service.d/user.conf", "pocket-sync-send.service.d/user.conf",
  ]

  let system: SystemFolder

  /// Reads below the root of `system`.
  package init(_ system: SystemFolder = SystemFolder()) { self.system = system }

  /// Everything as it is now.
  package func read() -> UdevFacts {
    var facts = UdevFacts()
    facts.isRunning = system.exists("/run/udev/control")
    for file in RuleFile.allCases {
      for place in file.places {
        // The first name counts, also where it is a link to nothing that hides the others.
        guard let text = system.text(place) else { continue }
        facts.files[file] = InstalledFile(path: place, text: text)
        break
      }
    }
    facts.compiled = compiled(from: facts.files[.hwdbSource]?.path)
    facts.hasSystemd = system.exists("/run/systemd/system")
    facts.missingUnit = missingUnit
    return facts
  }

  /// udev reads the first compiled file only.
  private func compiled(from source: String?) -> CompiledSource {
    guard let path = Self.compiledPlaces.first(where: system.exists),
      let bytes = system.bytes(path, limitBytes: Self.compiledBytesMaximum),
      Self.holds(Array("POCKET_SYNC\0".utf8), in: bytes)
    else { return .missing }
    guard let source, let written = system.modifiedNanoseconds(source),
      let compiled = system.modifiedNanoseconds(path)
    else { return .current }
    return compiled < written ? .older : .current
  }

  private static func holds(_ mark: [UInt8], in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { all in
      guard all.count >= mark.count else { return false }
      return (0...all.count - mark.count).contains { start in
        all[start] == mark[0] && all[start..<start + mark.count].elementsEqual(mark)
      }
    }
  }

  private var missingUnit: String? {
    let unit = Self.units.first { name in
      !Self.unitFolders.contains { system.exists("\($0)/\(name)") }
    }
    if let unit { return "\(Self.unitFolders[0])/\(unit)" }
    return Self.owners.map { "\(Self.unitFolders[0])/\($0)" }.first { !system.exists($0) }
  }
}
