import Transport

extension FuzzTarget {
  private static let sample = Trace(
    startedMilliseconds: 1_779_350_400_000,
    records: [
      Trace.Record(direction: .sent, microseconds: 5, bytes: [1, 2, 3]),
      Trace.Record(direction: .received, microseconds: 900, bytes: [4]),
    ])

  /// A trace's file as it is, and the torn and damaged forms of a sound one.
  static let trace = FuzzTarget(
    "trace", seeds: { [sample.encoded, Array(sample.encoded.dropLast(3))] },
    run: { input throws(BrokenPromise) in
      if let trace = try? Trace(decoding: input) {
        let again = trace.encoded
        try promise(input.starts(with: again), "what was read is what stands there")
        try promise(trace.isTorn == (again.count != input.count), "a torn tail is told")
      }
      var script = Script(input)
      let place = Int(script.number())
      let mask = script.byte()
      let whole = recorded(&script)
      var damaged = whole.encoded
      damaged[place % damaged.count] ^= mask
      guard let read = try? Trace(decoding: damaged) else { return }
      try promise(mask == 0 || read.isTorn, "damage is told")
      try promise(whole.records.starts(with: read.records), "no record that was not recorded")
    })

  /// A device played from a trace, against a host that says what it likes.
  static let replay = FuzzTarget(
    "replay",
    seeds: {
      var script = ScriptWriter()
      script.add(0, 2, 0, 4, 0)
      script.add(piece: [1, 2, 3])
      return [script.bytes + [1, 4, 0, 9]]
    },
    run: { input throws(BrokenPromise) in
      var script = Script(input)
      let mode: ReplayTransport.Mode = script.flag() ? .strict : .lenient
      let transport = ReplayTransport(recorded(&script), mode: mode)
      var steps = 0
      while !script.isOver, steps < 200 {
        steps += 1
        let room = Int(script.byte()) + 1
        if script.flag() {
          let got = try? transport.receive(maximumBytes: room, timeoutMilliseconds: 0)
          try promise((got?.count ?? 0) <= room, "more bytes than there is room")
        } else {
          _ = try? transport.send(script.piece(), timeoutMilliseconds: 0)
        }
      }
      transport.close()
    })

  private static func recorded(_ script: inout Script) -> Trace {
    var trace = Trace(startedMilliseconds: 0, records: [])
    for _ in 0..<(script.byte() & 15) {
      let direction: Trace.Direction = script.flag() ? .sent : .received
      let microseconds = script.number()
      let bytes = script.piece()
      if bytes.isEmpty { continue }
      trace.records.append(
        Trace.Record(direction: direction, microseconds: microseconds, bytes: bytes))
    }
    return trace
  }
}
