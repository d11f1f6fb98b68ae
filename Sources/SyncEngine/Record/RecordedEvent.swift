package import Diagnostics
import Foundation
import Records

/// An event of a dock as a recording holds it; what is no event of one is left out.
package struct RecordedEvent: Codable, Sendable, Hashable {
  /// What happened.
  package var name: String
  /// The pocket's name or its stand-in; nil where the event names none.
  package var label: String?
  /// Counts and flags, in the event's own order.
  package var numbers: [UInt64] = []
  /// What a session did.
  package var visit: RecordedVisit?

  /// Nil for an event of a copy or of a delivery.
  init?(_ event: SyncEvent, naming name: (String) -> String) {
    switch event {
    case .calling: self.init(name: "calling")
    case .met(let label, let isNew, let waiting):
      self.init(name: "met", label: name(label), numbers: [isNew ? 1 : 0, waiting])
    case .setBack(let label): self.init(name: "set back", label: name(label))
    case .twins(let label): self.init(name: "twins", label: name(label))
    case .recovered(let label, let rows, let reviews):
      self.init(
        name: "recovered", label: name(label), numbers: [UInt64(rows), UInt64(reviews)])
    case .received(let done, let total): self.init(name: "received", numbers: [done, total])
    case .merging(let rows): self.init(name: "merging", numbers: [rows])
    case .merged(let visit):
      self.init(name: "merged", visit: RecordedVisit(visit, naming: name))
    case .fed(let rows): self.init(name: "fed", numbers: [rows])
    case .visited(let visit):
      self.init(name: "visited", visit: RecordedVisit(visit, naming: name))
    case .toldSafe(let label, let number):
      self.init(name: "told safe", label: name(label), numbers: [number])
    case .notTold(let label): self.init(name: "not told", label: name(label))
    case .gateChecks, .gateOpened, .copying, .sendingOut, .sentOut: return nil
    }
  }

  private init(
    name: String, label: String? = nil, numbers: [UInt64] = [], visit: RecordedVisit? = nil
  ) {
    (self.name, self.label, self.numbers, self.visit) = (name, label, numbers, visit)
  }
}

/// A visit's report, without the line that it was met on.
package struct RecordedVisit: Codable, Sendable, Hashable {
  /// The pocket, in hexadecimal.
  package var device: String
  /// Its name, or the stand-in.
  package var label: String
  /// Changes that came, and the newest on the pocket.
  package var changes: UInt64
  /// See `VisitReport`.
  package var lastNumber: UInt64
  /// See `VisitReport`.
  package var captured: Int
  /// See `VisitReport`.
  package var tables: [TableTraffic]
  /// See `VisitReport`.
  package var milliseconds: UInt64
  /// See `VisitReport`.
  package var bytes: UInt64
  /// See `VisitReport`.
  package var safeNumber: UInt64

  init(_ visit: VisitReport, naming name: (String) -> String) {
    device = visit.device.hexadecimal
    label = name(visit.label)
    (changes, lastNumber, captured) = (visit.changes, visit.lastNumber, visit.captured)
    (tables, milliseconds, bytes) = (visit.tables, visit.milliseconds, visit.bytes)
    safeNumber = visit.safeNumber
  }
}

/// How a session ended: the codes that a person was told, or what was done.
package struct RecordedVerdict: Codable, Sendable, Hashable {
  /// Empty where it ended well.
  package var codes: [String]
  /// Nil where it did not.
  package var visit: RecordedVisit?

  /// The verdict of a recording; nil where it has none.
  package init?(of recording: Recording) {
    guard let bytes = recording.verdict, let verdict = Self(recorded: bytes) else { return nil }
    self = verdict
  }

  init(_ result: Result<VisitReport, SyncError>, naming name: (String) -> String) {
    switch result {
    case .success(let visit):
      codes = []
      self.visit = RecordedVisit(visit, naming: name)
    case .failure(let error): codes = error.problem.codes
    }
  }
}

/// What stands in a table after a session.
package struct RecordedTable: Codable, Sendable, Hashable {
  /// The table.
  package var name: String
  /// How many rows.
  package var rows: Int
  /// SHA-256 over the sorted hashes of its rows, in hexadecimal.
  package var digest: String
}

/// What stands in the farm's file after a session.
package struct RecordedOutcome: Codable, Sendable, Hashable {
  /// Every table, the bookkeeping too.
  package var tables: [RecordedTable]
  /// True where a replay right after the session gave the same.
  package var isProven: Bool
}

extension Encodable {
  /// The value as the recording has it.
  var recorded: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { preconditionFailure("\(self)") }
    return Array(data)
  }
}

extension Decodable {
  /// Nil where the bytes are none.
  init?(recorded bytes: [UInt8]) {
    guard let value = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
    self = value
  }
}
