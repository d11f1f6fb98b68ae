import Link
import Transport

/// A frame of the pocket and when it came.
struct HeardFrame: Sendable, Equatable {
  var microseconds: UInt64
  var kind: FrameKind
  var isFromPocket = true
  var epoch: UInt16
  var version: UInt8 = 0
  var endsMessage = false
  var payload: [UInt8] = []
  /// Bulk: bytes of payload, or what has arrived. Serial: the number of a data frame.
  var count: UInt32 = 0
  var credit: UInt32 = 0
  /// Serial: the first data frame that has not arrived, and the bits of those after it.
  var missing: UInt16 = 0
  var transmission: UInt8 = 0
}

/// A host that puts single frames on the line, also wrong ones, and notes what comes.
final class RawHost {
  private static let readBytes = 1 << 16
  private static let sendMilliseconds = 5_000
  /// Who sends more than this in one session is heard no further.
  private static let heardBytesLimit = 1 << 20
  static let wideCredit: UInt32 = 1 << 20

  let line: any Transport
  let form: LinkForm
  private(set) var frames: [HeardFrame] = []
  /// Bytes that were no frame, or are none yet.
  var strayBytes: Int { skippedBytes + unfinishedBytes }
  /// Bytes of a frame whose end has not come.
  var unfinishedBytes: Int { form == .bulk ? buffer.count : collectedBytes }
  private var skippedBytes = 0
  private(set) var isClosed = false
  private var heardBytes = 0
  private var collectedBytes = 0
  private var buffer: [UInt8] = []
  private var decoder = FrameDecoder()
  private var encoder = FrameEncoder()
  private var transmissions: UInt8 = 0
  /// An epoch on the line is one of `Epoch` and this: no session has that of the one before.
  private let salt = UInt16.random(in: .min ... .max)

  init(over line: any Transport, form: LinkForm) {
    self.line = line
    self.form = form
  }

  // MARK: To the line

  /// Puts bytes on the line as they are.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty, !isClosed {
      guard
        let taken = try? line.send(rest, timeoutMilliseconds: Self.sendMilliseconds), taken > 0
      else {
        isClosed = true
        return
      }
      rest = rest.dropFirst(taken)
    }
  }

  func send(_ frame: OutFrame) { send(bytes(of: frame)) }

  /// The bytes of a frame in this line's form.
  func bytes(of frame: OutFrame) -> [UInt8] {
    var output: [UInt8] = []
    switch form {
    case .bulk:
      var header = BulkHeader(
        kind: frame.kind, isFromPocket: frame.isFromPocket, epoch: frame.epoch ^ salt,
        credit: frame.credit)
      header.endsMessage = frame.endsMessage
      header.version = frame.kind == .open ? frame.version : 0
      header.count = frame.count ?? UInt32(frame.payload.count)
      header.append(to: &output)
      output += frame.payload
    case .serial:
      var header = FrameHeader(
        kind: frame.kind, isFromPocket: frame.isFromPocket, epoch: frame.epoch ^ salt)
      header.endsMessage = frame.endsMessage
      header.sequence = frame.sequence
      header.cumulative = frame.missing
      header.echo = frame.echo
      if frame.kind == .data {
        transmissions &+= 1
        header.transmission = transmissions
      }
      let payload = frame.kind == .open ? [frame.version] : frame.payload
      output = [0]
      encoder.append(header, payload: payload[...], to: &output)
    }
    return output
  }

  // MARK: From the line

  /// Notes what comes until the condition holds or the time is over; whether it holds.
  @discardableResult
  func listen(milliseconds: Int, until isDone: (RawHost) -> Bool = { _ in false }) -> Bool {
    let deadline = Deadline(milliseconds: milliseconds)
    while !isDone(self) {
      if isClosed || deadline.isOver { return isDone(self) }
      do throws(TransportError) {
        take(
          try line.receive(
            maximumBytes: Self.readBytes, timeoutMilliseconds: deadline.millisecondsLeft))
      } catch { isClosed = true }
    }
    return true
  }

  private func take(_ bytes: [UInt8]) {
    let now = MonotonicClock.microseconds
    heardBytes += bytes.count
    isClosed = heardBytes > Self.heardBytesLimit
    if form == .serial { takeSerial(bytes, now) } else { takeBulk(bytes, now) }
  }

  private func takeSerial(_ bytes: [UInt8], _ now: UInt64) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest[...(rest.firstIndex(of: 0) ?? rest.endIndex - 1)])
      rest = rest.dropFirst(piece.count)
      collectedBytes += piece.count { $0 != 0 }
      var offset = 0
      let header = decoder.next(in: piece, from: &offset)
      if let header { frames.append(heard(header, Array(decoder.payload), now)) }
      guard piece.last == 0 else { return }
      if header == nil { skippedBytes += collectedBytes }
      collectedBytes = 0
    }
  }

  private func heard(_ header: FrameHeader, _ payload: [UInt8], _ now: UInt64) -> HeardFrame {
    HeardFrame(
      microseconds: now, kind: header.kind, isFromPocket: header.isFromPocket,
      epoch: header.epoch ^ salt, version: payload.first ?? 0, endsMessage: header.endsMessage,
      payload: payload, count: UInt32(header.sequence), missing: header.cumulative,
      transmission: header.transmission)
  }

  private func takeBulk(_ bytes: [UInt8], _ now: UInt64) {
    buffer += bytes
    var start = 0
    defer { buffer.removeFirst(start) }
    while buffer.count - start >= BulkHeader.bytes {
      let end = start + BulkHeader.bytes
      guard let header = BulkHeader(buffer, at: start) else {
        skippedBytes += 1
        start += 1
        continue
      }
      let length = header.kind == .data ? Int(header.count) : 0
      guard buffer.count - end >= length else { return }
      frames.append(
        HeardFrame(
          microseconds: now, kind: header.kind, isFromPocket: header.isFromPocket,
          epoch: header.epoch ^ salt, version: header.version, endsMessage: header.endsMessage,
          payload: Array(buffer[end..<end + length]),
          count: header.count, credit: header.credit))
      start = end + length
    }
  }
}

/// A frame of the host, honest unless told otherwise.
struct OutFrame {
  var kind: FrameKind
  var epoch: UInt16
  var payload: [UInt8] = []
  var endsMessage = false
  var isFromPocket = false
  var version: UInt8 = 1
  var credit = RawHost.wideCredit
  var count: UInt32?
  var sequence: UInt16 = 0
  var missing: UInt16 = 0
  var echo: UInt8 = 0

  init(_ kind: FrameKind, _ epoch: UInt16) {
    self.kind = kind
    self.epoch = epoch
  }

  /// A whole message in one data frame.
  static func message(_ bytes: [UInt8], _ epoch: UInt16, sequence: UInt16 = 0) -> OutFrame {
    var frame = OutFrame(.data, epoch)
    (frame.payload, frame.endsMessage, frame.sequence) = (bytes, true, sequence)
    return frame
  }
}
