/// All that a bundle may hold: the files, and in each the fields with what they take.
///
/// A list of what may go, not of what may not: what is new stays at home until it stands here.
package enum BundleSchema {
  /// Changes with the list.
  package static let format = 2

  /// The rule of each field, by file and name.
  package static let files: [String: [String: FieldRule]] = [
    "program.json": program, "system.json": system, "usb.json": usb, "database.json": database,
    "tables.json": tables, "columns.json": columns, "pockets.json": pockets,
    "sessions.json": sessions, "commits.json": commits, "conflicts.json": conflicts,
    "quarantine.json": quarantine, "media.json": media, "channels.json": channels,
    "measures.json": measures, "gate.json": gate, "copies.json": copies,
  ]

  /// The files in the order of the archive: what is asked for first comes first.
  package static let order = [
    "program.json", "system.json", "usb.json", "database.json", "tables.json", "columns.json",
    "pockets.json", "sessions.json", "commits.json", "conflicts.json", "quarantine.json",
    "media.json", "channels.json", "measures.json", "gate.json", "copies.json",
  ]

  private static let program: [String: FieldRule] = [
    "format": .count, "made": .moment, "version": .version, "books-format": .count,
  ]

  private static let system: [String: FieldRule] = [
    "kernel": .version, "architecture": .version, "distribution": .version,
    "distribution-version": .version, "processors": .count, "memory-bytes": .count,
    "sqlite": .version, "seconds-from-utc": .number, "uptime-seconds": .count,
  ]

  private static let usb: [String: FieldRule] = [
    "at": .digits, "vendor-id": .hexadecimal(digits: 4), "product-id": .hexadecimal(digits: 4),
    "class": .hexadecimal(digits: 2), "speed-megabits": .digits, "driver": .word(usbDrivers),
  ]

  /// Drivers of what is ever docked or copied to; another one is told as `other`.
  package static let usbDrivers: Set<String> = [
    "cdc_acm", "ftdi_sio", "pl2303", "cp210x", "ch341", "usb-storage", "uas", "usbfs", "hub",
    "usbhid", "none", "other",
  ]

  private static let database: [String: FieldRule] = [
    "problem": .code, "hub": .mask, "has-private-names": .flag,
    "fingerprint": .hexadecimal(digits: 32),
    "program-version": .digits, "file-bytes": .count, "wal-bytes": .count, "page-bytes": .count,
    "pages": .count, "free-pages": .count,
    "journal": .word(["delete", "truncate", "persist", "memory", "wal", "off", "other"]),
    "encoding": .word(["UTF-8", "UTF-16le", "UTF-16be", "other"]), "newest-commit": .count,
    "copies-are-sealed": .flag, "open-conflicts": .count, "open-quarantine": .count,
  ]

  private static let tables: [String: FieldRule] = [
    "table": .mask, "rows": .count, "columns": .count, "groups": .count,
    "identity": .word(["own", "natural", "surrogate"]), "direction": .word(directions),
    "has-triggers": .flag,
  ]

  private static let directions: Set<String> = ["toPocket", "both", "fromPocket"]

  private static let columns: [String: FieldRule] = [
    "table": .mask, "column": .mask, "number": .count, "is-required": .flag, "refers-to": .mask,
    "affinity": .word(["TEXT", "INTEGER", "REAL", "NUMERIC", "BLOB"]),
  ]

  private static let pockets: [String: FieldRule] = [
    "pocket": .mask, "is-retired": .flag, "merged": .count, "safe": .count, "sessions": .count,
    "last-attempt": .moment, "last-success": .moment, "merged-at": .moment,
  ]

  private static let sessions: [String: FieldRule] = [
    "run": .mask, "pocket": .mask, "started": .moment, "finished": .moment,
    "newest-on-pocket": .count, "clock-skew-milliseconds": .number, "commit": .count,
  ]

  private static let measures: [String: FieldRule] = [
    "pocket": .mask, "began": .moment, "milliseconds": .count, "code": .code, "changes": .count,
    "conflicts": .count, "quarantined": .count, "sent-bytes": .count, "received-bytes": .count,
    "frames-sent": .count, "frames-resent": .count, "frames-received": .count,
    "frames-heard": .count, "frames-missed": .count, "frames-broken": .count,
    "loss-permille": .count, "timeouts": .count, "round-trip-microseconds": .count,
  ]

  private static let gate: [String: FieldRule] = [
    "asked": .moment, "is-open": .flag, "is-partial": .flag, "code": .code,
  ]

  private static let copies: [String: FieldRule] = [
    "began": .moment, "milliseconds": .count, "bytes": .count, "is-unchanged": .flag,
    "code": .code,
  ]

  private static let commits: [String: FieldRule] = [
    "kind": .word(FactWords.commits), "count": .count, "first": .moment, "last": .moment,
  ]

  private static let conflicts: [String: FieldRule] = [
    "table": .mask, "kind": .word(FactWords.conflicts), "state": .word(FactWords.states),
    "count": .count,
  ]

  private static let quarantine: [String: FieldRule] = [
    "table": .mask, "reason": .word(FactWords.reasons), "state": .word(FactWords.states),
    "count": .count, "blocks": .flag,
  ]

  private static let media: [String: FieldRule] = [
    "medium": .mask, "copy": .count, "made": .moment, "proven": .moment, "is-partial": .flag,
    "is-pretended": .flag,
  ]

  private static let channels: [String: FieldRule] = [
    "channel": .word(["server", "mail"]), "is-set-up": .flag, "has-helpdesk-key": .flag,
    "problem": .code, "waiting": .count, "damaged": .count, "delivered": .count,
    "last-delivery": .moment, "last-try": .moment, "last-code": .code, "is-held": .flag,
    "next-try": .moment,
  ]
}
