import Testing
import Transport

@testable import Link

/// Two ends of the bulk form joined by streams that give their bytes in pieces of any size.
@Suite struct BulkLinkTests {
  private struct Ends {
    var host: BulkLink
    var pocket: BulkLink
    var random: SplitMix64
    var toPocket: ArraySlice<UInt8> = []
    var toHost: ArraySlice<UInt8> = []
    var now: UInt64 = 1000
    var hostInbox: [[UInt8]] = []
    var pocketInbox: [[UInt8]] = []
    var takesMessages = true

    init(seed: UInt64 = 1, configuration: LinkConfiguration = .init()) {
      host = BulkLink(role: .host, configuration: configuration)
      pocket = BulkLink(role: .pocket, configuration: configuration)
      random = SplitMix64(seed: seed)
    }

    /// Moves pieces until both sides are silent.
    mutating func settle(pieceBytes: ClosedRange<Int> = 1...100_000) {
      while true {
        toPocket += host.takeBytes(room: 300_000, now: now)
        toHost += pocket.takeBytes(room: 300_000, now: now)
        if toPocket.isEmpty, toHost.isEmpty { return }
        pocket.receive(Self.piece(&toPocket, pieceBytes, &random), now: now)
        host.receive(Self.piece(&toHost, pieceBytes, &random), now: now)
        if takesMessages {
          while let message = host.takeMessage() { hostInbox.append(message) }
          while let message = pocket.takeMessage() { pocketInbox.append(message) }
        }
      }
    }

    private static func piece(
      _ stream: inout ArraySlice<UInt8>, _ bytes: ClosedRange<Int>, _ random: inout SplitMix64
    ) -> [UInt8] {
      let count = min(stream.count, Int.random(in: bytes, using: &random))
      defer { stream = stream.dropFirst(count) }
      return Array(stream.prefix(count))
    }

    mutating func open(epoch: UInt16 = 7) {
      host.open(epoch: epoch, now: now)
      settle()
    }

    mutating func startNewHost(epoch: UInt16) {
      host = BulkLink(role: .host)
      hostInbox = []
      host.open(epoch: epoch, now: now)
    }
  }

  @Test(arguments: [1...1, 2...3, 15...17, 1...40, 1...100_000])
  func `messages of every size arrive once and in order, in pieces of any size`(
    pieces: ClosedRange<Int>
  ) throws {
    var ends = Ends()
    ends.open()
    let most = pieces.upperBound < 50 ? 3000 : 1 << 20
    let sizes = [0, 1, 15, 16, 17, 2000, 65_535, 65_536, 65_537, 0, most, 3].filter { $0 <= most }
    let down = sizes.map { ends.random.bytes($0) }
    let up = sizes.reversed().map { ends.random.bytes($0) }
    for (one, other) in zip(down, up) {
      try ends.host.send(one)
      try ends.pocket.send(other)
      ends.settle(pieceBytes: pieces)
    }
    #expect(ends.pocketInbox == down && ends.hostInbox == up)
    for end in [ends.host, ends.pocket] {
      #expect(end.statistics.malformedFrames == 0 && end.state == .open)
    }
  }

