import Backup
import SyncEngine

/// Reports as people read them.
extension Console {
  /// What moved in each table, of all sessions of a run.
  func traffic(_ visits: [VisitReport]) {
    for visit in visits where !visit.tables.isEmpty {
      table(
        .traffic,
        visit.tables.map { table in
          let counts = [table.came, table.went, table.conflicts, table.quarantined]
          return [table.table] + counts.map(String.init)
        }, numbersFrom: 1)
    }
    let conflicts = visits.flatMap(\.tables).reduce(0) { $0 + $1.conflicts }
    let setAside = visits.flatMap(\.tables).reduce(0) { $0 + $1.quarantined }
    let captured = visits.reduce(0) { $0 + $1.captured }
    if captured > 0 { result(.dock(.captured(rows: captured))) }
    if conflicts > 0 { result(.dock(.toDecide(count: conflicts))) }
    if setAside > 0 { result(.dock(.setAside(count: setAside))) }
  }

  /// The certificate of a copy: a receipt.
  func certificate(_ manifest: Manifest, farm: String) {
    result("")
    for (index, line) in Self.lines(manifest, farm: farm).enumerated() {
      result(.certificate(line), head: index == 0 ? "" : "  ")
    }
    result("")
  }

  static func lines(_ manifest: Manifest, farm: String) -> [CertificateSentence] {
    let certificate = manifest.certificate
    let facts = certificate.facts
    var lines: [CertificateSentence] = [
      .title(copy: UInt64(manifest.generation)),
      .made(Moment(milliseconds: manifest.createdMilliseconds)), .farm(farm),
      certificate.medium.isPretended
        ? manifest.isForDisc ? .pretendedDisc : .pretendedMedium
        : .medium(label: certificate.medium.label, model: certificate.medium.model),
      certificate.isPartial ? .partial : .complete,
    ]
    lines += facts.missing.map { .missing(label: $0.label, reason: $0.reason) }
    for pocket in facts.pockets {
      lines.append(
        .pocket(
          label: pocket.label, newest: pocket.lastRecord,
          session: Moment(milliseconds: pocket.sessionMilliseconds)))
      if let arrived = pocket.lastMergedMilliseconds, let sessions = pocket.sessions {
        lines.append(
          .arrived(
            label: pocket.label, Moment(milliseconds: arrived), sessions: sessions))
      }
      if abs(pocket.clockSkewMilliseconds) > clockToleranceMilliseconds {
        lines.append(.clockOff(label: pocket.label, milliseconds: pocket.clockSkewMilliseconds))
      }
    }
    if facts.pockets.isEmpty && facts.missing.isEmpty { lines.append(.noPockets) }
    if facts.openConflicts > 0 { lines.append(.toDecide(count: facts.openConflicts)) }
    if facts.quarantine > 0 { lines.append(.setAside(count: facts.quarantine)) }
    return lines + proofs(manifest)
  }

  private static let clockToleranceMilliseconds: Int64 = 5 * 60 * 1000

  private static func proofs(_ manifest: Manifest) -> [CertificateSentence] {
    let stored = manifest.files.reduce(0) { $0 + $1.bytes } + (manifest.index?.bytes ?? 0)
    var lines: [CertificateSentence] = [
      .size(
        database: UInt64(manifest.pageSize) * UInt64(manifest.pageCount),
        onMedium: UInt64(stored)),
      manifest.base.map { .changesSince(copy: UInt64($0.generation)) } ?? .full,
    ]
    let bytes = UInt64(manifest.readBack.newBytes)
    switch manifest.readBack.method {
    case .pageCacheDropped: lines.append(.readBack(bytes: bytes))
    case .pageCacheDroppedOverFUSE: lines.append(.readBackWeaker(bytes: bytes))
    case .beforeBurning: lines.append(.readBackBeforeBurning(bytes: bytes))
    }
    if let slice = manifest.readBack.base {
      lines.append(
        .baseRead(
          copy: UInt64(slice.generation), part: UInt64(slice.segmentCount),
          whole: UInt64(slice.ofSegments)))
    }
    return lines + [.rebuiltAndCompared, .program(manifest.program)]
  }
}
