/// Which numbers and names a manifest may hold: a foreign one must not bring a reader down.
///
/// A self hash proves that nobody changed a text, and says nothing about who wrote it.
extension Manifest {
  static let pageCountMaximum = Int(UInt32.max)
  static let numberMaximum = UInt64(Int64.max)

  /// True where whatever is computed from the numbers fits and every file lies beside it.
  package var isPlausible: Bool {
    let numbers = 1...StoreNames.generationMaximum
    guard numbers.contains(generation), numbers.contains(base?.generation ?? generation),
      PageHash.isUsable(pageSize: pageSize), (1...Self.pageCountMaximum).contains(pageCount),
      (0...pageCount).contains(carriedPages), createdMilliseconds <= Self.numberMaximum
    else { return false }
    let own = files + [index].compactMap { $0 }
    return own.allSatisfy { isOwn($0) && $0.isPlausible } && seal?.isPlausible ?? true
      && readBack.isPlausible && certificate.isPlausible
  }

  private func isOwn(_ file: FileRecord) -> Bool {
    StoreNames.ownGeneration(of: file.name) == generation
      && file.name != StoreNames.manifest(generation)
      && !file.name.hasSuffix(StoreNames.temporarySuffix)
  }
}

extension FileRecord {
  /// The segments' hashes stand in the manifest: its own limit bounds the sum of the lengths.
  fileprivate var isPlausible: Bool {
    let (whole, rest) = bytes.quotientAndRemainder(dividingBy: FileProof.segmentBytes)
    return bytes >= 0 && segments.count == whole + (rest > 0 ? 1 : 0)
  }
}

extension SealRecord {
  fileprivate var isPlausible: Bool {
    identityFile.isPlausible && StoreNames.isIdentity(identityFile.name)
  }
}

extension ReadBackRecord {
  fileprivate var isPlausible: Bool {
    guard newBytes >= 0, let base else { return newBytes >= 0 }
    return (1...StoreNames.generationMaximum).contains(base.generation)
      && (0...Manifest.pageCountMaximum).contains(base.ofSegments)
      && (0...base.ofSegments).contains(base.segmentCount)
      && (0...max(0, base.ofSegments - 1)).contains(base.firstSegment)
  }
}

extension Certificate {
  fileprivate var isPlausible: Bool {
    commitSequence <= Manifest.numberMaximum && facts.pockets.allSatisfy(\.isPlausible)
      && facts.openConflicts >= 0 && facts.quarantine >= 0 && areRowsCountable
  }

  private var areRowsCountable: Bool {
    var sum = 0
    for rows in facts.rowCounts.values {
      let (next, isOver) = sum.addingReportingOverflow(rows)
      guard rows >= 0, !isOver else { return false }
      sum = next
    }
    return true
  }
}

extension PocketProof {
  fileprivate var isPlausible: Bool {
    let numbers = [lastRecord, lastMerged, lastMergedMilliseconds ?? 0, sessionMilliseconds]
    return numbers.allSatisfy { $0 <= Manifest.numberMaximum } && sessions ?? 0 >= 0
      && clockSkewMilliseconds > .min
  }
}
