import ArgumentParser
import Backup
import Media
import SyncEngine

/// `pocket-sync volumes`: where a copy may go, and why elsewhere not.
struct VolumesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "volumes", abstract: "List the volumes of this PC with the verdict on each.")

  @Argument(help: "Judge these folders only, wherever they lie.")
  var place: [String] = []

  @Option(help: "Wait so many seconds until a medium is connected.")
  var wait = 0

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      let candidates = try candidates(besides: try database.path(), console)
      if json {
        try console.json(candidates.map(VolumeLine.init))
        return
      }
      let fitting = candidates.compactMap(\.verdict.volume)
      console.result(.store(.volumes(count: fitting.count)))
      if !fitting.isEmpty {
        console.table(.volumes, fitting.map { console.row($0) }, numbersFrom: 2)
      }
      let refused = candidates.compactMap { candidate -> Problem? in
        guard case .refused(let refusal) = candidate.verdict else { return nil }
        return SyncError.medium(refusal, path: candidate.name).problem
      }
      if !refused.isEmpty { console.result(.store(.unfit)) }
      for problem in refused { console.result(problem, head: "  ") }
    }
  }

  /// The folders that were named, or all volumes once one of them may fit.
  private func candidates(
    besides database: String, _ console: Console
  ) throws -> [Candidate] {
    let end = ContinuousClock.now + .seconds(wait)
    var isTold = false
    while true {
      let found =
        place.isEmpty
        ? Media.candidates(database: database) + Media.drives()
        : place.map { name in
          DiscDrive(Volumes.node(name)).map { Media.candidate($0) }
            ?? Media.candidate(name, database: database)
        }
      if found.contains(where: \.mayFit) || ContinuousClock.now >= end { return found }
      if !isTold { console.say(.copy(.waiting)) }
      isTold = true
      Media.awaitChange(milliseconds: Volumes.pollMilliseconds)
      try Interruption.stop.check()
    }
  }
}

extension Console {
  fileprivate func row(_ volume: Volume) -> [String] {
    let format = Formatting(language: language)
    return [
      volume.label.isEmpty ? volume.place : volume.label, described(volume),
      volume.sizeBytes == 0 ? "" : format.size(volume.sizeBytes),
      volume.freeBytes.map(format.size) ?? "",
      newestCopy(at: volume.mountPoint).map(format.date) ?? "",
    ]
  }

  /// The model, and in a drive what its disc is.
  private func described(_ volume: Volume) -> String {
    guard let disc = volume.disc else { return volume.model }
    let what = language.text(
      .store(
        .disc(
          kind: disc.kind, isBlank: disc.state == .blank, isRewritable: disc.isRewritable)))
    return volume.kind == .pretended || volume.model.isEmpty ? what : "\(volume.model), \(what)"
  }

  /// When the newest readable copy of any farm on the volume was made.
  private func newestCopy(at mountPoint: String) -> Moment? {
    let farms = (try? Store.farms(at: mountPoint)) ?? []
    let made = farms.flatMap { farm -> [UInt64] in
      let store = try? Store(openAt: mountPoint, farm: farm)
      return ((try? store?.generations()) ?? []).compactMap { state in
        guard case .complete(let manifest) = state else { return nil }
        return manifest.createdMilliseconds
      }
    }
    return made.max().map { Moment(milliseconds: $0) }
  }
}

/// A volume as another program reads it.
private struct VolumeLine: Encodable {
  var mountPoint: String?
  var device: String?
  var isExternal: Bool
  var label: String?
  var model: String?
  var fileSystem: String?
  var sizeBytes: UInt64?
  var freeBytes: UInt64?
  var disc: DiscLine?
  var code: String?

  init(_ candidate: Candidate) {
    let volume = candidate.volume
    mountPoint = volume?.mountPoint.isEmpty ?? false ? nil : candidate.place
    device = volume?.node
    isExternal = candidate.verdict.volume != nil
    label = volume?.label
    model = volume?.model
    fileSystem = volume?.fileSystem
    sizeBytes = volume?.sizeBytes
    freeBytes = volume?.freeBytes
    disc = volume?.disc.map(DiscLine.init)
    if case .refused(let refusal) = candidate.verdict {
      code = SyncError.medium(refusal, path: candidate.place).problem.code
    }
  }
}

extension Volume {
  fileprivate var place: String { mountPoint.isEmpty ? node : mountPoint }
}

/// A disc as another program reads it.
private struct DiscLine: Encodable {
  var kind: String
  var state: String
  var isRewritable: Bool
  var sessions: Int

  init(_ disc: Disc) {
    kind = disc.kind
    state = disc.state.rawValue
    isRewritable = disc.isRewritable
    sessions = disc.sessions.count
  }
}
