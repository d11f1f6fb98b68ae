import FarmDatabase
import Gate

// A number is given once: a case that goes takes its number with it.

extension LineProblem {
  var number: Int {
    switch self {
    case .noAnswer: 1
    case .silent: 2
    case .tooNoisy: 3
    case .congested: 4
    case .unconfirmed: 5
    case .reset: 6
    case .closedEarly: 7
    case .restarted: 8
    }
  }
}

extension LinkProblem {
  var number: Int {
    switch self {
    case .otherVersion: 11
    case .impossible: 12
    case .messageTooLong: 13
    case .foreignMessageTooLong: 14
    case .notOpen: 15
    case .notTrace: 21
    case .traceVersion: 22
    case .replayDiverged: 23
    }
  }
}

extension ConversationProblem {
  var number: Int {
    switch self {
    case .malformed: 1
    case .overLimit: 2
    case .outOfTurn: 3
    case .otherVersion: 4
    case .contradiction: 5
    }
  }
}

extension RefusalProblem {
  var number: Int {
    switch self {
    case .notUnderstood: 11
    case .notPaired: 12
    case .retired: 13
    case .busy: 14
    case .otherFarm: 15
    case .gap: 16
    case .noRoom: 17
    case .stopped: 18
    case .ownFault: 19
    case .schemaNotKept: 20
    case .unknown: 21
    }
  }
}

extension FileProblem {
  var number: Int {
    switch self {
    case .missing: 1
    case .notADatabase: 2
    case .encrypted: 3
    case .busy: 4
    case .busyAtCopy: 5
    case .readOnly: 6
    case .damaged: 7
    case .diskFull: 8
    case .sqlite: 9
    case .inUse: 10
    case .open: 19
    case .ledgerDamaged: 20
    }
  }
}

extension StateProblem {
  var number: Int {
    switch self {
    case .notPrepared: 11
    case .alreadyPrepared: 12
    case .newerFormat: 13
    case .schemaChanged: 14
    case .moved: 16
    case .damagedInbox: 17
    case .olderFormat: 18
    }
  }
}

extension ProfileFinding {
  var number: Int {
    switch self {
    case .unknownFormat: 2
    case .noSuchTable: 3
    case .tableTwice: 4
    case .virtualTable: 5
    case .noSuchColumn: 6
    case .columnInTwoGroups: 7
    case .noPrimaryKey: 8
    case .identityNeedsOneColumn: 9
    case .identityNeedsRowIDKey: 10
    case .excludedButNeeded: 11
    case .parentStaysOut: 12
    case .circle: 13
    case .notMentioned: 14
    case .policyNeedsGroup: 15
    case .policyNeedsOneColumn: 16
    case .policyDoesNotFit: 17
    case .statesMissing: 18
    case .separatorMissing: 19
    case .keepBothNeedsFreshKeys: 20
    }
  }
}

extension GateRefusal {
  var number: Int {
    switch self {
    case .pocketElsewhere: 1
    case .recordsOnPocket: 2
    case .inboxLeftOver: 3
    case .sessionTooOld: 4
    case .quarantine: 5
    case .brokenForeignKeys: 6
    case .damagedDatabase: 7
    case .databaseMoved: 8
    case .unknownException: 9
    case .exceptionWithoutReason: 10
    }
  }
}

extension StoreProblem {
  var number: Int {
    switch self {
    case .none: 1
    case .noSuchCopy: 2
    case .otherFarm: 3
    case .unusableFarmName: 4
    case .targetExists: 5
    case .newerFormat: 6
    case .nothingSoOld: 7
    case .noSuchTable: 8
    }
  }
}

extension DamageProblem {
  var number: Int {
    switch self {
    case .readBack: 11
    case .base: 12
    case .manifest: 13
    case .file: 14
    case .missing: 15
    case .image: 16
    case .found: 17
    case .certificate: 18
    }
  }
}

extension SealProblem {
  var number: Int {
    switch self {
    case .keyMissing: 31
    case .wrongPassphrase: 32
    case .malformedRecoveryKey: 33
    case .otherKey: 34
    case .damagedIdentityFile: 35
    case .passphraseTooShort: 36
    case .passphrasesDiffer: 37
    case .keyExists: 38
    case .noKey: 39
    case .noMemory: 40
    }
  }
}

extension WritingProblem {
  var number: Int {
    switch self {
    case .compression: 21
    case .snapshot: 22
    case .scratch: 23
    case .system: 24
    }
  }
}

extension MediumProblem {
  var number: Int {
    switch self {
    case .systemDisk: 1
    case .databaseDisk: 2
    case .internalDisk: 3
    case .network: 4
    case .memory: 5
    case .overlay: 6
    case .fuse: 7
    case .readOnly: 8
    case .noDevice: 9
    case .noFolder: 10
    case .notMounted: 11
    case .locked: 12
    case .disputed: 13
    case .databaseNotFound: 14
    }
  }
}

extension VolumeProblem {
  var number: Int {
    switch self {
    case .none: 21
    case .several: 22
    case .notFound: 23
    case .full: 24
    case .readOnly: 25
    case .vanished: 26
    case .replaced: 27
    case .ambiguous: 28
    case .notOpened: 29
    }
  }
}

extension ReviewProblem {
  var number: Int {
    switch self {
    case .alreadyDecided: 31
    case .rowChanged: 32
    case .wrongType: 33
    case .refused(.required, _): 34
    case .refused(.check, _): 35
    case .refused(.taken, _): 36
    case .refused(.reference, _): 37
    case .refused(.other, _): 38
    case .hasChildren: 39
    case .stillNotPlaced: 40
    case .notUndoable: 41
    case .tooOld: 42
    }
  }
}

extension UsageProblem {
  var number: Int {
    switch self {
    case .unreadableAddress: 1
    case .missingOption: 2
    case .optionsExclude: 3
    case .unknownPocket: 4
    case .missingReason: 5
    case .fileMissing: 6
    case .fileUnwritable: 7
    case .fileExists: 8
    case .fileUnreadable: 9
    case .unreadablePrintedKey: 21
    }
  }
}

extension LookupProblem {
  var number: Int {
    switch self {
    case .noSuchItem: 10
    case .choiceDoesNotFit: 11
    case .valueCount: 12
    case .noSuchTable: 13
    case .noSuchRecord: 14
    case .severalRecords: 15
    case .noSuchSession: 16
    }
  }
}

extension ProgramProblem {
  var number: Int {
    switch self {
    case .unexpected: 1
    case .noReason: 2
    case .demo: 3
    }
  }
}
