/// The file must be whole, and every row must have its parent.
enum DatabaseIsSound {
  static func refusals(_ evidence: GateEvidence) -> [GateRefusal] {
    var refusals: [GateRefusal] = []
    if let fault = evidence.database.integrityFaults.first {
      refusals.append(.damagedDatabase(firstFault: fault))
    }
    if evidence.database.brokenForeignKeys > 0 {
      refusals.append(.brokenForeignKeys(count: evidence.database.brokenForeignKeys))
    }
    return refusals
  }
}
