import Foundation
import Link
import LinkChannel
import SealedChannel
import SecureChannel
import SocketTransport
import TestSupport
import Testing
import Transport

/// A PC and a pocket, each with its own key file, and lines between them.
final class Ends: Sendable {
  let folder: String
  static let farm = try! EndIdentity(id: Array(repeating: 7, count: 16), name: "Ferme du Bois")
  static let device = try! EndIdentity(id: Array(repeating: 9, count: 16), name: "Poche 1")

  init() throws {
    folder = NSTemporaryDirectory() + "sealed-" + UUID().uuidString
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var pcPath: String { folder + "/pc/keys.json" }
  var pocketPath: String { folder + "/pocket/keys.json" }

  /// What each end does in one session; a pocket that echoes every message unless told otherwise.
  struct Session {
    var pairing: PairingWay?
    var face = PocketFace.screen
    var pocketPairs = false
    var pcSays = true
    var pocketSays = true
    /// The line dies after so many bytes, both ways counted.
    var cutAfter: Int?
    var pocketKeys: String?
    /// The pocket's disk takes no more changes of its keys.
    var pocketIsFull = false
  }

  /// What came of it at each end.
  struct Outcome {
    var pc: SealedChannelError?
    var pocket: SealedChannelError?
    var digits: (pc: String?, pocket: String?)
  }

  /// Runs one session; `body` is what the PC does once the channel stands.
  func meet(
    _ session: Session = Session(), _ body: (SealedChannel) throws -> Void = { _ in }
  ) throws -> Outcome {
    let (one, other) = try SocketTransport.pair()
    let host = CuttingTransport(over: one, afterBytes: session.cutAfter)
    let keys = session.pocketKeys ?? pocketPath
    let pocket = Helper { Self.pocket(over: other, session, keys) }
    var outcome = Outcome(digits: (nil, nil))
    let line = MessageChannel(over: host, role: .host, form: .bulk)
    do throws(SealedChannelError) {
      do throws(MessageChannelError) { try line.open(timeoutMilliseconds: 5000) } catch {
        throw .line(error)
      }
      let channel = try SealedChannel.reach(
        over: line, as: Self.farm, with: KeyFile(path: pcPath), pairing: session.pairing
      ) { digits, who in
        outcome.digits.pc = "\(who.name) \(digits)"
        return session.pcSays
      }
      do { try body(channel) } catch let error as SealedChannelError { throw error } catch {
        Issue.record(error)
      }
      channel.close()
    } catch { outcome.pc = error }
    host.close()
    let theirs = try pocket.value()
    (outcome.pocket, outcome.digits.pocket) = (theirs.error, theirs.digits)
    return outcome
  }

  private static func pocket(
    over transport: SocketTransport, _ session: Session, _ keys: String
  ) -> (error: SealedChannelError?, digits: String?) {
    defer { transport.close() }
    var seen: String?
    do throws(SealedChannelError) {
      let line = MessageChannel(over: transport, role: .pocket, form: .bulk)
      do throws(MessageChannelError) { try line.accept(timeoutMilliseconds: 5000) } catch {
        throw .line(error)
      }
      let file = KeyFile(path: keys)
      let channel = try SealedChannel.answer(
        over: line, as: device, with: session.pocketIsFull ? FullRing(file) : file,
        face: session.face,
        isPairing: session.pocketPairs
      ) { digits, who in
        seen = "\(who.name) \(digits)"
        return session.pocketSays
      }
      while let message = try channel.receive(timeoutMilliseconds: 5000) {
        try channel.send(message)
      }
      return (nil, seen)
    } catch { return (error, seen) }
  }

  /// Pairs the two; the test fails where that fails.
  func pair() throws {
    let outcome = try meet(Session(pairing: .digits, pocketPairs: true))
    #expect(outcome.pc == nil)
  }
}

/// The keys of an end whose disk is full.
struct FullRing: KeyRing {
  static let fault = KeyFileError.system(call: "write", path: "keys", errno: 28)
  private let inner: KeyFile

  init(_ inner: KeyFile) { self.inner = inner }

  func keys() throws(KeyFileError) -> Keys { try inner.keys() }
  func change(_ body: (inout PeerBook) -> Void) throws(KeyFileError) { throw Self.fault }
}
