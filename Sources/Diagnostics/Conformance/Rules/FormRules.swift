import Link

/// The rules of LINK.md for the bulk form.
enum BulkRules {
  static let all: [Rule] = [headers, credit, obeys, garbage, searched, halfFrame]

  static let headers = Rule("L30", needs: [.bulk]) { bench in
    try exchange(bench)
  } judge: { seen in
    if seen.strayBytes > 0 {
      return LinkJudgement.value("bytes that are no frame", "0", "\(seen.strayBytes)")
    }
    for frame in seen.frames {
      let hasVersion = frame.kind == .opened
      if !hasVersion, frame.version != 0 {
        return LinkJudgement.value("\(frame.kind), byte 1", "0", "\(frame.version)")
      }
      if ![.data, .acknowledge, .close].contains(frame.kind), frame.count != 0 {
        return LinkJudgement.value("\(frame.kind), bytes 4 … 7", "0", "\(frame.count)")
      }
      if frame.payload.count > BulkLink.maximumPayloadBytes {
        return LinkJudgement.value("payload", "65536", "\(frame.payload.count)")
      }
    }
    return LinkJudgement.awaits(.data, of: Epoch.first, in: seen)
  }

  static let credit = Rule("L31", needs: [.bulk]) { bench in
    try exchange(bench)
  } judge: { seen in
    var last: UInt32?
    for frame in seen.frames {
      if frame.credit == 0 {
        return LinkJudgement.value("\(frame.kind), credit", "> 0", "0")
      }
      if let last, Int32(bitPattern: frame.credit &- last) < 0 {
        return LinkJudgement.value("credit", "≥ \(last)", "\(frame.credit)")
      }
      last = frame.credit
    }
    return last == nil ? RuleFinding(expected: .frame("opened"), found: seen.sign) : nil
  }

  /// A session and a message of it with its answer.
  private static func exchange(_ bench: Bench) throws -> LinkSeen {
    let host = try bench.raw()
    try host.begin()
    host.send(.message(RawHost.firstMessage, Epoch.first))
    // A frame that has begun to come is no garbage.
    host.listen(milliseconds: RawHost.answerMilliseconds) {
      $0.unfinishedBytes == 0 && $0.frames.contains { $0.kind == .data }
    }
    return LinkSeen(
      frames: host.frames, strayBytes: host.strayBytes, isClosed: host.isClosed)
  }

  private static let smallCredit: UInt32 = 40

  static let obeys = Rule("L32", needs: [.bulk]) { bench in
    let host = try bench.raw()
    try host.begin(credit: 0)
    var frame = OutFrame.message(RawHost.firstMessage, Epoch.first)
    frame.credit = 0
    let barred = host.ask(frame, RawHost.quietMilliseconds) { $0.has(.data, of: Epoch.first) }
    var more = OutFrame(.acknowledge, Epoch.first)
    more.credit = smallCredit
    let start = host.frames.count
    let some = host.ask(more) { $0.has(.data, of: Epoch.first) }
    host.listen(milliseconds: RawHost.quietMilliseconds)
    return (barred, some.sign, host.frames[start...].filter { $0.kind == .data })
  } judge: { (barred: LinkSeen, sign: Sign, data: [HeardFrame]) in
    if let finding = LinkJudgement.forbids(.data, in: barred) { return finding }
    if data.isEmpty { return RuleFinding(expected: .frame("data"), found: sign) }
    let bytes = data.reduce(0) { $0 + BulkHeader.bytes + $1.payload.count }
    return bytes > smallCredit
      ? LinkJudgement.value("data, bytes", "≤ \(smallCredit)", "\(bytes)") : nil
  }

  static let garbage = Rule("L35", needs: [.bulk]) { bench in
    let host = try bench.raw()
    host.send((0..<1_000).map { UInt8(truncatingIfNeeded: $0 * 7) })
    return host.ask(OutFrame(.open, Epoch.first)) { $0.has(.opened, of: Epoch.first) }
  } judge: {
    LinkJudgement.awaits(.opened, of: Epoch.first, in: $0)
  }

  static let searched = Rule("L36", needs: [.bulk]) { bench in
    let host = try bench.raw()
    try host.begin()
    var frame = OutFrame(.data, Epoch.second)
    frame.payload = host.bytes(of: OutFrame(.probe, Epoch.first))
    return host.ask(frame, 1_000) { $0.has(.acknowledge, of: Epoch.first) }
  } judge: {
    LinkJudgement.awaits(.acknowledge, of: Epoch.first, in: $0)
  }

