package import Backup
import FarmDatabase

extension BackupError {
  /// What a person is told.
  package var problem: Problem {
    switch self {
    case .mediumFull(let needed, let free):
      .volume(.full(neededBytes: needed, freeBytes: free))
    case .readOnly: .volume(.readOnly)
    case .vanished: .volume(.vanished)
    case .changedIdentity: .volume(.replaced)
    case .otherFarm(let id): .store(.otherFarm(id: id))
    case .unusableFarmName(let name): .store(.unusableFarmName(name))
    case .noStore: .store(.none)
    case .readBackMismatch(let file): .damage(.readBack(file: file))
    case .baseBroken(let file): .damage(.base(file: file))
    case .manifestDamaged(let file): .damage(.manifest(file: file))
    case .fileDamaged(let file, let segment): .damage(.file(file, segment: segment))
    case .fileMissing(let file): .damage(.missing(file: file))
    case .imageMismatch(let generation): .damage(.image(copy: generation))
    case .noSuchGeneration(let generation): .store(.noSuchCopy(generation))
    case .nothingSoOld(let milliseconds):
      .store(.nothingSoOld(Moment(milliseconds: milliseconds)))
    case .noSuchTable(let name, let tables):
      .store(.noSuchTable(name, tables: tables))
    case .certificateDiffers(let generation, let found):
      .damage(.certificate(copy: generation, found: found))
    case .targetExists(let path): .store(.targetExists(path: path))
    case .zstd(let code): .writing(.compression(code: code))
    case .snapshot(.scratch(let errno)): .writing(.scratch(folder: nil, errno: errno))
    case .snapshot(let error): .writing(.snapshot(error))
    case .unsound(let detail): .file(.damaged(detail: detail))
    case .commitMoved: .state(.moved)
    case .databaseBusy(let code): .file(.busyAtCopy(code: code))
    case .scratch(let folder, let errno): .writing(.scratch(folder: folder, errno: errno))
    case .newerFormat(let file, let format):
      .store(.newerFormat(file: file, format: format))
    case .keyMissing(let recipient): .seal(.keyMissing(recipient: recipient))
    case .interrupted: .interrupted
    case .io(let path, let errno): .writing(.system(path: path, errno: errno))
    }
  }
}

extension CopyKeyFault {
  /// What a person is told.
  package var problem: Problem {
    switch self {
    case .wrongPassphrase: .seal(.wrongPassphrase)
    case .malformedRecoveryKey: .seal(.malformedRecoveryKey)
    case .damagedIdentityFile: .seal(.damagedIdentityFile)
    case .passphraseTooShort(_, let minimum):
      .seal(.passphraseTooShort(minimumCharacters: minimum))
    case .noMemory: .seal(.noMemory)
    }
  }
}
