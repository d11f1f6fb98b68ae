import FarmDatabase
import Gate

/// The file must open as a sync opens it, and be as sound as the gate wants it.
enum DatabaseCheck {
  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let database = facts.database
    guard database.path != nil else {
      // Which database it is stands in what cannot be read: one cause, one line.
      guard facts.settings.isEmpty else { return [.unseen(.database, .databaseUnread)] }
      return [Finding(.database, .warning, .books(.noDatabase), mend: .person)]
    }
    if let fault = database.fault {
      return [Finding(.database, .broken, .database(fault), mend: mend(fault, database))]
    }
    guard let evidence = facts.farm?.evidence else {
      return [.unseen(.database, .databaseUnread)]
    }
    let refusals = Self.refusals(evidence)
    guard refusals.isEmpty else {
      return refusals.map { refusal in
        let isDamage = if case .damagedDatabase = refusal { true } else { false }
        return Finding(
          .database, .broken, .gate(refusal), mend: isDamage ? restore(database) : .person)
      }
    }
    return [.passed(.database, .databaseSound(bytes: database.bytes))]
  }

  /// What the gate has against the file itself.
  static func refusals(_ evidence: GateEvidence) -> [GateRefusal] {
    GateCheck.refusals(evidence).filter { refusal in
      switch refusal {
      case .damagedDatabase, .brokenForeignKeys: true
      default: false
      }
    }
  }

  private static func mend(_ fault: FarmDatabaseError, _ database: DatabaseFacts) -> Mend {
    switch fault {
    case .damaged, .notADatabase, .missing: restore(database)
    default: .person
    }
  }

  private static func restore(_ database: DatabaseFacts) -> Mend {
    guard let copy = database.newestCopy else { return .person }
    return .restore(generation: copy.generation, medium: copy.medium, place: copy.place)
  }
}
