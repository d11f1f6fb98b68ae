import Backup
import FarmDatabase

@testable import SyncEngine

private let luc = "Pocket de Luc"
private let evening = Moment(milliseconds: 1_779_381_600_000, secondsFromUTC: 7200)

extension Sentence {
  static var examples: [Sentence] {
    var examples: [Sentence] = []
    var area: Sentence? = .dock(.first)
    while let current = area {
      examples += current.siblings
      area = current.nextArea
    }
    return examples
  }

  private var nextArea: Sentence? {
    switch self {
    case .dock: .copy(.first)
    case .copy: .certificate(.first)
    case .certificate: .seal(.first)
    case .seal: .status(.first)
    case .status: .store(.first)
    case .store: .setUp(.first)
    case .setUp: .demo(.first)
    case .demo: .review(.first)
    case .review: .past(.first)
    case .past: .mail(.first)
    case .mail: .channel(.first)
    case .channel: .outside(.first)
    case .outside: .inventory(.first)
    case .inventory: .conformance(.first)
    case .conformance: .record(.first)
    case .record: .doctor(.first)
    case .doctor: .bundle(.first)
    case .bundle: .measure(.first)
    case .measure: .linkTest(.first)
    case .linkTest: nil
    }
  }

  private var siblings: [Sentence] {
    switch self {
    case .dock: DockSentence.examples.map(Sentence.dock)
    case .copy: CopySentence.examples.map(Sentence.copy)
    case .certificate: CertificateSentence.examples.map(Sentence.certificate)
    case .seal: SealSentence.examples.map(Sentence.seal)
    case .status: StatusSentence.examples.map(Sentence.status)
    case .store: StoreSentence.examples.map(Sentence.store)
    case .setUp: SetUpSentence.examples.map(Sentence.setUp)
    case .demo: DemoSentence.examples.map(Sentence.demo)
    case .review: ReviewSentence.examples.map(Sentence.review)
    case .past: PastSentence.examples.map(Sentence.past)
    case .mail: MailSentence.examples.map(Sentence.mail)
    case .channel: ChannelSentence.examples.map(Sentence.channel)
    case .outside: OutsideSentence.examples.map(Sentence.outside)
    case .inventory: InventorySentence.examples.map(Sentence.inventory)
    case .conformance: ConformanceSentence.examples.map(Sentence.conformance)
    case .record: RecordSentence.examples.map(Sentence.record)
    case .doctor: DoctorSentence.examples.map(Sentence.doctor)
    case .bundle: BundleSentence.examples.map(Sentence.bundle)
    case .measure: MeasureSentence.examples.map(Sentence.measure)
    case .linkTest: LinkTestSentence.examples.map(Sentence.linkTest)
    }
  }
}

extension DockSentence: Exemplary {
  static let first = DockSentence.calling(address: "/dev/ttyACM0")

  var next: DockSentence? {
    switch self {
    case .calling: .met(label: luc, isNew: false, waiting: 12)
    case .met: .setBack(label: luc)
    case .setBack: .twins(label: luc)
    case .twins: .recovered(label: luc, rows: 214, reviews: 3)
    case .recovered: .received(done: 12, total: 12)
    case .received: .merging(changes: 12)
    case .merging: .merged(label: luc, changes: 12)
    case .merged: .captured(rows: 3)
    case .captured: .toDecide(count: 2)
    case .toDecide: .setAside(count: 2)
    case .setAside: .fed(rows: 57)
    case .fed: .nothingNew(label: luc)
    case .nothingNew: .finished(label: luc, milliseconds: 4200)
    case .finished: nil
    }
  }

  static let more: [DockSentence] = [
    .met(label: luc, isNew: true, waiting: 1), .met(label: luc, isNew: true, waiting: 0),
    .received(done: 1, total: 1), .merging(changes: 1), .captured(rows: 1),
    .toDecide(count: 1), .setAside(count: 1), .fed(rows: 1),
  ]
}

extension CopySentence: Exemplary {
  static let first = CopySentence.gateChecks

