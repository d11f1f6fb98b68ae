import Backup
import FarmDatabase
import Gate
import Media
import Records

private let base = "/home/luc/ferme.sqlite"
private let stamp = CommitStamp(sequence: 12, nonce: 34)

extension FarmDatabaseError: CodedExemplary {
  static var first: FarmDatabaseError { .missing(path: base) }

  var step: (code: String, next: FarmDatabaseError?) {
    switch self {
    case .missing: ("DATA-01", .notADatabase(path: base))
    case .notADatabase: ("DATA-02", .encrypted(path: base))
    case .encrypted: ("DATA-03", .busy(path: base, seconds: 5))
    case .busy: ("DATA-04", .readOnly(path: base))
    case .readOnly: ("DATA-06", .damaged(detail: "page 12"))
    case .damaged: ("DATA-07", .diskFull(path: base))
    case .diskFull: ("DATA-08", .notPrepared(path: base))
    case .notPrepared: ("DATA-11", .alreadyPrepared(path: base))
    case .alreadyPrepared: ("DATA-12", .newerFormat(found: 3, supported: 1))
    case .newerFormat: ("DATA-13", .olderFormat(found: 1, supported: 2))
    case .olderFormat: ("DATA-18", .profileDoesNotFit([.noSuchTable("work")]))
    case .profileDoesNotFit: ("PROF-03", .schemaChanged(table: "work"))
    case .schemaChanged: ("DATA-14", .moved(expected: stamp, found: nil))
    case .moved: ("DATA-16", .review(.alreadyDecided("3")))
    case .review: ("DATA-31", .sqlite(code: 10, message: "disk I/O error"))
    case .sqlite: ("DATA-09", .inUse(path: base, processID: 1234))
    case .inUse: ("DATA-10", .open(path: base, processID: 1234, program: "ferme"))
    case .open: ("DATA-19", .ledgerDamaged(path: base + "-pocket-sync", detail: "page 4"))
    case .ledgerDamaged: ("DATA-20", nil)
    }
  }
}

extension GateRefusal: CodedExemplary {
  var step: (code: String, next: GateRefusal?) {
    let code =
      switch self {
      case .pocketElsewhere: "GATE-01"
      case .recordsOnPocket: "GATE-02"
      case .inboxLeftOver: "GATE-03"
      case .sessionTooOld: "GATE-04"
      case .quarantine: "GATE-05"
      case .brokenForeignKeys: "GATE-06"
      case .damagedDatabase: "GATE-07"
      case .databaseMoved: "GATE-08"
      case .unknownException: "GATE-09"
      case .exceptionWithoutReason: "GATE-10"
      }
    return (code, next)
  }
}

extension BackupError: CodedExemplary {
  static var first: BackupError { .mediumFull(neededBytes: 2, freeBytes: 1) }

