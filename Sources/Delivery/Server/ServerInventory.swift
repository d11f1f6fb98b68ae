package import Backup

/// What the server has of a store, held against what it should have; pure.
package struct ServerInventory: Sendable, Hashable {
  /// Files that are there in their length.
  package let present: [String]
  /// Files that are not there.
  package let missing: [String]
  /// Files that are there in another length.
  package let otherSize: [String]
  /// What is there and no file of the store: names of others, and what lies deeper.
  package let foreign: [String]
  /// Generations on the server that this PC's idea does not hold: older ones, or of another PC.
  package let further: [Int]
  /// Uploads that were begun and not finished.
  package let halfMade: [String]
  /// Bytes of all objects that are there.
  package let bytes: Int

  /// True where everything that should be there is.
  package var isComplete: Bool { missing.isEmpty && otherSize.isEmpty }

  /// Compares; `expected` is what this PC has sent or would send.
  package init(
    expected: [ShippedFile], objects: [StoredObject], uploads: [OpenUpload], place: ServerPlace
  ) {
    let listed = place.byName(objects)
    let known = Set(expected.map(\.name))
    let there = expected.filter { listed[$0.name]?.bytes == $0.bytes }
    present = there.map(\.name)
    missing = expected.filter { listed[$0.name] == nil }.map(\.name)
    otherSize = expected.filter { file in
      listed[file.name].map { $0.bytes != file.bytes } ?? false
    }.map(\.name)
    let others = objects.filter { object in
      place.name(of: object.key).map { !known.contains($0) } ?? true
    }
    let own = others.filter { place.name(of: $0.key).map(Store.isOwn) ?? false }
    foreign = others.filter { !own.contains($0) }.map(\.key)
    further = own.compactMap { place.name(of: $0.key).flatMap(Store.generation(ofManifest:)) }
      .sorted()
    halfMade = uploads.map(\.key)
    bytes = objects.reduce(0) { $0 + $1.bytes }
  }
}

extension ServerChannel {
  /// What the server has of the store that a generation belongs to.
  package func inventory(
    of generation: SealedGeneration
  ) throws(ServerError) -> ServerInventory {
    let place = ServerPlace(account: account, farmID: generation.farmID)
      .medium(generation.mediumID)
    return ServerInventory(
      expected: generation.files, objects: try store.list(place.prefix).objects,
      uploads: try store.openUploads(place.prefix), place: place)
  }
}
