import Delivery
import Records
import Testing

@testable import Backup
@testable import SyncEngine

extension SyncEvent: Exemplary {
  private static var visit: VisitReport {
    var visit = VisitReport(
      device: RowID(high: 1, low: 2), label: "Pocket de Luc", address: "/dev/ttyACM0")
    visit.changes = 12
    visit.milliseconds = 4200
    return visit
  }

  static var first: SyncEvent { .calling(address: "/dev/ttyACM0") }

  var next: SyncEvent? {
    switch self {
    case .calling: .met(label: "Pocket de Luc", isNew: false, waiting: 12)
    case .met: .setBack(label: "Pocket de Luc")
    case .setBack: .twins(label: "Pocket de Luc")
    case .twins: .recovered(label: "Pocket de Luc", rows: 214, reviews: 3)
    case .recovered: .received(done: 7, total: 12)
    case .received: .merging(rows: 12)
    case .merging: .merged(Self.visit)
    case .merged: .fed(rows: 57)
    case .fed: .visited(Self.visit)
    case .visited: .gateChecks
    case .gateChecks: .gateOpened(isPartial: false)
    case .gateOpened: .copying(CopyProgress(phase: .writing, doneBytes: 1, totalBytes: 4))
    case .copying: .toldSafe(label: "Pocket de Luc", number: 12)
    case .toldSafe: .notTold(label: "Pocket de Luc")
    case .notTold: .sendingOut(.server)
    case .sendingOut: .sentOut(done: 1, total: 4)
    case .sentOut: nil
    }
  }
}

struct SyncEventSentenceTests {
  @Test func `every event of a run is told in every language`() {
    let told = SyncEvent.onePerCase.map { Language.en.text($0.sentence) }
    #expect(told.count == Set(told).count)
    for language in Language.allCases {
      for event in SyncEvent.onePerCase {
        let text = language.text(event.sentence)
        #expect(ProseRule.complaints(about: text, in: language) == [])
      }
    }
  }

  @Test func `a run is told in the words of the pocket's owner`() {
    let told = SyncEvent.onePerCase.map { Language.fr.text($0.sentence) }
    #expect(told[1] == "Pocket de Luc : 12 encodages à reprendre.")
    #expect(told[5] == "7 encodages sur 12.")
    #expect(told[7] == "Pocket de Luc : 12 encodages dans la base du PC.")
    #expect(told[9] == "Pocket de Luc : synchronisé en 4,2\u{A0}s.")
  }

  @Test func `a session in which nothing moved says so`() {
    let visit = VisitReport(device: RowID(high: 1, low: 2), label: "Luc", address: "a")
    #expect(SyncEvent.visited(visit).sentence == .dock(.nothingNew(label: "Luc")))
    var busy = visit
    busy.tables = [TableTraffic(table: "work", came: 0, went: 3)]
    #expect(
      SyncEvent.visited(busy).sentence == .dock(.finished(label: "Luc", milliseconds: 0)))
  }

  @Test func `an opened gate says whether a pocket is missing`() {
    #expect(SyncEvent.gateOpened(isPartial: true).sentence == .copy(.gateOpenPartial))
    #expect(SyncEvent.gateOpened(isPartial: false).sentence == .copy(.gateOpen))
  }

  @Test func `progress without an end is told without a share`() {
    let progress = CopyProgress(phase: .publishing, doneBytes: 0, totalBytes: 0)
    #expect(SyncEvent.copying(progress).sentence == .copy(.phase(.publishing)))
  }
}
