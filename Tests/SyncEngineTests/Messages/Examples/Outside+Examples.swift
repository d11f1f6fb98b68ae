import Delivery

@testable import SyncEngine

private let moment = Moment(milliseconds: 1_779_381_600_000, secondsFromUTC: 7_200)

extension OutboxProblem: Exemplary {
  static let first = OutboxProblem.folder(path: "/home/luc/.config/pocket-sync/outbox", errno: 13)

  var next: OutboxProblem? {
    switch self {
    case .folder: .full(entries: 200)
    case .full: .noRoom(neededBytes: 400_000_000, freeBytes: 80_400_000)
    case .noRoom: .busy
    case .busy: .damaged(path: "/home/luc/.config/pocket-sync/outbox/12-server")
    case .damaged: .noKey
    case .noKey: .noSuchParcel(12)
    case .noSuchParcel: .lost(copies: 3)
    case .lost: nil
    }
  }
}

extension OutsideSentence: Exemplary {
  static let first = OutsideSentence.packing(copy: 12)

  var next: OutsideSentence? {
    switch self {
    case .packing: .packed(copy: 12, bytes: 3_200_000)
    case .packed: .onItsWay(copy: 12)
    case .onItsWay: .letterWritten
    case .letterWritten: .sending(.server)
    case .sending(.server): .sending(.mail)
    case .sending(.mail): .sendingAt(done: 1_200_000, total: 3_200_000)
    case .sendingAt: .copySent(copy: 12)
    case .copySent: .letterSent
    case .letterSent: .waiting(.server, count: 1, since: moment)
    case .waiting(.server, _, _): .waiting(.mail, count: 3, since: moment)
    case .waiting(.mail, _, _): .nextTry(moment)
    case .nextTry: .needsHelp(code: "SERVER-01")
    case .needsHelp: .nothingWaits
    case .nothingWaits: .lastDelivery(.server, moment)
    case .lastDelivery(.server, _): .lastDelivery(.mail, moment)
    case .lastDelivery(.mail, _): .notProtected
    case .notProtected: .lockedUntil(moment)
    case .lockedUntil: nil
    }
  }
}

extension InventorySentence: Exemplary {
  static let first = InventorySentence.onServer(copies: 1, bytes: 3_200_000)

  var next: InventorySentence? {
    switch self {
    case .onServer(1, _): .onServer(copies: 12, bytes: 40_000_000)
    case .onServer: .allThere
    case .allThere: .lostCopy(12)
    case .lostCopy: .sentByOthers(count: 1)
    case .sentByOthers(1): .sentByOthers(count: 4)
    case .sentByOthers: .brokenThere(count: 1)
    case .brokenThere(1): .brokenThere(count: 4)
    case .brokenThere: .unfinished(count: 1)
    case .unfinished(1): .unfinished(count: 4)
    case .unfinished: .foreignFiles(count: 1)
    case .foreignFiles(1): .foreignFiles(count: 4)
    case .foreignFiles: nil
    }
  }
}
