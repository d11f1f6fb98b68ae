package import Delivery
package import FarmDatabase
package import Gate
package import Transport

/// What the doctor looks at, in the order in which it is told.
package enum DoctorCheck: String, Sendable, Hashable, CaseIterable {
  case udev
  case unit
  case rights
  case holder
  case claims
  case suspend
  case bus
  case serial
  case cable
  case kernel
  case database
  case triggers
  case metadata
  case journal
  case space
  case clock
  case pockets
  case copies
  case gate
  case outbox
  case settings
  case versions
}

/// How a check ended; what is further down is worse.
package enum CheckVerdict: String, Sendable, Hashable, CaseIterable, Comparable {
  case passed
  /// There is nothing here that it could look at, and nothing is missed by that.
  case notApplicable
  case notice
  /// It could not be carried out: never the same as passed.
  case notLooked
  case warning
  case broken

  /// By what a person has to know first.
  package static func < (one: CheckVerdict, other: CheckVerdict) -> Bool {
    one.rank < other.rank
  }

  private var rank: Int { Self.allCases.firstIndex(of: self)! }
}

/// Why a check ended as it did; the words stand in the message catalogue.
package enum Reason: Sendable, Hashable {
  /// Nothing is wrong, or nothing could be seen.
  case fact(DoctorFact)
  case fault(DoctorFault)
  /// What the line would say to a sync.
  case line(TransportError, at: String)
  /// What the database would say to a sync.
  case database(FarmDatabaseError)
  /// What the gate would say to a copy.
  case gate(GateRefusal)
  /// What any command would say to what waits to leave the farm.
  case outbox(OutboxError)
  /// What any command would say to these settings.
  case settings(SettingsTrouble)
}

/// One line of the doctor's list.
package struct Finding: Sendable, Hashable {
  /// What was looked at.
  package var check: DoctorCheck
  /// How it ended.
  package var verdict: CheckVerdict
  /// Why.
  package var reason: Reason
  /// What helps; nil where nothing has to be done.
  package var mend: Mend?

  /// Takes everything as it stands.
  package init(
    _ check: DoctorCheck, _ verdict: CheckVerdict, _ reason: Reason, mend: Mend? = nil
  ) {
    self.check = check
    self.verdict = verdict
    self.reason = reason
    self.mend = mend
  }
}