  static let halfFrame = Rule("L37", needs: [.bulk]) { bench in
    let host = try bench.raw()
    try host.begin()
    var half = OutFrame(.data, Epoch.first)
    half.payload = Array(repeating: 0x55, count: 100)
    half.count = 1_000
    host.send(half)
    return host.ask(OutFrame(.open, Epoch.second)) { $0.has(.opened, of: Epoch.second) }
  } judge: {
    LinkJudgement.awaits(.opened, of: Epoch.second, in: $0)
  }
}

/// The rules of LINK.md for the serial form.
enum SerialRules {
  static let all: [Rule] = [frames, damaged, twice, gap, again]

  static let frames = Rule("L20", needs: [.serial]) { bench in
    let host = try bench.raw()
    try host.begin()
    return host.ask(.message(RawHost.firstMessage, Epoch.first)) {
      $0.unfinishedBytes == 0 && $0.has(.data, of: Epoch.first)
    }
  } judge: { seen in
    seen.strayBytes > 0
      ? LinkJudgement.value("bytes that are no frame", "0", "\(seen.strayBytes)")
      : LinkJudgement.awaits(.data, of: Epoch.first, in: seen)
  }

  static let damaged = Rule("L21", needs: [.serial]) { bench in
    let host = try bench.raw()
    try host.begin()
    var bytes = host.bytes(of: .message(RawHost.firstMessage, Epoch.first))
    // A bit near the end of the payload, where neither a zero nor a code of COBS stands.
    bytes[bytes.count - 10] ^= 0x40
    host.send(bytes)
    let bad = host.watch(RawHost.quietMilliseconds) { $0.has(.data, of: Epoch.first) }
    let good = host.ask(.message(RawHost.firstMessage, Epoch.first)) {
      $0.has(.data, of: Epoch.first)
    }
    return (bad, good)
  } judge: {
    LinkJudgement.forbids(.data, in: $0.0)
      ?? LinkJudgement.awaits(.data, of: Epoch.first, in: $0.1)
  }

  static let twice = Rule("L22", needs: [.serial]) { bench in
    let host = try bench.raw()
    try host.begin()
    let frame = OutFrame.message(RawHost.firstMessage, Epoch.first)
    _ = host.ask(frame) { $0.has(.data, of: Epoch.first) }
    let again = host.ask(frame, RawHost.quietMilliseconds) { _ in false }
    return (again, host.state(of: Epoch.first))
  } judge: { (again: LinkSeen, state: Sign) in
    if let finding = LinkJudgement.awaits(.acknowledge, of: Epoch.first, in: again) {
      return finding
    }
    if let wrong = again.frames.first(where: { $0.missing != 1 }) {
      return LinkJudgement.value("\(wrong.kind), bytes 5, 6", "1", "\(wrong.missing)")
    }
    return LinkJudgement.isAlive(state)
  }

  static let gap = Rule("L23", needs: [.serial]) { bench in
    let host = try bench.raw()
    try host.begin()
    var second = OutFrame.message(Array(RawHost.firstMessage[20...]), Epoch.first, sequence: 1)
    let early = host.ask(second, 1_000) { $0.has(.acknowledge, of: Epoch.first) }
    second.payload = Array(RawHost.firstMessage[..<20])
    (second.sequence, second.endsMessage) = (0, false)
    return (early, host.ask(second) { $0.has(.data, of: Epoch.first) })
  } judge: { (early: LinkSeen, whole: LinkSeen) in
    guard let told = early.frames.first(where: { $0.kind == .acknowledge }) else {
      return RuleFinding(expected: .frame("acknowledge"), found: early.sign)
    }
    if told.missing != 0 || told.payload != [1, 0, 0, 0] {
      return LinkJudgement.value("acknowledge", "0, 01000000", "\(told.missing), \(told.payload)")
    }
    return LinkJudgement.awaits(.data, of: Epoch.first, in: whole)
  }

  static let again = Rule("L25", needs: [.serial]) { bench in
    let host = try bench.raw()
    try host.begin()
    return host.ask(.message(RawHost.firstMessage, Epoch.first), 4_000) {
      $0.frames.count { $0.kind == .data && $0.count == 0 } > 1
    }
  } judge: { seen in
    let sent = seen.frames.filter { $0.kind == .data && $0.count == 0 }
    guard sent.count > 1 else {
      return LinkJudgement.value("transmissions in 4 s", "2", "\(sent.count)")
    }
    return sent[0].transmission == sent[1].transmission
      ? LinkJudgement.value("byte 7", "≠ \(sent[0].transmission)", "\(sent[1].transmission)") : nil
  }
}
