package import Backup
import Foundation

/// What a parcel for the server holds, by names: the parcel's folder gets another name on its way.
package struct Shipment: Codable, Sendable, Hashable {
  private struct File: Codable, Hashable {
    let name: String
    let bytes: Int
    let sha256: String
    let kind: ShippedFile.Kind
  }

  private static let name = "shipment.json"
  private static let bytesMaximum = 16 << 20

  private let farmID: String
  private let place: String
  private let generation: Int
  private let restsOn: Int?
  /// The store's folder below the parcel's.
  private let store: String
  private let files: [File]

  /// The files of an export; `restsOn` is a full that the server must have already.
  package init(
    of manifest: Manifest, to place: String, restsOn: Int?, store: String, files: [ShippedFile]
  ) {
    farmID = manifest.farmID
    self.place = place
    generation = manifest.generation
    self.restsOn = restsOn
    self.store = store
    self.files = files.map {
      File(name: $0.name, bytes: $0.bytes, sha256: $0.sha256, kind: $0.kind)
    }
  }

  /// Files that are no copy; the last of them lists the others.
  package init(_ files: [ShippedFile], ofFarm farmID: String, to place: String, folder: String) {
    self.farmID = farmID
    self.place = place
    generation = 0
    restsOn = nil
    store = folder
    self.files = files.map {
      File(name: $0.name, bytes: $0.bytes, sha256: $0.sha256, kind: $0.kind)
    }
  }

  /// Bytes of all files.
  package var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

  /// Lays it beside the files that it names.
  package func write(to folder: String) throws(OutboxError) {
    try SmallFile.write(SelfHashedText.encode(self), to: folder + "/" + Self.name)
  }

  /// What is to be sent of a parcel in this folder.
  package static func generation(in folder: String) throws(ServerError) -> SealedGeneration {
    let path = folder + "/" + name
    guard let bytes = try? SmallFile.read(path, limitBytes: bytesMaximum),
      let shipment = SelfHashedText.decode(Self.self, from: bytes)
    else { throw .localFile(file: name) }
    return try SealedGeneration(
      farmID: shipment.farmID, mediumID: shipment.place, generation: shipment.generation,
      restsOn: shipment.restsOn,
      files: shipment.files.map { file in
        ShippedFile(
          name: file.name, path: "\(folder)/\(shipment.store)/\(file.name)", bytes: file.bytes,
          sha256: file.sha256, kind: file.kind)
      })
  }
}
