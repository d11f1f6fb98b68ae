import Records

/// What a column seems to be for, judged by its name, its type and the values that are there.
enum ColumnRole: Hashable {
  /// The identity of a row of another table.
  case parent(table: Int)
  /// A value of another table's column, such as a code.
  case code(table: Int, column: Int)
  /// One of the few values that are in use.
  case choice([Value])
  /// A number between two that are in use.
  case number(ClosedRange<Int64>)
  /// A number with a fraction.
  case fraction
  /// "2026-05-21".
  case date
  /// "14:30".
  case time
  /// A text made like another one, with other digits; must not stand twice.
  case serial(pattern: String)
  /// Free words.
  case words
  /// Nothing plausible can be said; stays empty.
  case unknown
}

extension ColumnRole {
  /// True for what a user would change afterwards.
  var isEditable: Bool {
    switch self {
    case .choice, .number, .fraction, .date, .time, .words: true
    case .parent, .code, .serial, .unknown: false
    }
  }
}
