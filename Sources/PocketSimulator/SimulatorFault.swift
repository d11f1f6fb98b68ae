package import LinkChannel
package import PocketProtocol
package import SealedChannel

/// What can go wrong on the simulated pocket; facts only.
package enum SimulatorFault: Error, Hashable, Sendable {
  /// A system call failed on a file of the pocket.
  case file(call: String, path: String, errno: Int32)
  /// Another process has the pocket open.
  case inUse(path: String)
  /// The journal is damaged before its end.
  case damaged(path: String, offset: Int)
  /// A record of the journal cannot be understood.
  case unreadable(path: String)
  /// The pocket was never docked: it has no tables yet.
  case noSchema
  /// The schema has no such table.
  case unknownTable(String)
  /// The table has no such column.
  case unknownColumn(table: String, column: String)
  /// The table is only read on the pocket.
  case readOnly(table: String)
  /// The table has no such row.
  case unknownRow(table: String)
  /// A row of that identity is there already.
  case rowExists(table: String)
  /// A required column would be empty.
  case required(table: String, column: String)
  /// A message or a change breaks the protocol.
  case breach(ProtocolFault)
  /// The PC ended the session.
  case refused(Refusal)
  /// The line broke.
  case line(MessageChannelError)
  /// The PC was not proven, or what it sent was not what it sealed.
  case sealed(SealedChannelError)
  /// The PC said nothing for too long.
  case silent
  /// The file of edits cannot be understood; the place in it.
  case unreadableEdits(String)
}

extension SimulatorFault {
  init(_ error: SealedChannelError) {
    self = if case .line(let error) = error { .line(error) } else { .sealed(error) }
  }
}
