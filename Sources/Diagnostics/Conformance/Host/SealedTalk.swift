import LinkChannel
import SecureChannel

/// What came in the time that was given.
enum Heard: Equatable {
  case bytes([UInt8])
  case silence
  case end
}

extension MessageChannel {
  /// The next message, or how it is missing.
  func heard(milliseconds: Int) -> Heard {
    do throws(MessageChannelError) {
      return try receive(timeoutMilliseconds: milliseconds).map { .bytes($0) } ?? .silence
    } catch { return .end }
  }
}

/// Messages over a channel that stands, and single records that no honest host would send.
final class SealedTalk {
  static let partBytes = 16_383
  private static let limitBytes = 1 << 20
  private static let sendMilliseconds = 20_000

  let line: MessageChannel
  private var session: NoiseSession
  /// A part of the pocket that is not as CHANNEL.md has it.
  private(set) var hasBrokenParts = false
  /// A record of the pocket did not open.
  private(set) var hasBrokenRecord = false

  init(over line: MessageChannel, _ session: consuming NoiseSession) {
    self.line = line
    self.session = session
  }

  /// Sends a message in parts.
  func send(_ message: [UInt8]) {
    var rest = message[...]
    repeat {
      let part = rest.prefix(Self.partBytes)
      rest = rest.dropFirst(Self.partBytes)
      sendRecord(Array(part) + [rest.isEmpty ? 0 : 1])
    } while !rest.isEmpty
  }

  /// Seals and sends one record.
  func sendRecord(_ plain: [UInt8]) { sendSealed(sealed(plain)) }

  /// A record that is sent by whoever asked for it.
  func sealed(_ plain: [UInt8]) -> [UInt8] {
    var record = plain
    do throws(SecureChannelError) { try session.sealer.seal(&record) } catch {
      preconditionFailure("\(error)")
    }
    return record
  }

  /// Sends bytes as one message of the link.
  func sendSealed(_ record: [UInt8]) {
    // A pocket that ended meanwhile is judged by what it said last.
    try? line.send(record, timeoutMilliseconds: Self.sendMilliseconds)
  }

  /// The next message, or how it is missing.
  func receive(milliseconds: Int) -> Heard {
    var whole: [UInt8] = []
    while true {
      guard case .bytes(var record) = line.heard(milliseconds: milliseconds) else {
        return line.heard(milliseconds: 0) == .end ? .end : .silence
      }
      do throws(SecureChannelError) { try session.opener.open(&record) } catch {
        hasBrokenRecord = true
        return .end
      }
      let flag = record.popLast()
      whole += record
      guard whole.count <= Self.limitBytes, record.count <= Self.partBytes,
        flag == 0 || flag == 1 && record.count == Self.partBytes
      else {
        hasBrokenParts = true
        return .end
      }
      if flag == 0 { return .bytes(whole) }
    }
  }
}
