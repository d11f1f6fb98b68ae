package import Backup
package import Delivery
package import Records

/// What happens in a run, as it happens: for progress, never for decisions.
package enum SyncEvent: Sendable, Hashable {
  /// A pocket is being called.
  case calling(address: String)
  /// It answered.
  case met(label: String, isNew: Bool, waiting: UInt64)
  /// It was set back or cloned and sends everything again.
  case setBack(label: String)
  /// Two pockets are docked under one identity; told once.
  case twins(label: String)
  /// The PC's database had been set back; so many rows came back from this pocket.
  case recovered(label: String, rows: Int, reviews: Int)
  /// So many of its changes are on the PC's disk.
  case received(done: UInt64, total: UInt64)
  /// What it sent is being merged.
  case merging(rows: UInt64)
  /// A durable commit holds everything it sent.
  case merged(VisitReport)
  /// So many rows went to the pocket.
  case fed(rows: UInt64)
  /// The session ended well.
  case visited(VisitReport)
  /// The gate looks at the evidence.
  case gateChecks
  /// The gate opened.
  case gateOpened(isPartial: Bool)
  /// The copy goes on.
  case copying(CopyProgress)
  /// The pocket was told what is safe.
  case toldSafe(label: String, number: UInt64)
  /// The pocket could not be told; it will be at the next dock.
  case notTold(label: String)
  /// A parcel goes out.
  case sendingOut(OutsideChannel)
  /// So many of its bytes are there.
  case sentOut(done: UInt64, total: UInt64)
}

/// Rows of one table that moved in a session.
package struct TableTraffic: Sendable, Hashable, Codable {
  /// The table.
  package var table: String
  /// Rows that came from the pocket.
  package var came = 0
  /// Rows that went to it.
  package var went = 0
  /// Decisions kept for review.
  package var conflicts = 0
  /// Changes that could not be placed.
  package var quarantined = 0
}

/// What one session did.
package struct VisitReport: Sendable, Hashable {
  /// The pocket.
  package var device: RowID
  /// The name that people know it by.
  package var label: String
  /// The line it was met on.
  package var address: String
  /// Changes that came in this session or lay in the inbox.
  package var changes: UInt64 = 0
  /// The newest change on the pocket.
  package var lastNumber: UInt64 = 0
  /// Rows of the farm program's own that were taken in before.
  package var captured = 0
  /// Tables with traffic, in the schema's order.
  package var tables: [TableTraffic] = []
  /// How long it took, milliseconds.
  package var milliseconds: UInt64 = 0
  /// Bytes of messages both ways.
  package var bytes: UInt64 = 0
  /// Ack 2 that the pocket was given: its newest change that is safe.
  package var safeNumber: UInt64 = 0

  /// True where no row moved in either direction.
  package var isIdle: Bool { tables.isEmpty && captured == 0 }
}
