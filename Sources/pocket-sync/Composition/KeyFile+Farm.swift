import FarmDatabase
import Foundation
import Records
import SealedChannel

extension KeyFile {
  /// The keys of this PC for a farm: apart from the database, which is copied and put back.
  static func of(_ farm: FarmDatabase) -> KeyFile {
    let folder = (Configuration.path as NSString).deletingLastPathComponent
    return KeyFile(path: folder + "/keys/" + farm.hub.hexadecimal + ".json")
  }
}
