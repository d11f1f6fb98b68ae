/// Metrics in Prometheus' text format, as a node exporter's text file collector reads it.
package struct PrometheusText: Sendable {
  /// What kind of metric it is.
  package enum Kind: String, Sendable {
    /// Only grows; its name ends in `_total`.
    case counter
    case gauge
    /// Of which only the sum and the count are told.
    case summary
  }

  /// One value.
  package struct Sample: Sendable {
    /// What is put behind the family's name.
    package var suffix = ""
    /// Beside those of the whole text.
    package var labels: [(name: String, value: String)] = []
    /// In the unit of the family's name.
    package var value: Double

    /// A value with its labels.
    package init(
      _ value: Double, suffix: String = "", _ labels: [(name: String, value: String)] = []
    ) {
      self.value = value
      self.suffix = suffix
      self.labels = labels
    }
  }

  private let labels: [(name: String, value: String)]
  private var lines: [String] = []
  private var names: Set<String> = []

  /// Every sample has these labels first.
  package init(labels: [(name: String, value: String)]) { self.labels = labels }

  /// One family; without samples it is left out, and no name comes twice.
  package mutating func add(
    _ name: String, _ kind: Kind, help: String, _ samples: [Sample]
  ) {
    precondition(Self.isName(name), "the metric \(name)")
    precondition(names.insert(name).inserted, "the metric \(name) a second time")
    precondition((kind == .counter) == name.hasSuffix("_total"), "the counter \(name)")
    guard !samples.isEmpty else { return }
    lines.append("# HELP \(name) \(Self.escaped(help, quotes: false))")
    lines.append("# TYPE \(name) \(kind.rawValue)")
    for sample in samples {
      let labels = (labels + sample.labels).map { label in
        precondition(Self.isName(label.name), "the label \(label.name)")
        return "\(label.name)=\"\(Self.escaped(label.value, quotes: true))\""
      }
      lines.append(
        name + sample.suffix + (labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}") + " "
          + Self.number(sample.value))
    }
  }

  /// The whole text; its last line ends as the others do.
  package var text: String { lines.map { $0 + "\n" }.joined() }

  /// `[a-zA-Z_][a-zA-Z0-9_]*`: what metrics and labels may both be called.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.first.map { !(0x30...0x39).contains($0) } == true
      && name.utf8.allSatisfy { byte in
        byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte)
      }
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": safe += "\\\\"
      case "\n": safe += "\\n"
      case "\"" where quotes: safe += "\\\""
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// Whole numbers without a point; others as short as they stay exact.
  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    return Int64(exactly: value).map(String.init) ?? String(value)
  }
}
