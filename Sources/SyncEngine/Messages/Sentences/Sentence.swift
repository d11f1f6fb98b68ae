/// Everything that is said where nothing went wrong.
package enum Sentence: Sendable, Hashable {
  case dock(DockSentence)
  case copy(CopySentence)
  case certificate(CertificateSentence)
  case seal(SealSentence)
  case status(StatusSentence)
  case store(StoreSentence)
  case setUp(SetUpSentence)
  case demo(DemoSentence)
  case review(ReviewSentence)
  case past(PastSentence)
  case mail(MailSentence)
  case channel(ChannelSentence)
  case outside(OutsideSentence)
  case inventory(InventorySentence)
  case conformance(ConformanceSentence)
  case record(RecordSentence)
  case doctor(DoctorSentence)
  case bundle(BundleSentence)
  case measure(MeasureSentence)
  case linkTest(LinkTestSentence)
}

/// The heads of tables; a language names their columns.
package enum Heading: Sendable, Hashable, CaseIterable {
  /// Table, came, went, conflicts, quarantined.
  case traffic
  /// Volume, model, size, free, last copy.
  case volumes
  /// Copy, date, kind, pockets, size, state.
  case generations
  /// File, lines, size.
  case bundle
  /// Date, pocket, result, changes, bytes, repeats, time.
  case sessions
  /// Date, result, bytes, time.
  case copies

  /// How many columns the table has.
  package var columnCount: Int {
    switch self {
    case .traffic, .volumes: 5
    case .generations: 6
    case .bundle: 3
    case .sessions: 7
    case .copies: 4
    }
  }
}
