package import Delivery
import FarmDatabase
package import Records
import Synchronization

/// What came of one go through the outbox.
package struct OutsideReport: Sendable {
  /// One for each parcel that was tried and was delivered or still waits.
  package var outcomes: [OutboxRound.Outcome] = []
  /// What stopped each parcel that was not delivered, by its number.
  var stops: [Int: Problem] = [:]
  /// What the server said of the last copy that it took; nil where it took none.
  package var sent: SendReport?

  /// What a person has to see to before a parcel can go.
  package var needsHelp: Problem? {
    for case .stopped(let entry, let stop) in outcomes where !stop.isWorthRetrying {
      return stops[entry.number]
    }
    return nil
  }

  /// What stopped parcels that still wait, each once.
  package var problems: [Problem] {
    var problems: [Problem] = []
    for case .stopped(let entry, _) in outcomes {
      if let problem = stops[entry.number], !problems.contains(problem) {
        problems.append(problem)
      }
    }
    return problems
  }
}

/// Hands what waits to the channels that are set up.
package struct OutsideDelivery {
  private let outbox: Outbox
  private let settings: ChannelSettings
  private let program: String
  private let surroundings: Surroundings
  private let stop: StopSignal
  private let report: (SyncEvent) -> Void

  /// Takes everything as it stands; `report` is called on any thread, one call at a time.
  package init(
    _ outbox: Outbox, settings: ChannelSettings, program: String,
    surroundings: Surroundings = .real, stop: StopSignal,
    report: @escaping (SyncEvent) -> Void
  ) {
    self.outbox = outbox
    self.settings = settings
    self.program = program
    self.surroundings = surroundings
    self.stop = stop
    self.report = report
  }

  /// Nothing is thrown for a channel that fails: its parcels wait.
  package func run(_ reason: OutboxRound.Reason) throws(SyncError) -> OutsideReport {
    var result = OutsideReport()
    do throws(OutboxError) {
      result.outcomes = try OutboxRound(
        outbox, surroundings, account: settings.server?.mark
      ).run(reason) {
        entry, folder throws(DeliveryStop) in
        report(.sendingOut(entry.channel))
        do throws(SyncError) {
          switch entry.channel {
          case .server: result.sent = try sendCopy(in: folder)
          case .mail: try sendLetter(in: folder)
          }
        } catch {
          let problem = error.problem
          result.stops[entry.number] = problem
          throw DeliveryStop(
            code: problem.code, isWorthRetrying: error.isWorthRetrying,
            isOfParcel: error.isOfParcel, isForgotten: error.isForgotten)
        }
      }
      // One that was overtaken is nobody's trouble any more.
      let waiting = Set(try outbox.entries().map(\.number))
      result.outcomes.removeAll { outcome in
        if case .stopped(let entry, _) = outcome { !waiting.contains(entry.number) } else { false }
      }
    } catch { throw .outbox(error) }
    return result
  }

  private func sendCopy(in folder: String) throws(SyncError) -> SendReport {
    guard let account = settings.server else { throw .notSetUp(.server) }
    let stop = stop
    // Lines send side by side, while whoever gave us `report` waits for all of them.
    nonisolated(unsafe) let report = report
    let turn = Mutex(())
    do throws(ServerError) {
      let channel = try ServerChannel(
        account, stateFolder: outbox.folder + "/" + Self.stateName, clock: surroundings,
        isStopped: { stop.isRaised },
        report: { progress in
          let (done, total) = (UInt64(progress.doneBytes), UInt64(progress.totalBytes))
          turn.withLock { _ in report(.sentOut(done: done, total: total)) }
        })
      return try channel.send(try Shipment.generation(in: folder))
    } catch { throw .server(error) }
  }

  private static let stateName = "server"

  private func sendLetter(in folder: String) throws(SyncError) {
    guard let account = settings.mail else { throw .notSetUp(.mail) }
    let stop = stop
    let channel = MailChannel(
      account: account, program: program, line: LineSettings(isStopped: { stop.isRaised }))
    do throws(MailError) {
      _ = try channel.submit(folder + "/" + OutsidePost.messageName)
    } catch { throw .mail(error) }
  }
}

extension SyncError {
  /// True where the same parcel may go at another time without anybody's doing.
  fileprivate var isWorthRetrying: Bool {
    switch self {
    case .server(let error): error.isWorthRetrying
    case .mail(let error): error.isWorthRetrying
    default: false
    }
  }

  /// True where it is this parcel that is refused.
  fileprivate var isOfParcel: Bool {
    switch self {
    case .server(let error): error.isOfFiles
    case .mail(.refused), .mail(.tooLargeForServer), .mail(.file): true
    default: false
    }
  }

  /// True where the server has not got what it was thought to have, or something else.
  fileprivate var isForgotten: Bool {
    if case .server(let error) = self { error.isOfPlace } else { false }
  }
}
