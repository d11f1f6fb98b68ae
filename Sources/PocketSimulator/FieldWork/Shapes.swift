import Records

extension String {
  /// The text with 0 in the place of every digit, so that dates and times show.
  var shape: String { String(map { $0.isASCII && $0.isNumber ? "0" : $0 }) }
}

extension Value {
  /// The text; nil for any other class.
  var textValue: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// True for a number with a fraction.
  var isReal: Bool {
    if case .real = self { true } else { false }
  }

  /// An order of values of one class, so that a seed always picks the same.
  static func precedes(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.real(let left), .real(let right)): left < right
    case (.text(let left), .text(let right)): left < right
    case (.blob(let left), .blob(let right)): left.lexicographicallyPrecedes(right)
    default: left.order < right.order
    }
  }

  private var order: Int {
    switch self {
    case .null: 0
    case .integer: 1
    case .real: 2
    case .text: 3
    case .blob: 4
    }
  }
}