  var next: CopySentence? {
    switch self {
    case .gateChecks: .gateOpen
    case .gateOpen: .gateOpenPartial
    case .gateOpenPartial: .phase(.hashing)
    case .phase: .phaseAt(.writing, done: 3_100_000, total: 6_300_000)
    case .phaseAt: .written(copy: 3, volume: "KINGSTON")
    case .written: .toldSafe(label: luc)
    case .toldSafe: .notTold(label: luc)
    case .notTold: .waiting
    case .waiting: .closing(volume: "KINGSTON")
    case .closing: .mayRemove(volume: "KINGSTON")
    case .mayRemove: .stillOpen(volume: "KINGSTON")
    case .stillOpen: .stillInUse(volume: "KINGSTON", by: ["/dev/sdb2", "/media/luc/PHOTOS"])
    case .stillInUse: .keepUntilNext
    case .keepUntilNext: .nothingToDo(copy: 3, made: evening)
    case .nothingToDo: .pretended(path: "/tmp/cle")
    case .pretended: .pretendedDisc(drive: "stdio:/tmp/disque.iso")
    case .pretendedDisc: .partial(missing: [luc])
    case .partial: .removed(first: 1, last: 31)
    case .removed: .notRemoved(code: "COPY-24")
    case .notRemoved: .notNoted(code: "DATA-08")
    case .notNoted: nil
    }
  }

  static var more: [CopySentence] {
    CopyProgress.Phase.allCases.filter { $0 != .hashing }.map(CopySentence.phase)
      + [.partial(missing: [luc, "Pocket d'Anne"])]
  }
}

extension CertificateSentence: Exemplary {
  static let first = CertificateSentence.title(copy: 3)

  var next: CertificateSentence? {
    switch self {
    case .title: .made(evening)
    case .made: .farm("Tilleuls")
    case .farm: .medium(label: "KINGSTON", model: "DataTraveler 3.0")
    case .medium: .pretendedMedium
    case .pretendedMedium: .pretendedDisc
    case .pretendedDisc: .complete
    case .complete: .partial
    case .partial: .missing(label: luc, reason: "tombé dans l'eau")
    case .missing: .pocket(label: luc, newest: 12_345, session: evening)
    case .pocket: .arrived(label: luc, evening, sessions: 12)
    case .arrived: .clockOff(label: luc, milliseconds: 3_617_585)
    case .clockOff: .noPockets
    case .noPockets: .toDecide(count: 2)
    case .toDecide: .setAside(count: 2)
    case .setAside: .size(database: 49_500_000, onMedium: 412_000)
    case .size: .full
    case .full: .changesSince(copy: 1)
    case .changesSince: .readBack(bytes: 412_000)
    case .readBack: .readBackWeaker(bytes: 412_000)
    case .readBackWeaker: .readBackBeforeBurning(bytes: 412_000)
    case .readBackBeforeBurning: .baseRead(copy: 1, part: 1, whole: 7)
    case .baseRead: .rebuiltAndCompared
    case .rebuiltAndCompared: .program("pocket-sync 1.0.0")
    case .program: nil
    }
  }

  static let more: [CertificateSentence] = [
    .medium(label: "", model: ""), .pocket(label: luc, newest: 0, session: evening),
    .clockOff(label: luc, milliseconds: -5000), .toDecide(count: 0),
    .setAside(count: 1),
  ]
}

extension StatusSentence: Exemplary {
  static let first = StatusSentence.database(path: "/home/luc/ferme.sqlite", farm: "Moulin")

  var next: StatusSentence? {
    switch self {
    case .database: .pocket(label: luc)
    case .pocket: .retired(label: luc)
    case .retired: .lastAttempt(evening)
    case .lastAttempt: .lastSuccess(evening)
    case .lastSuccess: .noPockets
    case .noPockets: .copyOn(volume: "MAISON", copy: 3, made: evening, isPartial: false)
    case .copyOn: .oldestMedium(volume: "AILLEURS")
    case .oldestMedium: .noCopy
    case .noCopy: .notInCopy(label: luc, count: 12)
    case .notInCopy: .allInCopy(label: luc)
    case .allInCopy: .toDecide(count: 2)
    case .toDecide: .setAside(count: 2)
    case .setAside: nil
    }
  }

