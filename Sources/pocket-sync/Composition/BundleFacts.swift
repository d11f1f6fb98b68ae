import Delivery
import DemoFarm
import Diagnostics
import FarmDatabase
import Foundation
import Records
import SyncEngine

/// Gathers what a bundle may tell; a farm that does not open is told by its code.
struct BundleFacts {
  private let masker = Masker(shippedSchema: ShippedFarm.schema)
  private let now = Surroundings.real.nowMilliseconds
  private let farm: Result<FarmDatabase, any Error>

  init(_ farm: Result<FarmDatabase, any Error>) { self.farm = farm }

  /// Refuses where a fact is not on the list.
  func bundle() throws -> HelpdeskBundle {
    var files = [program]
    let moment = Moment(milliseconds: now)
    files.append(
      SystemFacts().system(
        sqlite: FarmDatabase.libraryVersion, secondsFromUTC: moment.secondsFromUTC))
    files.append(SystemFacts().usb())
    switch farm {
    case .success(let farm):
      files += BundledFarm(farm, masker: masker).files { Stop(of: $0).problem.code }
      files.append(
        ChannelFacts.file(
          OutboxPlace.outbox(of: farm), settings: try? ChannelFile.current.load()
        ) { $0.problem.code })
    case .failure(let error):
      files += BundledFarm.files(unopened: Stop(of: error).problem.code)
    }
    return try HelpdeskBundle(files, milliseconds: now)
  }

  /// What the file is called where no name is given.
  var name: String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyyMMdd-HHmmss"
    let date = Date(timeIntervalSince1970: TimeInterval(now) / 1_000)
    return HelpdeskBundle.folder + "-" + formatter.string(from: date) + ".tar.zst"
  }

  /// Who is who, for the screen only: the names that people use on the telephone.
  var legend: [(mask: String, name: String)] {
    [Masker.Kind.farm, .pocket, .medium, .table].flatMap(masker.legend)
  }

  private var program: BundleFile {
    var record = BundleRecord()
    record.add("format", BundleSchema.format)
    record.add("made", now)
    record.add("version", PocketSyncProgram.program.replacing(" ", with: "-"))
    record.add("books-format", FarmDatabase.booksFormat)
    return BundleFile("program.json", [record])
  }
}
