import Records

/// Numbers that both sides added to or took from.
enum Sum {
  /// `current` + (`new` − `base`), exact or as SQLite adds; nil where that is no number.
  static func adding(_ new: Value, since base: Value, to current: Value) -> Value? {
    switch (current, new, base) {
    case (.integer(let current), .integer(let new), .integer(let base)):
      exact(current, new, base)
    case (.integer(let current), .integer(let new), .null): exact(current, new, 0)
    default: inexact(current, new, base)
    }
  }

  /// The order of the two steps must not decide whether the result fits.
  private static func exact(_ current: Int64, _ new: Int64, _ base: Int64) -> Value? {
    Int64(exactly: Int128(current) + Int128(new) - Int128(base)).map(Value.integer)
  }

  private static func inexact(_ current: Value, _ new: Value, _ base: Value) -> Value? {
    guard let current = number(current), let new = number(new),
      let base = base.isNull ? 0 : number(base)
    else { return nil }
    let sum = current + (new - base)
    return sum.isFinite ? .real(sum) : nil
  }

  private static func number(_ value: Value) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .real(let number): number
    case .null, .text, .blob: nil
    }
  }
}
