/// The next run and its copy must fit on the PC's disks and on the copy's medium.
enum SpaceCheck {
  /// What lies below this is soon gone, whatever is to fit today.
  private static let littleBytes: UInt64 = 64 << 20

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    disks(facts.places).map { place in
      guard let free = place.freeBytes else {
        return .nothing(.space, .roomUnknown(path: place.path))
      }
      if free < place.neededBytes {
        return Finding(
          .space, .broken,
          .machine(.noRoom(path: place.path, neededBytes: place.neededBytes, freeBytes: free)),
          mend: .person)
      }
      if free < max(littleBytes, place.neededBytes * 2) {
        return Finding(
          .space, .warning, .machine(.littleRoom(path: place.path, freeBytes: free)), mend: .person)
      }
      return .passed(.space, .room(path: place.path, freeBytes: free))
    }
  }

  /// What lies on one disk must fit there together; its first folder stands for it.
  private static func disks(_ places: [PlaceFacts]) -> [PlaceFacts] {
    places.reduce(into: []) { disks, place in
      if let first = disks.firstIndex(where: { $0.disk != nil && $0.disk == place.disk }) {
        disks[first].neededBytes += place.neededBytes
      } else {
        disks.append(place)
      }
    }
  }
}
