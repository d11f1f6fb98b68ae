/// What helps against a finding; only what is safe is done by the program itself.
package enum Mend: Sendable, Hashable {
  /// Writes these files of ours, has the database of devices compiled and udev look again.
  case installRules([RuleFile])
  /// Has udev look at everything again.
  case reloadRules
  /// Names the line's adapter as one where a pocket is: other programs then leave it alone.
  case nameAdapter(UdevMatch)
  case joinGroup(user: String, group: String)
  /// Takes in what the farm program wrote and makes the triggers again.
  case makeTriggers
  /// Writes what stands in the write-ahead log into the database.
  case emptyWriteAheadLog
  /// Takes the ledger out of the way; a new one is made by itself.
  case setLedgerAside
  /// The newest complete copy; `place` is nil where its medium is not plugged in.
  case restore(generation: UInt64, medium: String, place: String?)
  case send
  /// What the PC's battery clock says: seconds since 1970.
  case setClock(seconds: UInt64)
  case networkTime
  /// Only a person can; the words of the finding say what.
  case person
}

/// What udev knows a device by.
package struct UdevMatch: Sendable, Hashable {
  /// `ID_SERIAL`, or `ID_PATH` where the device has no number of its own.
  package let key: String
  /// Without quotes, blanks and patterns.
  package let value: String

  /// Nil where the value would be more than a plain text in a rule.
  package init?(key: String, value: String) {
    let plain = value.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "#+.:=@_-".utf8.contains(byte)
      }
    }
    guard plain, (1...Self.maximumBytes).contains(value.utf8.count) else { return nil }
    self.key = key
    self.value = value
  }

  private static let maximumBytes = 200

  /// As `scripts/install --adapter` writes it.
  package var rule: String { "ENV{\(key)}==\"\(value)\", ENV{POCKET_SYNC}=\"1\"" }
}

/// One step of a mend, as it is shown before and done after.
package enum MendStep: Sendable, Hashable {
  case write(path: String, text: String)
  /// A line more in a file; nothing where it stands there already.
  case append(path: String, line: String)
  /// A program of the system, with root's rights.
  case run([String])
  /// This program again, with these arguments.
  case ourselves([String])
  /// Something that this program does in the farm's database.
  case inDatabase(DatabaseMend)
}

/// What a mend does in the farm's database.
package enum DatabaseMend: Sendable, Hashable {
  case makeTriggers
  case emptyWriteAheadLog
  case setLedgerAside
}

extension Mend {
  /// Where a person's rules lie, before those of packages.
  static let adapterRules = "/etc/udev/rules.d/67-pocket-sync-adapters.rules"

  /// What is done, in this order; empty where only a person can do it.
  package var steps: [MendStep] {
    switch self {
    case .installRules(let files):
      files.map { .write(path: $0.path, text: $0.text) } + Self.compiled(files) + Self.reload
    case .reloadRules: Self.reload
    case .nameAdapter(let match): [.append(path: Self.adapterRules, line: match.rule)] + Self.reload
    case .joinGroup(let user, let group):
      [.run(["usermod", "--append", "--groups", group, user])]
    case .makeTriggers: [.inDatabase(.makeTriggers)]
    case .emptyWriteAheadLog: [.inDatabase(.emptyWriteAheadLog)]
    case .setLedgerAside: [.inDatabase(.setLedgerAside)]
    case .restore(_, _, nil), .person: []
    case .restore(let generation, _, let place?):
      [.ourselves(["restore", place, "--replace", "--generation", String(generation)])]
    case .send: [.ourselves(["send"])]
    case .setClock(let seconds): [.run(["date", "--utc", "--set=@\(seconds)"])]
    case .networkTime: [.run(["timedatectl", "set-ntp", "true"])]
    }
  }

  private static func compiled(_ files: [RuleFile]) -> [MendStep] {
    files.contains { $0.kind == .hwdb } ? [.run(["systemd-hwdb", "update"])] : []
  }

  private static let reload: [MendStep] = [
    .run(["udevadm", "control", "--reload"]),
    .run([
      "udevadm", "trigger", "--action=change", "--subsystem-match=usb", "--subsystem-match=tty",
    ]),
    .run(["udevadm", "settle"]),
  ]
}
