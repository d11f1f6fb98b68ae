import Backup
import Delivery
import Diagnostics
import FarmDatabase
import Gate
import Link
import LinkChannel
import Media
import PocketProtocol
import Records
import SealedChannel
import SecureChannel
import Transport

@testable import SyncEngine

/// An error of a module, and the code that a person must hear for it.
protocol CodedExemplary: Hashable, Sendable {
  static var first: Self { get }
  /// The code of this one and an example of the next case.
  var step: (code: String, next: Self?) { get }
}

extension CodedExemplary {
  static var coded: [(error: Self, code: String)] {
    var all: [(error: Self, code: String)] = []
    var error: Self? = first
    while let current = error {
      all.append((current, current.step.code))
      error = current.step.next
    }
    return all
  }
}

extension SyncError {
  /// Every error of every module that can stop a run, with its code.
  static var coded: [(error: SyncError, code: String)] {
    var all: [(error: SyncError, code: String)] = []
    var error: SyncError? = .noPocket
    while let current = error {
      let (own, next) = current.step
      all += own
      error = next
    }
    return all
  }

  private typealias Step = (own: [(error: SyncError, code: String)], next: SyncError?)

  private var step: Step {
    let at = "/dev/ttyACM0"
    func one(_ code: String, _ next: SyncError?) -> Step { ([(self, code)], next) }
    func all<E: CodedExemplary>(
      _ type: E.Type, _ next: SyncError?, _ wrap: (E) -> SyncError
    ) -> Step {
      (type.coded.map { (wrap($0.error), $0.code) }, next)
    }
    switch self {
    case .noPocket: return one("POCKET-01", .severalPockets([at]))
    case .severalPockets: return one("POCKET-02", .transport(.first, at: at))
    case .transport:
      return all(TransportError.self, .channel(.first, at: at)) { .transport($0, at: at) }
    case .channel:
      let own = MessageChannelError.coded.map { (SyncError.channel($0.error, at: at), $0.code) }
      let link = LinkError.coded.map { (SyncError.channel(.link($0.error), at: at), $0.code) }
      return (own + link, .sealed(.first, at: at))
    case .sealed:
      let own = SealedChannelError.coded.map { (SyncError.sealed($0.error, at: at), $0.code) }
      let refused = SecureChannelError.coded.map {
        (SyncError.sealed(.refused($0.error), at: at), $0.code)
      }
      let keys = KeyFileError.coded.map { (SyncError.sealed(.keys($0.error), at: at), $0.code) }
      return (own + refused + keys, .otherDevice(at: at))
    case .otherDevice: return one("KEY-06", .printedKeyRefused(at: at))
    case .printedKeyRefused: return one("KEY-13", .pocketSilent(at: at, seconds: 60))
    case .pocketSilent: return one("POCKET-07", .protocolFault(.first, at: at))
    case .protocolFault:
      return all(ProtocolFault.self, .refusedByPocket(.first, at: at)) {
        .protocolFault($0, at: at)
      }
    case .refusedByPocket:
      return all(Refusal.self, .pocketRetired(label: "Luc")) { .refusedByPocket($0, at: at) }
    case .pocketRetired: return one("POCKET-08", .database(.first))
    case .database:
      let own = FarmDatabaseError.coded.map { (SyncError.database($0.error), $0.code) }
      let reviews = ReviewFault.coded.map { (SyncError.database(.review($0.error)), $0.code) }
      return (own + reviews, .gate([.first]))
    case .gate: return all(GateRefusal.self, .medium(.first, path: "/media/luc")) { .gate([$0]) }
    case .medium:
      return all(MediaRefusal.self, .disc(.first, drive: "/dev/sr0")) {
        .medium($0, path: "/media/luc")
      }
    case .disc:
      return all(DiscFault.self, .backup(.first)) { .disc($0, drive: "/dev/sr0") }
    case .backup: return all(BackupError.self, .outbox(.busy)) { .backup($0) }
    case .outbox: return one("SEND-04", .notSetUp(.server))
    case .notSetUp(.server): return one("CHAN-08", .notSetUp(.mail))
    case .notSetUp(.mail): return one("CHAN-09", .server(.nothingThere))
    case .server: return one("SERVER-36", .mail(.noLogin(host: "smtp.example.be")))
    case .mail: return one("MAIL-32", .damagedInbox)
    case .damagedInbox:
      return one("DATA-17", .unreadableProfile(path: "p.json", detail: "line 3"))
    case .unreadableProfile: return one("PROF-01", .copyDamaged(files: ["000012.json"]))
    case .copyDamaged: return one("COPY-17", .recording(.notRecording, path: "a.pks"))
    case .recording: return one("REC-01", .interrupted)
    case .interrupted: return one("STOP-01", nil)
    }
  }
}
