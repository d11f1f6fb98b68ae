import ArgumentParser
import Backup
import SyncEngine

/// Which store on which medium.
struct StoreOptions: ParsableArguments {
  @Argument(
    help: "The folder that the medium is mounted on, a drive with its disc, or: server.")
  var medium: String

  @Option(help: "The farm's folder on the medium; not needed where there is only one.")
  var farm: String?

  /// Opens the farm's store for reading.
  func open(_ console: Console, _ keys: CopyKeys = CopyKeys()) throws -> OpenedStore {
    guard medium == OpenedStore.serverWord else {
      return try OpenedStore(on: medium, farm: farm, keys)
    }
    let opened = try OpenedStore(
      onServer: try ChannelFile.current.server(), farm: farm, keys)
    for fault in opened.passedOver { console.tell(Stop(of: fault).problem) }
    return opened
  }
}

/// `pocket-sync generations MEDIUM`: the copies on a medium.
struct GenerationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generations", abstract: "List the copies on a medium.")

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try speaking(common) { console in
      let states = try store.open(console).store.generations()
      if json {
        try console.json(states.map(GenerationLine.init))
        return
      }
      console.result(.store(.copies(count: states.count, volume: store.medium)))
      console.table(.generations, states.map { console.row($0) })
    }
  }
}

extension Console {
  fileprivate func row(_ state: GenerationState) -> [String] {
    switch state {
    case .broken(let generation, let fault):
      let code = SyncError.backup(fault).problem.code
      return [
        String(generation), "", "", "", "", language.text(.store(.damaged)) + " [\(code)]",
      ]
    case .complete(let manifest):
      let kind = manifest.base.map { StoreSentence.changesSince(copy: UInt64($0.generation)) }
      let certificate = manifest.certificate
      let format = Formatting(language: language)
      let bytes = manifest.files.reduce(0) { $0 + $1.bytes }
      return [
        String(manifest.generation),
        format.dateAndTime(Moment(milliseconds: manifest.createdMilliseconds)),
        language.text(.store(kind ?? .full)),
        certificate.facts.pockets.map(\.label).joined(separator: ", "),
        format.size(UInt64(bytes)),
        language.text(.store(certificate.isPartial ? .partial : .complete)),
      ]
    }
  }
}

/// A generation as another program reads it.
private struct GenerationLine: Encodable {
  var generation: Int
  var manifest: Manifest?
  var code: String?

  init(_ state: GenerationState) {
    generation = state.number
    switch state {
    case .complete(let manifest): self.manifest = manifest
    case .broken(_, let fault): code = SyncError.backup(fault).problem.code
    }
  }
}
