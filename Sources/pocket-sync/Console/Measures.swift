import Diagnostics
import FarmDatabase
import SyncEngine

/// What `status --history` shows, as another program reads it too; newest first.
struct Measures: Encodable {
  struct Session: Encodable {
    /// Milliseconds since 1970.
    var began: UInt64
    /// Nil where none was met.
    var pocket: String?
    /// Nil where it ended well.
    var code: String?
    var milliseconds: UInt64
    var changes: UInt64
    var conflicts: UInt64
    var quarantined: UInt64
    var sentBytes: UInt64
    var receivedBytes: UInt64
    var framesSent: UInt64
    var framesResent: UInt64
    var framesReceived: UInt64
    /// Of these, numbered data frames; 0 where the link does not number them.
    var framesHeard: UInt64
    var framesMissed: UInt64
    var framesBroken: UInt64
    /// In the direction that lost more.
    var lossPermille: Int
    var timeouts: UInt64
    var roundTripMicroseconds: UInt64?
  }

  struct Verdict: Encodable {
    var asked: UInt64
    /// Empty where it opened.
    var codes: [String]
    var isPartial: Bool
  }

  struct Copy: Encodable {
    var began: UInt64
    var milliseconds: UInt64
    /// Nil where none was written.
    var bytes: UInt64?
    /// Nil where it did not fail.
    var code: String?
  }

  var sessions: [Session]
  var verdicts: [Verdict]
  var copies: [Copy]
  /// Of all that was ever measured: `name` or `name/label`.
  var sums: [String: UInt64]

  init(_ farm: FarmDatabase, limit: Int) throws {
    let labels = Dictionary(
      try farm.pockets().map { ($0.peer.device, $0.peer.label) }, uniquingKeysWith: { $1 })
    sessions = try farm.ledger.sessionMeasures(limit: limit).map { session in
      Session(session, pocket: session.device.flatMap { labels[$0] })
    }
    verdicts = try farm.ledger.gateMeasures(limit: limit).map {
      Verdict(asked: $0.milliseconds, codes: $0.codes, isPartial: $0.isPartial)
    }
    copies = try farm.ledger.copyMeasures(limit: limit).map(Copy.init)
    sums = Dictionary(
      try farm.ledger.sums().map { sum, value in
        (sum.name.rawValue + (sum.label.isEmpty ? "" : "/" + sum.label), value)
      }, uniquingKeysWith: { $1 })
  }
}

extension Measures.Session {
  init(_ session: SessionMeasure, pocket: String?) {
    self.init(
      began: session.milliseconds, pocket: pocket, code: session.code,
      milliseconds: session.tookMilliseconds, changes: session.changes,
      conflicts: session.conflicts, quarantined: session.quarantined,
      sentBytes: session.line.sentBytes, receivedBytes: session.line.receivedBytes,
      framesSent: session.line.framesSent, framesResent: session.line.framesResent,
      framesReceived: session.line.framesReceived, framesHeard: session.line.framesHeard,
      framesMissed: session.line.framesMissed, framesBroken: session.line.framesBroken,
      lossPermille: session.line.lossPermille, timeouts: session.line.timeouts,
      roundTripMicroseconds: session.line.roundTripMicroseconds)
  }
}

extension Measures.Copy {
  init(_ copy: CopyMeasure) {
    self.init(began: copy.milliseconds, milliseconds: copy.tookMilliseconds)
    switch copy.outcome {
    case .written(let bytes): self.bytes = bytes
    case .unchanged: break
    case .failed(let code): self.code = code
    }
  }
}

extension Console {
  /// Two tables with what went over the line and what copies took, and the gate in between.
  func show(_ measures: Measures) {
    guard !(measures.sessions.isEmpty && measures.verdicts.isEmpty && measures.copies.isEmpty)
    else { return result(.measure(.nothing)) }
    show(measures.sessions)
    show(measures.sums)
    show(measures.copies)
  }

  private var format: Formatting { Formatting(language: language) }

  private func show(_ sessions: [Measures.Session]) {
    guard !sessions.isEmpty else { return }
    result(.measure(.sessions(count: sessions.count)))
    table(
      .sessions,
      sessions.map { session in
        [
          format.dateAndTime(Moment(milliseconds: session.began)), session.pocket ?? "–",
          ended(session.code), format.number(session.changes),
          format.size(session.sentBytes + session.receivedBytes),
          format.share(session.framesResent, of: session.framesSent),
          format.duration(session.milliseconds),
        ]
      }, numbersFrom: 3)
    let shares = sessions.reversed().map { session in
      session.framesSent == 0
        ? 0 : Double(session.framesResent) / Double(session.framesSent)
    }
    if shares.count > 1 { result(.measure(.repeats(line: Sparkline.text(shares)))) }
  }

  private func show(_ sums: [String: UInt64]) {
    let open = (sums["verdicts/open"] ?? 0) + (sums["verdicts/partial"] ?? 0)
    let closed = sums["verdicts/closed"] ?? 0
    guard open + closed > 0 else { return }
    result(.measure(.gate(open: open, closed: closed)))
    for (name, count) in sums.sorted(by: { $0.key < $1.key }) {
      guard name.hasPrefix("refusals/") else { continue }
      result(
        .measure(.refusal(code: String(name.dropFirst("refusals/".count)), count: count)),
        head: "  ")
    }
  }

  private func show(_ copies: [Measures.Copy]) {
    guard !copies.isEmpty else { return }
    result(.measure(.copies(count: copies.count)))
    table(
      .copies,
      copies.map { copy in
        let isUnchanged = copy.bytes == nil && copy.code == nil
        return [
          format.dateAndTime(Moment(milliseconds: copy.began)),
          isUnchanged ? language.text(.measure(.unchanged)) : ended(copy.code),
          copy.bytes.map(format.size) ?? "–", format.duration(copy.milliseconds),
        ]
      }, numbersFrom: 2)
    let written = copies.reversed().filter { $0.bytes != nil }.map { Double($0.milliseconds) }
    if written.count > 1 { result(.measure(.copyTimes(line: Sparkline.text(written)))) }
  }

  private func ended(_ code: String?) -> String {
    language.text(.measure(code.map { .stopped(code: $0) } ?? .well))
  }
}
