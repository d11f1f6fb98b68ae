package import Backup
import FarmDatabase
import Records

/// A copy that was rebuilt as a file, opened as a database, and held against its certificate.
package struct CopyRehearsal: Sendable, Hashable {
  /// The tables whose rows were counted.
  package let tables: Int
  /// Their rows.
  package let rows: Int

  /// Rebuilds the copy in the scratch folder; throws at the first thing that differs.
  package init(
    of manifest: Manifest, in store: Store, scratchFolder: String,
    report: @escaping ProgressReport = { _ in }
  ) throws(SyncError) {
    let path = scratchFolder + "/rehearsal.sqlite"
    do throws(BackupError) {
      try store.restore(manifest.generation, to: path, report: report)
    } catch { throw .backup(error) }
    let found: String?
    do throws(FarmDatabaseError) {
      found = try Self.difference(manifest.certificate, try CopiedDatabase(path: path))
    } catch { throw .database(error) }
    if let found {
      throw .backup(.certificateDiffers(generation: manifest.generation, found: found))
    }
    tables = manifest.certificate.facts.rowCounts.count
    rows = manifest.certificate.facts.rowCounts.values.reduce(0, +)
  }

  /// The first thing that the certificate says otherwise; nil where all is as certified.
  private static func difference(
    _ certificate: Certificate, _ database: CopiedDatabase
  ) throws(FarmDatabaseError) -> String? {
    if let fault = try database.faults().first { return "integrity_check \(fault)" }
    let commit = try database.commit()
    guard let commit, commit == certificate.commit else {
      return "commit \(certificate.commitSequence) ≠ \(commit?.sequence ?? 0)"
    }
    let facts = certificate.facts
    for (table, rows) in facts.rowCounts.sorted(by: { $0.key < $1.key }) {
      let found = try database.rows(of: table)
      if found != rows { return "\(table) \(rows) ≠ \(found.map(String.init) ?? "–")" }
    }
    let reviews = try database.openReviews()
    if reviews.conflicts != facts.openConflicts {
      return "conflicts \(facts.openConflicts) ≠ \(reviews.conflicts)"
    }
    if reviews.quarantined != facts.quarantine {
      return "quarantine \(facts.quarantine) ≠ \(reviews.quarantined)"
    }
    return nil
  }
}