  @Test func `headers come back, and one wrong bit makes them nothing`() {
    var random = SplitMix64(seed: 4)
    for kind in 0..<8 as Range<UInt8> {
      var header = BulkHeader(
        kind: FrameKind(rawValue: kind)!, isFromPocket: random.chance(0.5),
        epoch: UInt16(truncatingIfNeeded: random.next()),
        credit: UInt32(truncatingIfNeeded: random.next()))
      header.count = UInt32(truncatingIfNeeded: random.next())
      header.endsMessage = random.chance(0.5)
      header.version = UInt8(truncatingIfNeeded: random.next())
      var bytes: [UInt8] = []
      header.append(to: &bytes)
      #expect(BulkHeader(bytes) == header)
      for bit in 0..<8 * BulkHeader.bytes {
        var wrong = bytes
        wrong[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(BulkHeader(wrong) == nil)
      }
    }
  }

  @Test(arguments: [1, 5, 15, 16, 17, 100, 1 << 20])
  func `noise before, between and inside pieces hides no frame`(pieceBytes: Int) throws {
    var random = SplitMix64(seed: UInt64(pieceBytes))
    var sender = BulkLink(role: .host)
    sender.open(epoch: 9, now: 0)
    let open = sender.takeBytes(room: 1000, now: 0)
    var pocket = BulkLink(role: .pocket)
    let noise = random.bytes(pieceBytes < 100 ? 20_000 : 1 << 20)
    let stream = noise + open
    for start in stride(from: 0, to: stream.count, by: pieceBytes) {
      pocket.receive(Array(stream[start..<min(start + pieceBytes, stream.count)]), now: 1)
    }
    #expect(pocket.state == .opening && pocket.statistics.malformedFrames == 1)
  }

  @Test func `whoever takes nothing stops the sender, and taking lets it go on`() throws {
    var configuration = LinkConfiguration()
    configuration.maximumUndeliveredBytes = 100_000
    var ends = Ends(configuration: configuration)
    ends.open()
    ends.takesMessages = false
    let messages = (0..<40).map { _ in ends.random.bytes(10_000) }
    for message in messages { try ends.host.send(message) }
    ends.settle()
    #expect(ends.pocket.statistics.payloadBytesReceived < 100_000)
    #expect(ends.host.queuedBytes > 290_000 && !ends.host.isDrained)
    ends.takesMessages = true
    while let message = ends.pocket.takeMessage() { ends.pocketInbox.append(message) }
    ends.settle()
    #expect(ends.pocketInbox == messages)
  }

  @Test func `a receipt is asked for and tells when everything arrived`() throws {
    var ends = Ends()
    ends.open()
    try ends.host.send([1, 2, 3])
    ends.settle()
    #expect(!ends.host.isDrained)
    ends.host.askForReceipt()
    ends.settle()
    #expect(ends.host.isDrained)
  }

  @Test func `a close follows the last frame at once`() throws {
    var ends = Ends()
    ends.open()
    try ends.host.send([1, 2, 3])
    ends.host.close(now: ends.now)
    let bytes = ends.host.takeBytes(room: 9999, now: ends.now)
    #expect(BulkHeader(bytes, at: bytes.count - BulkHeader.bytes)?.kind == .close)
  }

  @Test func `a peer that closes says what it has`() throws {
    var ends = Ends()
    ends.open()
    try ends.pocket.send([1, 2, 3])
    ends.settle()
    #expect(!ends.pocket.isDrained)
    ends.host.close(now: ends.now)
    ends.settle()
    #expect(ends.pocket.isDrained && ends.pocket.takeEvent() != nil)
  }

  @Test func `more than was allowed ends the session before it is kept`() {
    for (count, ends, error) in [
      (UInt32(1 << 16 | 1), true, LinkError.peerMessageTooLong(limitBytes: 1 << 20)),
      (UInt32.max, true, .peerMessageTooLong(limitBytes: 1 << 20)),
      (1 << 16, false, .creditExceeded(limitBytes: 50_000)),
    ] {
      var configuration = LinkConfiguration()
      configuration.maximumUndeliveredBytes = 50_000
      var pair = Ends(configuration: configuration)
      pair.open()
      var header = BulkHeader(kind: .data, isFromPocket: false, epoch: 7, credit: 0)
      header.count = count
      header.endsMessage = ends
      var bytes: [UInt8] = []
      header.append(to: &bytes)
      pair.pocket.receive(bytes, now: pair.now)
      #expect(pair.pocket.state == .dead(error))
    }
  }

  @Test func `a message that grows above the limit ends the session`() {
    var configuration = LinkConfiguration()
    configuration.maximumMessageBytes = 100_000
    var ends = Ends(configuration: configuration)
    ends.open()
    for _ in 0..<2 {
      var header = BulkHeader(kind: .data, isFromPocket: false, epoch: 7, credit: 0)
      header.count = 60_000
      var bytes: [UInt8] = []
      header.append(to: &bytes)
      ends.pocket.receive(bytes + ends.random.bytes(60_000), now: ends.now)
    }
    #expect(ends.pocket.state == .dead(.peerMessageTooLong(limitBytes: 100_000)))
  }

  @Test func `frames without bytes cannot be piled up`() {
    var ends = Ends()
    ends.open()
    ends.takesMessages = false
    var header = BulkHeader(kind: .data, isFromPocket: false, epoch: 7, credit: 0)
    header.endsMessage = true
    var frame: [UInt8] = []
    header.append(to: &frame)
    let many = Array(repeatElement(frame, count: 1000).joined())
    for _ in 0..<1000 where ends.pocket.state == .open { ends.pocket.receive(many, now: ends.now) }
    #expect(ends.pocket.state == .dead(.creditExceeded(limitBytes: 2 << 20)))
  }

  @Test func `an acknowledgement of what was never sent ends the session`() {
    var ends = Ends()
    ends.open()
    var header = BulkHeader(kind: .acknowledge, isFromPocket: true, epoch: 7, credit: 0)
    header.count = 17
    var bytes: [UInt8] = []
    header.append(to: &bytes)
    ends.host.receive(bytes, now: ends.now)
    #expect(ends.host.state == .dead(.impossibleAcknowledgement(sequence: 17)))
  }

  @Test func `a host that died in mid-frame is followed by one that finds the pocket`() throws {
    for cut in stride(from: 0, to: 70_100, by: 613) {
      var ends = Ends(seed: UInt64(cut))
      ends.open()
      try ends.host.send(ends.random.bytes(70_000))
      try ends.pocket.send(ends.random.bytes(30_000))
      let sent = ends.host.takeBytes(room: 300_000, now: ends.now)
      ends.pocket.receive(Array(sent.prefix(cut)), now: ends.now)
      // What the pocket had said meanwhile reaches the new host, from somewhere in the middle.
      ends.toHost = ends.pocket.takeBytes(room: 300_000, now: ends.now).dropFirst(cut / 3)
      ends.startNewHost(epoch: 8)
      ends.settle(pieceBytes: 1...500)
      #expect(ends.host.state == .open, "cut after \(cut) bytes")
      try ends.host.send([1, 2, 3])
      ends.settle()
      #expect(ends.pocketInbox.last == [1, 2, 3])
      try ends.pocket.send([4])
      ends.settle()
      #expect(ends.hostInbox == [[4]], "cut after \(cut) bytes")
    }
  }

  @Test func `a long frame on a slow line is no silence`() throws {
    var ends = Ends()
    ends.open()
    let message = ends.random.bytes(BulkLink.maximumPayloadBytes)
    try ends.pocket.send(message)
    var frame = ends.pocket.takeBytes(room: 300_000, now: ends.now)[...]
    while !frame.isEmpty {
      ends.now += LinkConfiguration().silenceMicroseconds / 4
      ends.host.receive(Array(frame.prefix(2048)), now: ends.now)
      ends.host.timePassed(now: ends.now)
      frame = frame.dropFirst(2048)
    }
    #expect(ends.host.state == .open)
    #expect(ends.host.takeMessage() == message)
  }
}
