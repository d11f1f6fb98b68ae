import FarmDatabase

@testable import SyncEngine

private let stick = "/media/luc/KINGSTON"

extension StoreProblem: Exemplary {
  static let first = StoreProblem.none

  var next: StoreProblem? {
    switch self {
    case .none: .noSuchCopy(7)
    case .noSuchCopy: .otherFarm(id: "018f-aa")
    case .otherFarm: .unusableFarmName("A:B")
    case .unusableFarmName: .targetExists(path: "/home/luc/restauree.sqlite")
    case .targetExists: .newerFormat(file: "medium.json", format: 2)
    case .newerFormat: .nothingSoOld(Moment(milliseconds: 1_779_343_920_000))
    case .nothingSoOld: .noSuchTable("wrok", tables: ["field", "work"])
    case .noSuchTable: nil
    }
  }
}

extension DamageProblem: Exemplary {
  static let first = DamageProblem.readBack(file: "000012-delta.zst")

  var next: DamageProblem? {
    switch self {
    case .readBack: .base(file: "000012.json")
    case .base: .manifest(file: "000013.json")
    case .manifest: .file("000013-delta.zst", segment: 4)
    case .file: .missing(file: "000013-delta.zst")
    case .missing: .image(copy: 13)
    case .image: .certificate(copy: 13, found: "work 12 ≠ 11")
    case .certificate: .found(files: ["000012.json", "000013-delta.zst"])
    case .found: nil
    }
  }

  static let more: [DamageProblem] = [
    .file("000013-delta.zst", segment: nil), .found(files: ["000012.json"]),
  ]
}

extension SealProblem: Exemplary {
  static let first = SealProblem.keyMissing(recipient: "age1qqqq")

  var next: SealProblem? {
    switch self {
    case .keyMissing: .wrongPassphrase
    case .wrongPassphrase: .malformedRecoveryKey
    case .malformedRecoveryKey: .otherKey(recipient: "age1qqqq")
    case .otherKey: .damagedIdentityFile
    case .damagedIdentityFile: .passphraseTooShort(minimumCharacters: 12)
    case .passphraseTooShort: .passphrasesDiffer
    case .passphrasesDiffer: .keyExists(path: "/home/luc/cle")
    case .keyExists: .noKey
    case .noKey: .noMemory
    case .noMemory: nil
    }
  }
}

extension WritingProblem: Exemplary {
  static let first = WritingProblem.compression(code: 64)

  var next: WritingProblem? {
    switch self {
    case .compression: .snapshot(.first)
    case .snapshot: .scratch(folder: "/tmp/copie", errno: 28)
    case .scratch: .system(path: stick, errno: 5)
    case .system: nil
    }
  }

  static var more: [WritingProblem] {
    SnapshotError.examples.dropFirst().map(WritingProblem.snapshot)
      + [.scratch(folder: nil, errno: 28)]
  }
}

extension SnapshotError: Exemplary {
  static var first: SnapshotError { .notLocked }

  var next: SnapshotError? {
    switch self {
    case .notLocked: .notAFile
    case .notAFile: .outOfRange(firstPage: 12, count: 4)
    case .outOfRange: .stagedCopyDiffers(pages: 100, stagedPages: 99)
    case .stagedCopyDiffers: .sqlite(code: 10)
    case .sqlite: .scratch(errno: 28)
    case .scratch: nil
    }
  }
}

extension MediumProblem: Exemplary {
  static let first = MediumProblem.systemDisk(path: "/home/luc", disk: "sda", sharedWith: "/home")

  var next: MediumProblem? {
    switch self {
    case .systemDisk: .databaseDisk(path: stick, disk: "sdb")
    case .databaseDisk: .internalDisk(path: "/mnt/data", disk: "sdc")
    case .internalDisk: .network(path: "/mnt/nas", fileSystem: "nfs4")
    case .network: .memory(path: "/run/user/1000", fileSystem: "tmpfs")
    case .memory: .overlay(path: "/")
    case .overlay: .fuse(path: "/run/user/1000/gvfs", fileSystem: "fuse.gvfsd-fuse")
    case .fuse: .readOnly(path: stick)
    case .readOnly: .noDevice(path: "/mnt/host", fileSystem: "9p")
    case .noDevice: .noFolder(path: "/etc/hosts")
    case .noFolder: .notMounted(path: "KINGSTON", device: "/dev/sdb1")
    case .notMounted: .locked(path: "COFFRE", device: "/dev/sdb1")
    case .locked: .disputed(path: stick, disk: "sdb")
    case .disputed: .databaseNotFound(path: stick, fileSystem: "zfs")
    case .databaseNotFound: nil
    }
  }
}

