package import Backup

/// Where a copy is on the server.
package struct PlacedCopy: Codable, Sendable, Hashable, Comparable {
  /// The place of one medium and one key, below the farm's.
  package let place: String
  /// Its number.
  package let generation: Int

  /// By place, then by number.
  package static func < (left: PlacedCopy, right: PlacedCopy) -> Bool {
    (left.place, left.generation) < (right.place, right.generation)
  }
}

/// What the server has of a farm, held against what this PC takes for sent; pure.
///
/// A copy is whole where its manifest is sound and every file that it needs is there in its length.
package struct ServerInventory: Codable, Sendable, Hashable {
  /// Whole copies that this PC sent.
  package let known: [PlacedCopy]
  /// Copies that this PC takes for sent and that are not there, not whole, or other ones.
  package let lost: [PlacedCopy]
  /// Whole copies that this PC knows nothing of: of another PC, or of one before it.
  package let further: [PlacedCopy]
  /// Copies that are not whole and that this PC knows nothing of.
  package let broken: [PlacedCopy]
  /// Keys of what is no file of a store.
  package let foreign: [String]
  /// Keys of uploads that were begun and not finished.
  package let halfMade: [String]
  /// Bytes of all objects that are there.
  package let bytes: Int

  /// Compares; `sent` tells by place and number when each copy was made, in milliseconds.
  package init(
    sent: [String: [Int: UInt64]], found: [String: [GenerationState]], objects: [StoredObject],
    uploads: [OpenUpload], farm: ServerPlace
  ) {
    var known: [PlacedCopy] = []
    var further: [PlacedCopy] = []
    var broken: [PlacedCopy] = []
    for (place, states) in found {
      for state in states {
        let copy = PlacedCopy(place: place, generation: state.number)
        let moment = sent[place]?[state.number]
        switch state {
        case .complete(let manifest) where manifest.createdMilliseconds == moment:
          known.append(copy)
        case .complete: further.append(copy)
        case .broken where moment == nil: broken.append(copy)
        case .broken: break
        }
      }
    }
    let all = sent.flatMap { place, copies in
      copies.keys.map { PlacedCopy(place: place, generation: $0) }
    }
    let there = Set(known)
    self.known = known.sorted()
    self.further = further.sorted()
    self.broken = broken.sorted()
    lost = all.filter { !there.contains($0) }.sorted()
    foreign = objects.map(\.key).filter { !farm.isOwn($0) }
    halfMade = uploads.map(\.key)
    bytes = objects.reduce(0) { $0 + $1.bytes }
  }
}

extension ServerPlace {
  /// True for the key of a file of a store in this farm's place.
  fileprivate func isOwn(_ key: String) -> Bool {
    guard key.hasPrefix(prefix) else { return false }
    let steps = key.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false)
    return steps.count == 2 && Store.isOwn(String(steps[1]))
  }
}

extension GenerationState {
  /// Not whole where the passphrase's way to its key is not there.
  func withKey(in listed: [String: StoredObject]) -> GenerationState {
    guard case .complete(let manifest) = self, let way = manifest.seal?.identityFile,
      listed[way.name]?.bytes != way.bytes
    else { return self }
    return .broken(generation: manifest.generation, fault: .fileMissing(file: way.name))
  }
}

extension ServerCopies {
  /// Lists a farm's place and reads its manifests; nothing of the copies' content is fetched.
  package func inventory(
    of farmID: String, sent: [String: [Int: UInt64]]
  ) throws(ServerError) -> ServerInventory {
    let farm = ServerPlace(account: account, farmID: farmID)
    let objects = try store.list(farm.prefix).objects
    var found: [String: [GenerationState]] = [:]
    for id in try stores(farmID: farmID) {
      let listed = farm.medium(id.mediumID).byName(objects)
      do throws(ServerError) {
        found[id.mediumID] = try generations(of: id).map { $0.withKey(in: listed) }
      } catch {
        // A place whose files make no store has no copy; a server that fails has no answer.
        guard error.isOfPlace || error == .nothingThere else { throw error }
      }
    }
    return ServerInventory(
      sent: sent, found: found, objects: objects,
      uploads: try store.openUploads(farm.prefix), farm: farm)
  }

  /// What the bucket does against loss.
  package func protection() throws(ServerError) -> BucketProtection { try store.protection() }
}
