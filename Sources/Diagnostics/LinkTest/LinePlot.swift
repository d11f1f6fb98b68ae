/// A small plot as SVG that takes its colours from the page: it is read by day and by night.
package struct LinePlot {
  /// Values at even distances, and the class that the page colours them by.
  package struct Series {
    let name: String
    let style: String
    let values: [Double]
    let isBars: Bool

    /// Drawn as a line, or as bars where each value stands alone.
    package init(_ name: String, style: String, _ values: [Double], isBars: Bool = false) {
      self.name = name
      self.style = style
      self.values = values
      self.isBars = isBars
    }
  }

  private static let (width, height) = (640.0, 170.0)
  private static let (left, right, top, bottom) = (60.0, 10.0, 12.0, 22.0)
  private static let marks = 4

  private let title: String
  private let series: [Series]
  /// A value that a dashed line shows across; nil for none.
  private let limit: Double?
  private let numbers: (Double) -> String

  /// Texts come escaped; `numbers` writes the marks of the axis.
  package init(
    title: String, _ series: [Series], limit: Double? = nil,
    numbers: @escaping (Double) -> String
  ) {
    self.title = title
    self.series = series
    self.limit = limit
    self.numbers = numbers
  }

  /// The plot with its title and the names of its series; empty where there is nothing to show.
  package var figure: String {
    guard series.contains(where: { !$0.values.isEmpty }) else { return "" }
    let names = series.map { "<span class=\"\($0.style)\">■</span> \($0.name)" }
    let legend = series.count > 1 ? names.joined(separator: " ") : ""
    return """
      <figure>
      <figcaption><b>\(title)</b> \(legend)</figcaption>
      <svg viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role="img" aria-label="\(title)">
      \(axis)
      \(series.map(drawn).joined(separator: "\n"))
      </svg>
      </figure>
      """
  }

  private var top: Double {
    max(series.flatMap(\.values).max() ?? 0, limit ?? 0, 1e-9) * 1.05
  }

  private var axis: String {
    var lines = (0...Self.marks).map { mark in
      let value = top * Double(mark) / Double(Self.marks)
      let y = Self.text(self.y(value))
      return """
        <line class="grid" x1="\(Int(Self.left))" x2="\(Int(Self.width - Self.right))" \
        y1="\(y)" y2="\(y)"/><text x="\(Int(Self.left - 6))" y="\(y)" dy=".35em">\(numbers(value))\
        </text>
        """
    }
    if let limit {
      let y = Self.text(self.y(limit))
      lines.append(
        "<line class=\"limit\" x1=\"\(Int(Self.left))\" x2=\"\(Int(Self.width - Self.right))\" "
          + "y1=\"\(y)\" y2=\"\(y)\"/>")
    }
    return lines.joined(separator: "\n")
  }

  private func drawn(_ series: Series) -> String {
    let count = series.values.count
    guard count > 0 else { return "" }
    let step = (Self.width - Self.left - Self.right) / Double(count)
    if series.isBars {
      return series.values.enumerated().filter { $0.element > 0 }.map { index, value in
        let y = self.y(value)
        return
          "<rect class=\"\(series.style)\" x=\"\(Self.text(Self.left + step * Double(index)))\""
          + " y=\"\(Self.text(y))\" width=\"\(Self.text(max(1, step * 0.8)))\""
          + " height=\"\(Self.text(Self.height - Self.bottom - y))\"/>"
      }.joined()
    }
    let points = series.values.enumerated().map { index, value in
      Self.text(Self.left + step * (Double(index) + 0.5)) + "," + Self.text(y(value))
    }
    return "<polyline class=\"\(series.style)\" points=\"\(points.joined(separator: " "))\"/>"
  }

  private func y(_ value: Double) -> Double {
    let room = Self.height - Self.top - Self.bottom
    return Self.height - Self.bottom - room * min(1, value / top)
  }

  /// One decimal is finer than any screen.
  private static func text(_ number: Double) -> String { String((number * 10).rounded() / 10) }
}
