package import Delivery
package import Diagnostics
package import FarmDatabase
package import Gate

/// Everything that can stop a run, as a person is told of it: facts only, a code for each.
package enum Problem: Sendable, Hashable {
  case pocket(PocketProblem)
  case port(PortProblem)
  case key(KeyProblem)
  case keyStore(KeyStoreProblem)
  case line(LineProblem)
  case link(LinkProblem)
  case conversation(ConversationProblem)
  case refusal(RefusalProblem)
  case file(FileProblem)
  case state(StateProblem)
  case profile([ProfileFinding])
  case unreadableProfile(path: String, detail: String)
  case gate([GateRefusal])
  case store(StoreProblem)
  case damage(DamageProblem)
  case seal(SealProblem)
  case writing(WritingProblem)
  case medium(MediumProblem)
  case volume(VolumeProblem)
  case disc(DiscProblem)
  case serverLine(ServerLineProblem)
  case server(ServerProblem)
  case sentCopy(SentCopyProblem)
  case letter([LetterFault])
  case mail(MailProblem)
  case mailServer(MailServerProblem)
  case submission(SubmissionProblem)
  case channel(ChannelProblem)
  case outbox(OutboxProblem)
  case recording(RecordingProblem)
  case doctor(DoctorFault)
  case bundle(BundleProblem)
  case review(ReviewProblem)
  case usage(UsageProblem)
  case lookup(LookupProblem)
  case program(ProgramProblem)
  case interrupted

  /// The single problems of a list, in its order; a problem that is no list is its only part.
  package var parts: [Problem] {
    switch self {
    case .gate(let refusals) where !refusals.isEmpty: refusals.map { .gate([$0]) }
    case .profile(let findings) where !findings.isEmpty: findings.map { .profile([$0]) }
    case .letter(let faults) where !faults.isEmpty: faults.map { .letter([$0]) }
    case .gate, .profile, .letter: [.program(.noReason)]
    default: [self]
    }
  }
}
