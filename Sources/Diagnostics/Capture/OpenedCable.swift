import SecureChannel

/// The messages above the channel in the recorded bytes of a line, with the session's keys.
package struct OpenedCable {
  /// Why they cannot be read.
  package enum Fault: Error, Sendable, Hashable {
    /// The bytes do not begin with an offer of the channel.
    case noHandshake
    /// The log has not the keys of this session.
    case noKeys
    /// The record of this number, from 1 in its direction, does not open.
    case notAuthentic(record: Int, isFromPocket: Bool)
  }

  /// Messages of the handshake, and records that settle who is there.
  package private(set) var settlingMessages = 0
  /// The messages of the protocol.
  package private(set) var messages: [RecordedMessage] = []

  /// Opens everything that came whole.
  package init(_ reading: CableReading, _ keys: KeyLogFile) throws(Fault) {
    guard let first = reading.messages.first, !first.isFromPocket,
      first.bytes.starts(with: [0x50, 0x53])
    else { throw .noHandshake }
    guard let secrets = keys.secrets(firstMessage: first.bytes) else { throw .noKeys }
    var pc = OpenedWay(secrets.toPocket, handshakeMessages: 2, isFromPocket: false)
    var pocket = OpenedWay(secrets.toPC, handshakeMessages: 1, isFromPocket: true)
    for message in reading.messages {
      let opened: [UInt8]?
      if message.isFromPocket {
        opened = try pocket.read(message.bytes)
        pc.isPairing = pocket.isPairing
      } else {
        opened = try pc.read(message.bytes)
      }
      guard let opened else { continue }
      messages.append(RecordedMessage(isFromPocket: message.isFromPocket, bytes: opened))
    }
    settlingMessages = pc.settlingMessages + pocket.settlingMessages
  }
}

/// One direction of a channel, read by who was not there.
private struct OpenedWay: ~Copyable {
  /// The pocket's standing alone, with what it commits to: then the ends are being paired.
  private static let commitmentBytes = 33
  private static let messageMaximumBytes = 1 << 20
  private var opener: Opener
  private var handshakeLeft: Int
  private let isFromPocket: Bool
  private var records = 0
  private var parts: [UInt8] = []
  var isPairing = false
  private(set) var settlingMessages = 0

  init(_ secret: [UInt8], handshakeMessages: Int, isFromPocket: Bool) {
    opener = Opener(secret: secret)
    handshakeLeft = handshakeMessages
    self.isFromPocket = isFromPocket
  }

  /// Records before those of messages: claim and secret of the pocket, proof of the PC; or digits.
  private var settlingRecords: Int {
    switch (isFromPocket, isPairing) {
    case (true, false): 2
    case (false, false): 1
    case (true, true): 3
    case (false, true): 2
    }
  }

  /// A message of the protocol, where this one ended it.
  mutating func read(_ message: [UInt8]) throws(OpenedCable.Fault) -> [UInt8]? {
    if handshakeLeft > 0 {
      handshakeLeft -= 1
      settlingMessages += 1
      return nil
    }
    records += 1
    var record = message
    do throws(SecureChannelError) { try opener.open(&record) } catch {
      throw .notAuthentic(record: records, isFromPocket: isFromPocket)
    }
    if isFromPocket, records == 1 { isPairing = record.count == Self.commitmentBytes }
    guard records > settlingRecords else {
      settlingMessages += 1
      return nil
    }
    let flag = record.popLast()
    if parts.count + record.count <= Self.messageMaximumBytes { parts += record }
    guard flag == 0 else { return nil }
    defer { parts = [] }
    return parts
  }
}

extension OpenedCable {
  /// The first message, from 1, that the recording has otherwise; nil where both are alike.
  ///
  /// Of a masked one only ends and sizes are compared: its texts are others, as long.
  package func differs(from recorded: [RecordedMessage], isMasked: Bool) -> Int? {
    func isSame(_ first: RecordedMessage, _ second: RecordedMessage) -> Bool {
      guard first.isFromPocket == second.isFromPocket else { return false }
      return isMasked ? first.bytes.count == second.bytes.count : first.bytes == second.bytes
    }
    for isFromPocket in [false, true] {
      let mine = messages.filter { $0.isFromPocket == isFromPocket }
      let theirs = recorded.filter { $0.isFromPocket == isFromPocket }
      let count = max(mine.count, theirs.count)
      for index in 0..<count {
        guard index < mine.count, index < theirs.count, isSame(mine[index], theirs[index]) else {
          return index + 1
        }
      }
    }
    return nil
  }
}
