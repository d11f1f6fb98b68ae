import FarmDatabase

/// The bookkeeping must be whole: the chain of commits, each table's image, the ledger.
enum MetadataCheck {
  static func findings(_ facts: DoctorFacts) -> [Finding] {
    if let detail = facts.database.ledgerFault {
      return [
        Finding(
          .metadata, .broken, .books(.ledgerDamaged(detail: detail)), mend: .setLedgerAside)
      ]
    }
    guard let condition = facts.farm?.condition else {
      return [.unseen(.metadata, .databaseUnread)]
    }
    var faults: [BooksFault] = condition.missingImages.map { .imageMissing(table: $0) }
    if condition.missingCommits > 0 { faults.append(.chainGap(commits: condition.missingCommits)) }
    guard faults.isEmpty else {
      return faults.map { Finding(.metadata, .broken, .books($0), mend: .person) }
    }
    return [.passed(.metadata, .chainWhole(commits: condition.commits))]
  }
}
