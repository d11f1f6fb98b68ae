import Diagnostics
import SyncEngine

/// A line's test as a page for the helpdesk: the sentence, the figures and three plots.
struct LinkTestPage {
  let language: Language
  let report: LinkTestReport
  let figures: LinkFigures
  /// As on the terminal; the verdict comes first.
  let lines: [LinkTestSentence]
  private var format: Formatting { Formatting(language: language) }

  var text: String {
    let items = lines.dropFirst().map { "<li>\(escaped($0))</li>" }
    return PrintedPage(
      language: language,
      title: format.shown(report.label) + ", " + format.shown(report.address),
      style: Self.style,
      body: """
        <p class="verdict">\(lines.first.map(escaped) ?? "")</p>
        <ul>
        \(items.joined(separator: "\n"))
        </ul>
        \(plots.map(\.figure).joined(separator: "\n"))
        """
    ).text
  }

  private var plots: [LinePlot] {
    let kilobytes: (Double) -> String = { number($0 / 1_000) }
    return [
      LinePlot(
        title: escaped(.plotRoundTrip),
        [.init("", style: "first", figures.roundTrips.map { Double($0) })],
        numbers: { number($0 / 1_000) }),
      LinePlot(
        title: escaped(.plotRate),
        [
          .init(escaped(.legend(.toPocket)), style: "first", figures.toPocket.rates),
          .init(escaped(.legend(.fromPocket)), style: "second", figures.fromPocket.rates),
        ], limit: figures.limitBytesPerSecond.map { Double($0) }, numbers: kilobytes),
      LinePlot(
        title: escaped(.plotFaults), [.init("", style: "bad", figures.faults, isBars: true)],
        numbers: number),
    ]
  }

  /// One decimal below ten.
  private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    guard tenths < 100, !tenths.isMultiple(of: 10) else {
      return format.number(Int(value.rounded()))
    }
    return "\(tenths / 10)" + (language == .en ? "." : ",") + "\(tenths % 10)"
  }

  private func escaped(_ sentence: LinkTestSentence) -> String {
    PrintedPage.escaped(language.text(.linkTest(sentence)))
  }

  private static let style = """
    :root { color-scheme: light dark; --first: #0b62a8; --second: #b45309; --bad: #b42318 }
    @media (prefers-color-scheme: dark) {
      :root { --first: #7cc0ff; --second: #ffb86b; --bad: #ff8a80 }
    }
    body { font: 12pt/1.5 system-ui, sans-serif; max-width: 44em; margin: 2em auto; padding: 0 1em }
    .verdict { font-size: 1.3em; font-weight: 600 }
    ul { list-style: none; padding: 0 }
    figure { margin: 1.5em 0; break-inside: avoid }
    svg { width: 100%; height: auto }
    svg text { font: 11px system-ui, sans-serif; fill: currentColor; text-anchor: end }
    .grid { stroke: currentColor; opacity: .2 }
    .limit { stroke: currentColor; stroke-dasharray: 6 4 }
    polyline { fill: none; stroke-width: 2 }
    polyline.first { stroke: var(--first) } polyline.second { stroke: var(--second) }
    rect.bad { fill: var(--bad) }
    span.first { color: var(--first) } span.second { color: var(--second) }
    """
}
