import Delivery
import FarmDatabase
import LinkChannel
import Media
import PocketProtocol
import Transport

extension SyncError {
  /// What a person is told.
  package var problem: Problem {
    switch self {
    case .noPocket: .pocket(.none)
    case .severalPockets(let addresses): .pocket(.several(addresses))
    case .transport(let error, let address): error.problem(at: address)
    case .channel(let error, let address): error.problem(at: address)
    case .sealed(let error, let address): error.problem(at: address)
    case .otherDevice(let address): .key(.otherDevice(at: address))
    case .printedKeyRefused(let address): .key(.printedKeyRefused(at: address))
    case .pocketSilent(let address, let seconds):
      .pocket(.silent(at: address, seconds: seconds))
    case .protocolFault(let fault, let address): fault.problem(at: address)
    case .refusedByPocket(let refusal, let address): .refusal(refusal.problem(at: address))
    case .pocketRetired(let label): .pocket(.retired(label: label))
    case .database(let error): error.problem
    case .gate(let refusals): .gate(refusals)
    case .backup(let error): error.problem
    case .damagedInbox: .state(.damagedInbox)
    case .unreadableProfile(let path, let detail):
      .unreadableProfile(path: path, detail: detail)
    case .copyDamaged(let files): .damage(.found(files: files))
    case .medium(let refusal, let path): refusal.problem(path)
    case .disc(let fault, let drive): fault.problem(drive: drive)
    case .outbox(let error): error.problem
    case .notSetUp(.server): .channel(.noServer)
    case .notSetUp(.mail): .channel(.noMail)
    case .server(let error): error.problem
    case .mail(let error): error.problem
    case .recording(let error, let path): error.problem(path: path)
    case .interrupted: .interrupted
    }
  }
}

extension FarmDatabaseError {
  /// What a person is told.
  package var problem: Problem {
    switch self {
    case .missing(let path): .file(.missing(path: path))
    case .notADatabase(let path): .file(.notADatabase(path: path))
    case .encrypted(let path): .file(.encrypted(path: path))
    case .busy(let path, let seconds): .file(.busy(path: path, seconds: seconds))
    case .readOnly(let path): .file(.readOnly(path: path))
    case .open(let path, let processID, let program):
      .file(.open(path: path, processID: processID, program: program))
    case .inUse(let path, let processID): .file(.inUse(path: path, processID: processID))
    case .damaged(let detail): .file(.damaged(detail: detail))
    case .ledgerDamaged(let path, let detail): .file(.ledgerDamaged(path: path, detail: detail))
    case .diskFull(let path): .file(.diskFull(path: path))
    case .notPrepared(let path): .state(.notPrepared(path: path))
    case .alreadyPrepared(let path): .state(.alreadyPrepared(path: path))
    case .newerFormat(let found, let supported):
      .state(.newerFormat(found: found, supported: supported))
    case .olderFormat(let found, let supported):
      .state(.olderFormat(found: found, supported: supported))
    case .profileDoesNotFit(let findings):
      // What only deserves a remark did not stop anything.
      .profile(findings.filter(\.isFatal))
    case .schemaChanged(let table): .state(.schemaChanged(table: table))
    case .moved: .state(.moved)
    case .review(let fault): fault.problem
    case .sqlite(let code, let message): .file(.sqlite(code: code, message: message))
    }
  }
}

extension ReviewFault {
  /// What a person is told.
  package var problem: Problem {
    switch self {
    case .noSuchItem(let number): .lookup(.noSuchItem(number))
    case .alreadyDecided(let number): .review(.alreadyDecided(number))
    case .rowChanged(let number): .review(.rowChanged(number))
    case .choiceDoesNotFit(let number): .lookup(.choiceDoesNotFit(number))
    case .valueCount(let expected, let found):
      .lookup(.valueCount(expected: expected, found: found))
    case .wrongType(let column, let type, let value):
      .review(.wrongType(column: column, type: type, value: value))
    case .refused(let rule, let detail): .review(.refused(rule, detail: detail))
    case .hasChildren(let tables): .review(.hasChildren(tables: tables))
    case .stillNotPlaced(let reason, let detail):
      .review(.stillNotPlaced(reason: reason, detail: detail))
    case .noSuchTable(let name): .lookup(.noSuchTable(name))
    case .noSuchRecord(let table, let key): .lookup(.noSuchRecord(table: table, key: key))
    case .severalRecords(let table, let key): .lookup(.severalRecords(table: table, key: key))
    case .noSuchSession(let name): .lookup(.noSuchSession(name))
    case .notUndoable(let name): .review(.notUndoable(name))
    case .tooOld(let name): .review(.tooOld(name))
    }
  }
}

extension ProtocolFault {
  func problem(at address: String) -> Problem {
    switch self {
    case .malformed(let field): .conversation(.malformed(field: field, at: address))
    case .overLimit(let limit, let found):
      .conversation(
        .overLimit(limit: limit.rawValue, found: found, maximum: limit.maximum, at: address))
    case .wrongState(let message, let state):
      .conversation(.outOfTurn(message: message, state: state, at: address))
    case .versionMismatch(let oldest, let newest):
      .conversation(.otherVersion(oldest: oldest, newest: newest, at: address))
    case .otherFarm: .refusal(.otherFarm(at: address))
    case .contradiction(let field): .conversation(.contradiction(field: field, at: address))
    }
  }
}

extension Refusal {
  func problem(at address: String) -> RefusalProblem {
    switch code {
    case .malformed, .overLimit, .wrongState, .versionMismatch, .contradiction:
      .notUnderstood(code: code.rawValue, detail: detail, at: address)
    case .notPaired: .notPaired(at: address)
    case .retired: .retired(at: address)
    case .busy: .busy(at: address)
    case .otherFarm: .otherFarm(at: address)
    case .gap: .gap(at: address)
    case .noRoom: .noRoom(at: address)
    case .stopped: .stopped(at: address)
    case .ownFault: .ownFault(detail: detail, at: address)
    case .schemaNotKept: .schemaNotKept(detail: detail, at: address)
    default: .unknown(code: code.rawValue, detail: detail, at: address)
    }
  }
}
