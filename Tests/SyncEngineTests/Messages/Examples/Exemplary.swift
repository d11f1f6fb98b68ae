/// One example a case, in a chain whose switch does not compile until a new case has its own.
protocol Exemplary: Hashable, Sendable {
  static var first: Self { get }
  var next: Self? { get }
  /// Further examples of cases that are said in more than one way.
  static var more: [Self] { get }
}

extension Exemplary {
  static var more: [Self] { [] }

  /// Exactly one a case.
  static var onePerCase: [Self] {
    var examples: [Self] = []
    var example: Self? = first
    while let current = example {
      precondition(!examples.contains(current), "the chain runs in a circle at \(current)")
      examples.append(current)
      example = current.next
    }
    return examples
  }

  static var examples: [Self] { onePerCase + more }
}

/// Every text in a value and in the values inside it.
func texts(in value: Any) -> [String] {
  if let text = value as? String { return [text] }
  return Mirror(reflecting: value).children.flatMap { texts(in: $0.value) }
}
