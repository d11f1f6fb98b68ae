import Backup
import FarmDatabase
import Gate
import Link
import LinkChannel
import PocketProtocol
import SealedChannel
import SecureChannel
import Testing
import Transport

@testable import SyncEngine

struct ProblemMappingTests {
  @Test func `every error that can stop a run has the code that belongs to it`() {
    #expect(SyncError.coded.count > 80)
    for (error, code) in SyncError.coded {
      #expect(error.problem.code == code, "\(error)")
    }
  }

  @Test func `every known code of a refusal has a problem of its own or shares one on purpose`() {
    let problems = RefusalCode.known.map { Refusal(code: $0, detail: "").problem(at: "a") }
    let shared = problems.filter { if case .notUnderstood = $0 { true } else { false } }
    #expect(shared.count == 5)
    #expect(problems.allSatisfy { if case .unknown = $0 { false } else { true } })
  }

  @Test func `the facts of an error arrive in its problem`() {
    let at = "/dev/ttyUSB0"
    let holder = DeviceHolder(processID: 7, program: "brltty")
    let cases: [(SyncError, Problem)] = [
      (.transport(.busy(path: at, holder: holder), at: at), .pocket(.held(path: at, by: holder))),
      (
        .channel(.link(.peerSilent(microseconds: 10_500_000)), at: at),
        .line(.silent(at: at, seconds: 10))
      ),
      (
        .sealed(.line(.link(.peerSilent(microseconds: 10_500_000))), at: at),
        .line(.silent(at: at, seconds: 10))
      ),
      (.sealed(.silent(milliseconds: 12_000), at: at), .key(.noHandshake(at: at, seconds: 12))),
      (
        .sealed(.refused(.keyChanged(name: "Luc")), at: at), .key(.keyChanged(name: "Luc", at: at))
      ),
      (
        .sealed(.refused(.digitsDiffer(saidHere: true)), at: at),
        .key(.digitsDiffer(saidHere: true, at: at))
      ),
      (
        .sealed(.keys(.exposed(path: "k", mode: 0o640)), at: at),
        .keyStore(.exposed(path: "k", mode: 0o640))
      ),
      (
        .protocolFault(.overLimit(.batchRows, found: 5000), at: at),
        .conversation(.overLimit(limit: "batchRows", found: 5000, maximum: 4096, at: at))
      ),
      (
        .backup(.mediumFull(neededBytes: 3, freeBytes: 1)),
        .volume(.full(neededBytes: 3, freeBytes: 1))
      ),
      (
        .backup(.snapshot(.scratch(errno: 28))), .writing(.scratch(folder: nil, errno: 28))
      ),
      (
        .refusedByPocket(Refusal(code: .gap, detail: ""), at: at), .refusal(.gap(at: at))
      ),
      (.database(.busy(path: "a", seconds: 5)), .file(.busy(path: "a", seconds: 5))),
    ]
    for (error, problem) in cases { #expect(error.problem == problem) }
  }

  @Test func `the shell hears which part stopped the work`() {
    func status(_ error: SyncError) -> ShellStatus { error.problem.exitStatus }
    #expect(status(.noPocket) == .pocket)
    #expect(status(.channel(.closedByPeer, at: "a")) == .pocket)
    #expect(status(.sealed(.refused(.notAuthentic), at: "a")) == .pocket)
    #expect(status(.protocolFault(.malformed("a"), at: "a")) == .pocket)
    #expect(status(.database(.missing(path: "a"))) == .database)
    #expect(status(.gate([.databaseMoved])) == .gateClosed)
    #expect(status(.backup(.vanished)) == .copy)
    #expect(status(.copyDamaged(files: ["a"])) == .copy)
    #expect(status(.unreadableProfile(path: "a", detail: "b")) == .profile)
    #expect(status(.database(.profileDoesNotFit([.noSuchTable("a")]))) == .profile)
    #expect(status(.interrupted) == .interrupted)
    #expect(Problem.usage(.missingOption("--to")).exitStatus == .usage)
    #expect(Problem.program(.noReason).exitStatus == .programFault)
  }

  @Test func `no problem ends as if the work were done`() {
    for problem in Problem.onePerCode { #expect(problem.exitStatus != .done) }
    let statuses = Set(Problem.onePerCode.map(\.exitStatus))
    // A doctor who saw no fault has none to name.
    let verdicts: [ShellStatus] = [.done, .notAllSeen, .foundWarning]
    #expect(statuses == Set(ShellStatus.allCases).subtracting(verdicts))
  }
}
