import ArgumentParser
import Media
import SyncEngine

/// `pocket-sync volumes`: where a copy may go, and why elsewhere not.
struct VolumesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "volumes", abstract: "List the volumes of this PC with the verdict on each.")

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try speaking(common) { console in
      let candidates = Media.candidates(database: try database.path())
      if json {
        try console.json(candidates.map(VolumeLine.init))
        return
      }
      let fitting = candidates.compactMap(\.verdict.volume)
      console.result(.store(.volumes(count: fitting.count)))
      for (mountPoint, verdict) in candidates {
        switch verdict {
        case .external(let volume), .pretended(let volume):
          console.result(
            "  \(mountPoint)  \(volume.label)  \(volume.model)  "
              + console.language.text(.store(.fit)))
        case .refused(let refusal):
          let problem = SyncError.medium(refusal, path: mountPoint).problem
          for words in console.language.words(for: problem) {
            console.result("  \(mountPoint)  \(words.headline) [\(words.code)]")
          }
        }
      }
    }
  }
}

/// A volume as another program reads it.
private struct VolumeLine: Encodable {
  var mountPoint: String
  var isExternal: Bool
  var label: String?
  var model: String?
  var sizeBytes: UInt64?
  var freeBytes: UInt64?
  var code: String?

  init(_ candidate: (mountPoint: String, verdict: MediaVerdict)) {
    mountPoint = candidate.mountPoint
    let volume = candidate.verdict.volume
    isExternal = volume != nil
    label = volume?.label
    model = volume?.model
    sizeBytes = volume?.sizeBytes
    freeBytes = volume?.freeBytes
    if case .refused(let refusal) = candidate.verdict {
      code = SyncError.medium(refusal, path: mountPoint).problem.code
    }
  }
}
