/// Recordings of sessions, their replay, and what is made of them for other programs.
package enum RecordSentence: Sendable, Hashable {
  case recording(path: String)
  case recorded(path: String, messages: Int)
  /// Stand-ins are in the place of personal texts.
  case masked
  case unmasked(path: String)
  /// The farm's file is larger than a recording may hold.
  case farmLeftOut
  case proven
  case notProven
  case cable(path: String)
  /// Who has this file reads the whole session.
  case keys(path: String)
  case replayedPC(messages: Int)
  case replayedPocket(messages: Int)
  case replayedSimulator(changes: Int)
  /// The pocket's own start is not in the recording.
  case simulatorLeftOut
  case replayedFarm(events: Int, tables: Int, rows: Int)
  case noFarm
  case endedWith(code: String)
  case endedWell
  case replayedCable(path: String, messages: Int)
  case exported(path: String, packets: Int)
  /// The bytes of a line that were exported go on, but not readably.
  case exportCut(path: String)
  case usbCaptured(path: String, packets: Int)
  /// The kernel threw them away, of the pocket or of another device on its bus.
  case usbLost(packets: Int)
}