  static let more: [StatusSentence] = [
    .lastAttempt(nil), .lastSuccess(nil),
    .copyOn(volume: "", copy: 3, made: evening, isPartial: true),
    .notInCopy(label: luc, count: 1),
  ]
}

extension StoreSentence: Exemplary {
  static let first = StoreSentence.volumes(count: 2)

  var next: StoreSentence? {
    switch self {
    case .volumes: .unfit
    case .unfit: .disc(kind: "DVD+R", isBlank: true, isRewritable: false)
    case .disc: .copies(count: 3, volume: "KINGSTON")
    case .copies: .full
    case .full: .changesSince(copy: 1)
    case .changesSince: .complete
    case .complete: .partial
    case .partial: .damaged
    case .damaged: .verifying(volume: "KINGSTON")
    case .verifying: .fileGood("000012.json")
    case .fileGood: .fileBad("000012.json")
    case .fileBad: .allGood(copies: 3, files: 9)
    case .allGood: .left(milliseconds: 4000)
    case .left: .restoring(copy: 3)
    case .restoring: .restored(copy: 3, path: "/home/luc/restauree.sqlite")
    case .restored: .replaced(copy: 3, path: "/home/luc/ferme.sqlite")
    case .replaced: .keptAside(path: "/home/luc/ferme.sqlite.before-20260521-0812")
    case .keptAside: .tableWritten(table: "work", rows: 120, path: "/home/luc/work.csv")
    case .tableWritten: .rehearsing(copy: 3)
    case .rehearsing: .rehearsed(copy: 3, tables: 14, rows: 120_000)
    case .rehearsed: .checkedOn(evening)
    case .checkedOn: .receiptWritten(path: "/home/luc/copie-3.html")
    case .receiptWritten: nil
    }
  }

  static let more: [StoreSentence] = [
    .volumes(count: 0), .volumes(count: 1), .copies(count: 0, volume: "KINGSTON"),
    .copies(count: 1, volume: "KINGSTON"), .allGood(copies: 1, files: 1),
    .disc(kind: "BD-RE", isBlank: false, isRewritable: true),
  ]
}

extension SetUpSentence: Exemplary {
  static let first = SetUpSentence.prepared(path: "/home/luc/ferme.sqlite", tables: 14)

  var next: SetUpSentence? {
    switch self {
    case .prepared: .finding(.notMentioned("weather"))
    case .finding: .fits(profile: "Ferme")
    case .fits: .adopted(tables: ["work", "field"])
    case .adopted: .profileWritten(path: "/home/luc/profil.json")
    case .profileWritten: .retired(label: luc, reason: "tombé dans l'eau")
    case .retired: .pairOnPocket
    case .pairOnPocket: .compareDigits(name: luc, digits: "012 345")
    case .compareDigits: .areDigitsSame
    case .areDigitsSame: .paired(name: luc)
    case .paired: .device(name: luc, sessions: 12, isRetired: false)
    case .device: .noDevices
    case .noDevices: .keysRenewed
    case .keysRenewed: .nextStep
    case .nextStep: nil
    }
  }

  static let more: [SetUpSentence] = [
    .prepared(path: "/home/luc/ferme.sqlite", tables: 1),
    .device(name: luc, sessions: 0, isRetired: false),
    .device(name: luc, sessions: 1, isRetired: true),
  ]
}

extension DemoSentence: Exemplary {
  static let first = DemoSentence.title

  var next: DemoSentence? {
    switch self {
    case .title: .farmMade(rows: 26_000, bytes: 6_300_000)
    case .farmMade: .firstDock(pockets: 2)
    case .firstDock: .week(field: 22, office: 14)
    case .week: .gateStaysClosed
    case .gateStaysClosed: .secondDock(baud: 115_200)
    case .secondDock: .copying(path: "/tmp/demo/cle")
    case .copying: .restoredElsewhere(path: "/tmp/demo/restauree.sqlite")
    case .restoredElsewhere: .losersKept(count: 4)
    case .losersKept: .nothingDecided
    case .nothingDecided: .done(milliseconds: 12_000)
    case .done: .filesAt(path: "/tmp/demo")
    case .filesAt: nil
    }
  }

  static let more: [DemoSentence] = [.firstDock(pockets: 1), .losersKept(count: 1)]
}