extension VolumeProblem: Exemplary {
  static let first = VolumeProblem.none

  var next: VolumeProblem? {
    switch self {
    case .none: .several(["KINGSTON", "ELEMENTS"])
    case .several: .notFound(name: "KINGSTON")
    case .notFound: .full(neededBytes: 120_000_000, freeBytes: 80_400_000)
    case .full: .readOnly
    case .readOnly: .vanished
    case .vanished: .replaced
    case .replaced: .ambiguous(name: "KINGSTON", [stick, stick + "1"])
    case .ambiguous: .notOpened(name: "KINGSTON", detail: "/dev/sdb1")
    case .notOpened: nil
    }
  }

  static let more: [VolumeProblem] = [.full(neededBytes: 0, freeBytes: 0)]
}

extension DiscProblem: Exemplary {
  private static let drive = "/dev/sr0"
  static let first = DiscProblem.programMissing(package: "xorriso")

  var next: DiscProblem? {
    let drive = Self.drive
    return switch self {
    case .programMissing: .notADrive(drive: "stdio:/dev/sda")
    case .notADrive: .driveRefused(drive: drive, detail: "Drive is busy")
    case .driveRefused: .noDisc(drive: drive)
    case .noDisc: .closed(drive: drive)
    case .closed: .unusable(drive: drive, status: "is unsuitable")
    case .unusable: .full(neededBytes: 120_000_000, freeBytes: 80_400_000)
    case .full: .changed(drive: drive)
    case .changed: .burnFailed(drive: drive, detail: "SCSI error on write")
    case .burnFailed: .burntWrongly(drive: drive, files: ["000003-full.sqlite.zst"])
    case .burntWrongly: .unreadable(drive: drive, detail: "SCSI error on read")
    case .unreadable: .notUnderstood(line: "Media space 12")
    case .notUnderstood: nil
    }
  }
}

extension UsageProblem: Exemplary {
  static let first = UsageProblem.unreadableAddress("COM3")

  var next: UsageProblem? {
    switch self {
    case .unreadableAddress: .missingOption("--database")
    case .missingOption: .optionsExclude("--to", "--pretend-external")
    case .optionsExclude: .unknownPocket(name: "Pocket de Luc")
    case .unknownPocket: .missingReason(name: "Pocket de Luc")
    case .missingReason: .fileMissing(path: "/home/luc/profil.json")
    case .fileMissing: .fileUnwritable(path: "/etc/profil.json", errno: 13)
    case .fileUnwritable: .fileExists(path: "/home/luc/profil.json")
    case .fileExists: .fileUnreadable(path: "/home/luc/profil.json", detail: "errno 13")
    case .fileUnreadable: .unreadablePrintedKey("0Z3XM-7W4MD")
    case .unreadablePrintedKey: nil
    }
  }
}

extension LookupProblem: Exemplary {
  static let first = LookupProblem.noSuchItem("3")

  var next: LookupProblem? {
    switch self {
    case .noSuchItem: .choiceDoesNotFit("3")
    case .choiceDoesNotFit: .valueCount(expected: 2, found: 1)
    case .valueCount: .noSuchTable("work")
    case .noSuchTable: .noSuchRecord(table: "work", key: "12")
    case .noSuchRecord: .severalRecords(table: "work", key: "12")
    case .severalRecords: .noSuchSession("1a2b")
    case .noSuchSession: nil
    }
  }

  static var more: [LookupProblem] { [.valueCount(expected: 1, found: 3)] }
}

extension ProgramProblem: Exemplary {
  static let first = ProgramProblem.unexpected(detail: "commit 12")

  var next: ProgramProblem? {
    switch self {
    case .unexpected: .noReason
    case .noReason: .demo(detail: "SQLite 19")
    case .demo: nil
    }
  }
}
