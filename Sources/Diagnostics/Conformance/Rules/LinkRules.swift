import Link

/// The rules of LINK.md that hold on every line.
enum LinkRules {
  static let all: [Rule] = [
    silence, answer, anew, otherEpoch, reflected, probe, gone, acknowledge, tooLong, otherVersion,
    close,
  ]

  static let silence = Rule("L1") { bench in
    let host = try bench.raw()
    if bench.form == .serial || bench.isUSB { host.settle() }
    return host.watch(RawHost.quietMilliseconds)
  } judge: {
    LinkJudgement.isSilent($0)
  }

  static let answer = Rule("L2") { bench in
    let host = try bench.raw()
    let before = host.ask(OutFrame(.open, Epoch.first), 1_100) { _ in false }
    let after = host.ask(OutFrame(.probe, Epoch.first), 800) { _ in false }
    return (before, after)
  } judge: {
    LinkJudgement.repeats($0.0, $0.1, epoch: Epoch.first)
  }

  static let anew = Rule("L3") { bench in
    let host = try bench.raw()
    try host.begin()
    return host.ask(OutFrame(.open, Epoch.second)) { $0.has(.opened, of: Epoch.second) }
  } judge: {
    LinkJudgement.awaits(.opened, of: Epoch.second, in: $0)
  }

  static let otherEpoch = Rule("L4") { bench in
    try ignores(bench, .message(RawHost.firstMessage, Epoch.second))
  } judge: {
    LinkJudgement.forbids(.data, in: $0.0) ?? LinkJudgement.isAlive($0.1)
  }

  static let reflected = Rule("L5") { bench in
    var frame = OutFrame.message(RawHost.firstMessage, Epoch.first)
    frame.isFromPocket = true
    return try ignores(bench, frame)
  } judge: {
    LinkJudgement.forbids(.data, in: $0.0) ?? LinkJudgement.isAlive($0.1)
  }

  private static func ignores(_ bench: Bench, _ frame: OutFrame) throws -> (LinkSeen, Sign) {
    let host = try bench.raw()
    try host.begin()
    let seen = host.ask(frame, RawHost.quietMilliseconds) { $0.has(.data, of: Epoch.first) }
    return (seen, host.state(of: Epoch.first))
  }

  static let probe = Rule("L6") { bench in
    let host = try bench.raw()
    try host.begin()
    return host.watch(3_500) { $0.has(.probe, of: Epoch.first) }
  } judge: {
    LinkJudgement.probes($0)
  }

  static let gone = Rule("L7", needs: [.time]) { bench in
    let host = try bench.raw()
    try host.begin()
    host.listen(milliseconds: 6_000)
    return (host.state(of: Epoch.first), host.watch(13_000))
  } judge: {
    LinkJudgement.isAlive($0.0) ?? LinkJudgement.fallsSilent($0.1, afterMilliseconds: 9_500)
  }

  static let acknowledge = Rule("L8") { bench in
    let host = try bench.raw()
    let opened = host.ask(OutFrame(.open, Epoch.first)) { $0.has(.opened, of: Epoch.first) }
    guard opened.has(.opened, of: Epoch.first) else { throw Obstacle.link("opened") }
    return host.ask(OutFrame(.probe, Epoch.first), 500) { $0.has(.acknowledge, of: Epoch.first) }
  } judge: {
    LinkJudgement.awaits(.acknowledge, of: Epoch.first, in: $0)
  }

  static let tooLong = Rule("L9") { bench in
    if bench.form == .serial, bench.isQuick { throw NotShown(reason: .slow) }
    let host = try bench.raw()
    try host.begin()
    let limit = 1 << 20
    let size = bench.form == .bulk ? 1 << 16 : FrameLayout.maximumPayloadBytes
    if let credit = host.frames.last?.credit, bench.form == .bulk, credit < limit + (1 << 17) {
      throw NotShown()
    }
    for number in 0...limit / size {
      var frame = OutFrame(.data, Epoch.first)
      frame.payload = Array(repeating: 0x55, count: size)
      frame.sequence = UInt16(number)
      host.send(frame)
      // A window of the serial form is waited for.
      if bench.form == .serial, number % 8 == 7 {
        _ = host.watch(200) { $0.frames.contains { Int($0.missing) > number } }
      }
    }
    return host.state(of: Epoch.first)
  } judge: {
    LinkJudgement.isOver($0)
  }

  static let otherVersion = Rule("L11") { bench in
    let host = try bench.raw()
    var open = OutFrame(.open, Epoch.first)
    open.version = 2
    let seen = host.ask(open) { $0.has(.opened, of: Epoch.first) }
    return (seen, host.state(of: Epoch.first))
  } judge: { (seen: LinkSeen, state: Sign) in
    if let finding = LinkJudgement.awaits(.opened, of: Epoch.first, in: seen) { return finding }
    if let version = seen.frames.first(where: { $0.kind == .opened })?.version, version != 1 {
      return LinkJudgement.value("opened, version", "1", "\(version)")
    }
    return LinkJudgement.isOver(state)
  }

  static let close = Rule("L12") { bench in
    let host = try bench.raw()
    try host.begin()
    let first = host.ask(OutFrame(.close, Epoch.first)) { $0.has(.closed, of: Epoch.first) }
    guard bench.form == .serial else { return (first, first) }
    // On a line that stays the answer may have been lost.
    return (
      first, host.ask(OutFrame(.close, Epoch.first)) { $0.has(.closed, of: Epoch.first) }
    )
  } judge: {
    LinkJudgement.awaits(.closed, of: Epoch.first, in: $0.0)
      ?? LinkJudgement.awaits(.closed, of: Epoch.first, in: $0.1)
  }
}
