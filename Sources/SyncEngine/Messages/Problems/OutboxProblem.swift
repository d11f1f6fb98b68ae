package import Delivery

/// Nothing could be laid into the outbox, or taken from it.
package enum OutboxProblem: Sendable, Hashable {
  case folder(path: String, errno: Int32)
  case full(entries: Int)
  case noRoom(neededBytes: UInt64, freeBytes: UInt64)
  case busy
  case damaged(path: String)
  /// Only locked copies leave the farm, and there is no key to lock them with.
  case noKey
  case noSuchParcel(Int)
  /// The server has not got what it was taken to have.
  case lost(copies: Int)

  var number: Int {
    switch self {
    case .folder: 1
    case .full: 2
    case .noRoom: 3
    case .busy: 4
    case .damaged: 5
    case .noKey: 6
    case .noSuchParcel: 7
    case .lost: 8
    }
  }
}

extension OutboxError {
  /// What a person is told.
  package var problem: Problem {
    switch self {
    case .system(let path, let errno): .outbox(.folder(path: path, errno: errno))
    case .full(let entries): .outbox(.full(entries: entries))
    case .noRoom(let needed, let free):
      .outbox(.noRoom(neededBytes: needed, freeBytes: free))
    case .busy: .outbox(.busy)
    case .damaged(let path): .outbox(.damaged(path: path))
    }
  }
}