  var step: (code: String, next: BackupError?) {
    switch self {
    case .mediumFull: ("MEDIUM-24", .readOnly)
    case .readOnly: ("MEDIUM-25", .vanished)
    case .vanished: ("MEDIUM-26", .changedIdentity)
    case .changedIdentity: ("MEDIUM-27", .otherFarm(farmID: "018f"))
    case .otherFarm: ("COPY-03", .unusableFarmName("A:B"))
    case .unusableFarmName: ("COPY-04", .noStore)
    case .noStore: ("COPY-01", .readBackMismatch(file: "000012.json"))
    case .readBackMismatch: ("COPY-11", .baseBroken(file: "000012.json"))
    case .baseBroken: ("COPY-12", .manifestDamaged(file: "000012.json"))
    case .manifestDamaged: ("COPY-13", .fileDamaged(file: "000012.json", segment: 3))
    case .fileDamaged: ("COPY-14", .fileMissing(file: "000012.json"))
    case .fileMissing: ("COPY-15", .imageMismatch(generation: 12))
    case .imageMismatch: ("COPY-16", .noSuchGeneration(7))
    case .noSuchGeneration: ("COPY-02", .targetExists(path: base))
    case .targetExists: ("COPY-05", .nothingSoOld(milliseconds: 1_779_343_920_000))
    case .nothingSoOld: ("COPY-07", .noSuchTable("wrok", tables: ["field", "work"]))
    case .noSuchTable: ("COPY-08", .certificateDiffers(generation: 13, found: "work 12 ≠ 11"))
    case .certificateDiffers: ("COPY-18", .zstd(code: 64))
    case .zstd: ("COPY-21", .snapshot(.notLocked))
    case .snapshot(.notLocked): ("COPY-22", .snapshot(.scratch(errno: 28)))
    case .snapshot: ("COPY-23", .commitMoved(expected: stamp, found: nil))
    case .commitMoved: ("DATA-16", .unsound(detail: "row 1 missing from index i"))
    case .unsound: ("DATA-07", .databaseBusy(code: 517))
    case .databaseBusy: ("DATA-05", .scratch(folder: "/tmp", errno: 28))
    case .scratch: ("COPY-23", .newerFormat(file: "medium.json", format: 2))
    case .newerFormat: ("COPY-06", .keyMissing(recipient: "age1qqqq"))
    case .keyMissing: ("COPY-31", .io(path: "/media", errno: 5))
    case .io: ("COPY-24", .interrupted)
    case .interrupted: ("STOP-01", nil)
    }
  }
}

extension MediaRefusal: CodedExemplary {
  static var first: MediaRefusal { .notFound }

  var step: (code: String, next: MediaRefusal?) {
    switch self {
    case .notFound: ("MEDIUM-10", .network(fileSystem: "nfs4"))
    case .network: ("MEDIUM-04", .memory(fileSystem: "tmpfs"))
    case .memory: ("MEDIUM-05", .noDevice(fileSystem: "overlay"))
    case .noDevice("overlay"): ("MEDIUM-06", .noDevice(fileSystem: "fuse.sshfs"))
    case .noDevice("fuse.sshfs"): ("MEDIUM-07", .noDevice(fileSystem: "9p"))
    case .noDevice: ("MEDIUM-09", .internalDisk(name: "sda"))
    case .internalDisk: ("MEDIUM-03", .systemDisk(name: "sda", sharedWith: "/home"))
    case .systemDisk: ("MEDIUM-01", .databaseDisk(name: "sdb"))
    case .databaseDisk: ("MEDIUM-02", .readOnly)
    case .readOnly: ("MEDIUM-08", .notMounted(device: "/dev/sdb1"))
    case .notMounted: ("MEDIUM-11", .locked(device: "/dev/sdb1"))
    case .locked: ("MEDIUM-12", .disputed(name: "sdb"))
    case .disputed: ("MEDIUM-13", .databaseNotFound(fileSystem: "zfs"))
    case .databaseNotFound: ("MEDIUM-14", .disc(.noDisc))
    case .disc: ("MEDIUM-44", nil)
    }
  }
}

extension DiscFault: CodedExemplary {
  static var first: DiscFault { .programMissing }

  var step: (code: String, next: DiscFault?) {
    switch self {
    case .programMissing: ("MEDIUM-41", .notADrive)
    case .notADrive: ("MEDIUM-42", .driveRefused(detail: "busy"))
    case .driveRefused: ("MEDIUM-43", .noDisc)
    case .noDisc: ("MEDIUM-44", .closed)
    case .closed: ("MEDIUM-45", .unusable(status: "is unsuitable"))
    case .unusable: ("MEDIUM-46", .full(neededBytes: 2, freeBytes: 1))
    case .full: ("MEDIUM-47", .changed)
    case .changed: ("MEDIUM-48", .burnFailed(detail: "SCSI error on write"))
    case .burnFailed: ("MEDIUM-49", .burntWrongly(files: ["000003.json"]))
    case .burntWrongly: ("MEDIUM-50", .unreadable(detail: "SCSI error on read"))
    case .unreadable: ("MEDIUM-51", .notUnderstood(line: "Media space 12"))
    case .notUnderstood: ("MEDIUM-52", .interrupted)
    case .interrupted: ("STOP-01", nil)
    }
  }
}
