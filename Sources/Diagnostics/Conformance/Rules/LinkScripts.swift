import Link
import Transport

/// What single frames brought to light.
struct LinkSeen: Sendable {
  var frames: [HeardFrame] = []
  var strayBytes = 0
  var unfinishedBytes = 0
  var isClosed = false
  /// When the host spoke last.
  var spokeMicroseconds: UInt64 = 0

  func count(_ kind: FrameKind, of epoch: UInt16) -> Int {
    frames.count { $0.kind == kind && $0.epoch == epoch }
  }

  func has(_ kind: FrameKind, of epoch: UInt16) -> Bool { count(kind, of: epoch) > 0 }

  /// The first frame, or how it is missing.
  var sign: Sign {
    frames.first.map { .frame("\($0.kind)") } ?? (isClosed ? .end : .silence)
  }
}

/// The epochs that the judge draws; which they are means nothing.
enum Epoch {
  static let first: UInt16 = 0x5A01
  static let second: UInt16 = 0x5A02
}

extension RawHost {
  static let answerMilliseconds = 2_000
  static let quietMilliseconds = 600
  static let lateMilliseconds = 250
  /// Bytes that are a message 1 of CHANNEL.md, for a session that goes no further.
  static let firstMessage: [UInt8] =
    [0x50, 0x53, 1, 1, 0] + Array(1...32)

  /// Begins a session; what bars it is an obstacle.
  func begin(_ epoch: UInt16 = Epoch.first, credit: UInt32 = RawHost.wideCredit) throws {
    var open = OutFrame(.open, epoch)
    open.credit = credit
    send(open)
    let hasOpened = listen(milliseconds: Self.answerMilliseconds) {
      $0.frames.contains { $0.kind == .opened && $0.epoch == epoch }
    }
    guard hasOpened else { throw Obstacle.link("opened") }
    var probe = OutFrame(.probe, epoch)
    probe.credit = credit
    send(probe)
    let isAnswered = listen(milliseconds: Self.answerMilliseconds) {
      $0.frames.contains { $0.kind == .acknowledge && $0.epoch == epoch }
    }
    guard isAnswered else { throw Obstacle.link("acknowledge") }
    // An answer that was repeated meanwhile is not part of what comes now.
    listen(milliseconds: 50)
  }

  /// On a line that stays, an earlier session may go on speaking until it takes the host for gone.
  func settle() {
    for _ in 0..<Self.settlingPieces {
      let heard = frames.count
      listen(milliseconds: Self.settlingMilliseconds)
      if frames.count == heard { return }
    }
  }

  private static let settlingPieces = 5
  private static let settlingMilliseconds = 2_500

  /// What comes from here on, until the condition holds or the time is over.
  func watch(
    _ milliseconds: Int, until isDone: @escaping (LinkSeen) -> Bool = { _ in false }
  ) -> LinkSeen {
    let start = frames.count
    let strays = strayBytes
    let spoke = MonotonicClock.microseconds
    func seen(_ host: RawHost) -> LinkSeen {
      LinkSeen(
        frames: Array(host.frames[start...]), strayBytes: host.strayBytes - strays,
        unfinishedBytes: host.unfinishedBytes, isClosed: host.isClosed, spokeMicroseconds: spoke)
    }
    listen(milliseconds: milliseconds) { isDone(seen($0)) }
    return seen(self)
  }

  /// Sends a frame and watches.
  func ask(
    _ frame: OutFrame, _ milliseconds: Int = RawHost.answerMilliseconds,
    until isDone: @escaping (LinkSeen) -> Bool
  ) -> LinkSeen {
    send(frame)
    return watch(milliseconds, until: isDone)
  }

  /// Whether the session still answers.
  func state(of epoch: UInt16) -> Sign {
    // What was on its way before the question is no answer to it.
    listen(milliseconds: Self.lateMilliseconds)
    let seen = ask(OutFrame(.probe, epoch), until: { $0.has(.acknowledge, of: epoch) })
    return seen.has(.acknowledge, of: epoch) ? .frame("acknowledge") : .end
  }
}

/// Verdicts on frames; pure.
enum LinkJudgement {
  static func awaits(_ kind: FrameKind, of epoch: UInt16, in seen: LinkSeen) -> RuleFinding? {
    seen.has(kind, of: epoch)
      ? nil : RuleFinding(expected: .frame("\(kind)"), found: seen.sign)
  }

  static func forbids(_ kind: FrameKind, in seen: LinkSeen) -> RuleFinding? {
    seen.frames.contains { $0.kind == kind }
      ? RuleFinding(expected: .silence, found: .frame("\(kind)")) : nil
  }

  static func isSilent(_ seen: LinkSeen) -> RuleFinding? {
    if let frame = seen.frames.first {
      return RuleFinding(expected: .silence, found: .frame("\(frame.kind)"))
    }
    return seen.strayBytes == 0
      ? nil : RuleFinding(expected: .silence, found: .value(field: "bytes", "\(seen.strayBytes)"))
  }

  static func isOver(_ sign: Sign) -> RuleFinding? {
    sign == .end ? nil : RuleFinding(expected: .end, found: sign)
  }

  static func isAlive(_ sign: Sign) -> RuleFinding? {
    sign == .end ? RuleFinding(expected: .frame("acknowledge"), found: sign) : nil
  }

  /// Opened comes again and again, of this session and version, until something is heard.
  static func repeats(_ before: LinkSeen, _ after: LinkSeen, epoch: UInt16) -> RuleFinding? {
    let opened = before.frames.filter { $0.kind == .opened }
    guard let first = opened.first else {
      return RuleFinding(expected: .frame("opened"), found: before.sign)
    }
    if first.epoch != epoch {
      return value("opened, epoch", "\(epoch)", "\(first.epoch)")
    }
    if first.version != 1 { return value("opened, version", "1", "\(first.version)") }
    if !first.isFromPocket { return value("opened, byte 0, bit 7", "1", "0") }
    if opened.count < 3 { return value("opened in 1.1 s", "3", "\(opened.count)") }
    let late = after.count(.opened, of: epoch)
    return late > 1 ? value("opened after a probe", "0", "\(late)") : nil
  }

  /// A probe comes by itself two seconds after the last frame; who probes earlier breaks nothing.
  static func probes(_ seen: LinkSeen) -> RuleFinding? {
    guard let probe = seen.frames.first(where: { $0.kind == .probe }) else {
      return RuleFinding(expected: .frame("probe"), found: seen.sign)
    }
    let waited = Int(probe.microseconds - seen.spokeMicroseconds) / 1_000
    return waited <= 3_000
      ? nil : value("probe after ms", "2000", "\(waited)")
  }

  /// Nothing comes any more later than this after the host spoke last.
  static func fallsSilent(_ seen: LinkSeen, afterMilliseconds limit: UInt64) -> RuleFinding? {
    let late = seen.frames.first { frame in
      frame.microseconds > seen.spokeMicroseconds + limit * 1_000
        && ![.close, .closed, .reset].contains(frame.kind)
    }
    return late.map { RuleFinding(expected: .silence, found: .frame("\($0.kind)")) }
  }

  static func value(_ field: String, _ expected: String, _ found: String) -> RuleFinding {
    RuleFinding(
      expected: .value(field: field, cut(expected)), found: .value(field: field, cut(found)))
  }

  private static let valueCharacters = 160

  private static func cut(_ text: String) -> String {
    text.count <= valueCharacters ? text : text.prefix(valueCharacters) + "…"
  }
}
