import Glibc
import LinkChannel
import PocketProtocol
import Records

/// What a pocket said when it was its turn.
enum Said: Equatable, Sendable {
  case message(ToPC)
  /// Bytes that are no message as the protocol has them.
  case malformed(ProtocolFault)
  case silence
  case end

  var sign: Sign {
    switch self {
    case .message(.refusal(let refusal)):
      .refusal(code: refusal.code.rawValue, detail: refusal.detail)
    case .message(let message): .message(message.name)
    case .malformed(let fault): .value(field: fault.detail, "?")
    case .silence: .silence
    case .end: .end
    }
  }
}

func pause(_ milliseconds: Int) { usleep(UInt32(milliseconds) * 1_000) }

/// One session over a channel that stands.
final class Conversation {
  let talk: SealedTalk
  let bench: Bench

  init(_ talk: SealedTalk, bench: Bench) {
    self.talk = talk
    self.bench = bench
  }

  func say(_ message: ToPocket) {
    do throws(ProtocolFault) { talk.send(try message.encoded()) } catch {
      preconditionFailure("\(error)")
    }
  }

  func next(_ milliseconds: Int = Bench.answerMilliseconds) -> Said {
    switch talk.receive(milliseconds: milliseconds) {
    case .silence: return .silence
    case .end: return .end
    case .bytes(let bytes):
      do throws(ProtocolFault) { return .message(try ToPC(decoding: bytes)) } catch {
        return .malformed(error)
      }
    }
  }

  /// What comes in the place of a message that must not come.
  func afterwards() -> Said { next(Bench.endMilliseconds) }

  func hello(_ change: (inout Hello) -> Void = { _ in }) -> Hello {
    var hello = Hello(
      session: RowID(high: .random(in: 1 ... .max), low: .random(in: 1 ... .max)),
      hub: bench.farm.hub, farmName: HostParty.name, program: "pocket-sync conformance",
      wallMilliseconds: UInt64(time(nil)) * 1_000)
    change(&hello)
    return hello
  }

  /// Hello and the pocket's answer.
  func introduce(_ change: (inout Hello) -> Void = { _ in }) throws -> PocketIntroduction {
    say(.hello(hello(change)))
    let said = next()
    guard case .message(.introduction(let introduction)) = said else {
      throw Obstacle.message(expected: "Introduction", found: said.sign)
    }
    bench.hasChanges =
      introduction.last.number > 0 && introduction.firstNumber <= introduction.last.number
    return introduction
  }

  /// Ends in order; what is under way is the pocket's again.
  func close() { talk.line.close(timeoutMilliseconds: 1_000) }
}
