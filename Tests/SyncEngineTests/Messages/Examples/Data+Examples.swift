import FarmDatabase
import Gate
import Records

@testable import SyncEngine

private let base = "/home/luc/ferme.sqlite"

extension FileProblem: Exemplary {
  static let first = FileProblem.missing(path: base)

  var next: FileProblem? {
    switch self {
    case .missing: .notADatabase(path: base)
    case .notADatabase: .encrypted(path: base)
    case .encrypted: .busy(path: base, seconds: 5)
    case .busy: .busyAtCopy(code: 517)
    case .busyAtCopy: .readOnly(path: base)
    case .readOnly: .damaged(detail: "page 12")
    case .damaged: .diskFull(path: base)
    case .diskFull: .sqlite(code: 10, message: "disk I/O error")
    case .sqlite: .inUse(path: base, processID: 1234)
    case .inUse: .open(path: base, processID: 1234, program: "ferme")
    case .open: .ledgerDamaged(path: base + "-pocket-sync", detail: "page 4")
    case .ledgerDamaged: nil
    }
  }
}

extension FileProblem {
  static var more: [FileProblem] {
    [
      .inUse(path: base, processID: nil), .open(path: base, processID: 1234, program: ""),
    ]
  }
}

extension StateProblem: Exemplary {
  static let first = StateProblem.notPrepared(path: base)

  var next: StateProblem? {
    switch self {
    case .notPrepared: .alreadyPrepared(path: base)
    case .alreadyPrepared: .newerFormat(found: 3, supported: 1)
    case .newerFormat: .olderFormat(found: 1, supported: 2)
    case .olderFormat: .schemaChanged(table: "work")
    case .schemaChanged: .moved
    case .moved: .damagedInbox
    case .damagedInbox: nil
    }
  }
}

extension ProfileFinding: Exemplary {
  static var first: ProfileFinding { .unknownFormat(9) }

  var next: ProfileFinding? {
    switch self {
    case .unknownFormat: .noSuchTable("work")
    case .noSuchTable: .tableTwice("work")
    case .tableTwice: .virtualTable("work_search")
    case .virtualTable: .noSuchColumn(table: "work", column: "dose")
    case .noSuchColumn: .columnInTwoGroups(table: "work", column: "dose")
    case .columnInTwoGroups: .noPrimaryKey("work")
    case .noPrimaryKey: .identityNeedsOneColumn("work")
    case .identityNeedsOneColumn: .identityNeedsRowIDKey("work")
    case .identityNeedsRowIDKey: .excludedButNeeded(table: "work", column: "dose")
    case .excludedButNeeded: .parentStaysOut(table: "work", parent: "field")
    case .parentStaysOut: .circle(["work", "field"])
    case .circle: .notMentioned("weather")
    case .notMentioned: .policyNeedsGroup(table: "work", policy: .sum)
    case .policyNeedsGroup: .policyNeedsOneColumn(table: "work", policy: .forwardOnly)
    case .policyNeedsOneColumn: .policyDoesNotFit(table: "work", column: "dose", policy: .union)
    case .policyDoesNotFit: .statesMissing(table: "work", column: "state")
    case .statesMissing: .separatorMissing(table: "work", column: "crew")
    case .separatorMissing: .keepBothNeedsFreshKeys("work")
    case .keepBothNeedsFreshKeys: nil
    }
  }
}

extension GateRefusal: Exemplary {
  private static var luc: String { "Pocket de Luc" }

  static var first: GateRefusal { .pocketElsewhere(label: luc) }

  var next: GateRefusal? {
    let luc = Self.luc
    return switch self {
    case .pocketElsewhere: .recordsOnPocket(label: luc, count: 3)
    case .recordsOnPocket: .inboxLeftOver(label: luc, count: 3)
    case .inboxLeftOver: .sessionTooOld(label: luc, minutes: 32)
    case .sessionTooOld: .quarantine(count: 2)
    case .quarantine: .brokenForeignKeys(count: 2)
    case .brokenForeignKeys: .damagedDatabase(firstFault: "page 12")
    case .damagedDatabase: .databaseMoved
    case .databaseMoved: .unknownException(label: luc)
    case .unknownException: .exceptionWithoutReason(label: luc)
    case .exceptionWithoutReason: nil
    }
  }

  static var more: [GateRefusal] {
    [
      .recordsOnPocket(label: luc, count: 1), .inboxLeftOver(label: luc, count: 1),
      .sessionTooOld(label: luc, minutes: 0), .quarantine(count: 1),
      .brokenForeignKeys(count: 1),
    ]
  }
}
