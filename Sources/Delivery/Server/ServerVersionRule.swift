/// The server takes copies of farm programs whose version is later than October 2018; pure.
package enum ServerVersionRule: Sendable, Hashable {
  /// The version is late enough.
  case allowed
  /// It is of October 2018 or earlier.
  case tooOld
  /// No version, or a text that tells no year and month.
  case unknown

  /// The last month that is too early.
  private static let lastRefused = (year: 2018, month: 10)
  private static let years = 1990...2099
  private static let textBytesMaximum = 64

  /// Judges a version: `2018.11`, `2019.1.3`, `2018-11`, `11/2018`, `v2019`, nil for none.
  ///
  /// A year alone is late enough only where all of its months are.
  package init(_ version: String?) {
    guard let version, version.utf8.count <= Self.textBytesMaximum,
      let (year, month) = Self.month(version)
    else {
      self = .unknown
      return
    }
    guard let month else {
      self =
        year > Self.lastRefused.year
        ? .allowed : year < Self.lastRefused.year ? .tooOld : .unknown
      return
    }
    self = (year, month) > Self.lastRefused ? .allowed : .tooOld
  }

  /// Throws what is to be told of a version that is not late enough.
  package static func check(_ version: String?) throws(ServerError) {
    switch ServerVersionRule(version) {
    case .allowed: return
    case .tooOld: throw .versionTooOld(version ?? "")
    case .unknown: throw .versionUnknown(version ?? "")
    }
  }

  /// Year and month of a text; the month is nil where there is a year and nothing else.
  private static func month(_ text: String) -> (Int, Int?)? {
    var words = text.split { !($0.isASCII && ($0.isNumber || $0.isLetter)) }.map(String.init)
    if let first = words.first, first.lowercased().hasPrefix("v") {
      words[0] = String(first.dropFirst())
      if words[0].isEmpty { words.removeFirst() }
    }
    let numbers = words.map { Int($0) }
    guard let first = numbers.first, let first else { return nil }
    // The year comes first, or behind the month: 11/2018.
    if years.contains(first), words[0].count == 4 {
      guard numbers.count > 1 else { return (first, nil) }
      guard let month = numbers[1], (1...12).contains(month) else { return nil }
      return (first, month)
    }
    guard (1...12).contains(first), numbers.count == 2, let year = numbers[1],
      years.contains(year), words[1].count == 4
    else { return nil }
    return (year, first)
  }
}
