import Link
import Transport

/// What happens to the pocket's end in one session; drawn from the session's seed alone.
enum Fate: CustomStringConvertible {
  /// Nothing.
  case behaves
  /// The farm program holds its lock meanwhile, so that the PC has to wait; then as told.
  case farmLocks(milliseconds: Int, then: Blow?)
  /// The pocket's process is hit after so many bytes, both ways counted.
  case hit(Blow)
  /// The pocket gets a share of the time: stopped and let go in turn.
  case stutters(stoppedMilliseconds: Int, runningMilliseconds: Int)
  /// The line is as slow as so many baud.
  case trickles(baud: Int)
  /// The cable is pulled after so many bytes.
  case cut(afterBytes: Int)

  /// A signal at a moment.
  struct Blow {
    enum Kind {
      case kill
      case stop
      case stopFor(milliseconds: Int)
    }

    var kind: Kind
    var afterBytes: Int
  }

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func below(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
    func place() -> Int { below(1 << (6 + below(8))) }
    func blow() -> Blow {
      switch below(3) {
      case 0: Blow(kind: .kill, afterBytes: place())
      case 1: Blow(kind: .stop, afterBytes: place())
      default: Blow(kind: .stopFor(milliseconds: 20 + below(700)), afterBytes: place())
      }
    }
    switch below(100) {
    case ..<20: self = .behaves
    case ..<28: self = .farmLocks(milliseconds: 200 + below(600), then: nil)
    case ..<36: self = .farmLocks(milliseconds: 400 + below(600), then: blow())
    case ..<76: self = .hit(blow())
    case ..<82:
      self = .stutters(stoppedMilliseconds: 5 + below(60), runningMilliseconds: 1 + below(5))
    case ..<85: self = .trickles(baud: 20_000 + below(400_000))
    default: self = .cut(afterBytes: place())
    }
  }

  /// Under this name it is counted.
  var name: String {
    switch self {
    case .behaves: "behaves"
    case .farmLocks(_, nil): "farm program locks"
    case .farmLocks: "farm program locks, pocket hit"
    case .hit(let blow):
      switch blow.kind {
      case .kill: "killed"
      case .stop: "stopped for ever"
      case .stopFor: "stopped for a while"
      }
    case .stutters: "slowed"
    case .trickles: "slow line"
    case .cut: "cut"
    }
  }

  var description: String {
    switch self {
    case .behaves: name
    case .farmLocks(let milliseconds, let blow):
      "\(name) for \(milliseconds) ms, \(blow.map { "\($0)" } ?? "then nothing")"
    case .hit(let blow): "\(blow)"
    case .stutters(let stopped, let running): "\(name), \(stopped) of \(stopped + running) ms"
    case .trickles(let baud): "\(name), \(baud) baud"
    case .cut(let bytes): "\(name) after \(bytes) bytes"
    }
  }
}

extension LinkConfiguration {
  /// As impatient as a line inside one machine allows, so that thousands of sessions take minutes.
  static var impatient: LinkConfiguration {
    var times = LinkConfiguration()
    times.handshakeIntervalMicroseconds = 60_000
    times.openTimeoutMicroseconds = 1_200_000
    times.keepAliveMicroseconds = 150_000
    times.silenceMicroseconds = 1_000_000
    return times
  }
}
