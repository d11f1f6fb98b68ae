import Delivery
import Diagnostics
import FarmDatabase
import Gate

@testable import SyncEngine

extension Problem {
  /// One problem a code.
  static var onePerCode: [Problem] { areas.flatMap { $0.siblings { $0.onePerCase } } }

  /// One problem a code, and more of those that are said in more than one way.
  static var examples: [Problem] { areas.flatMap { $0.siblings { $0.examples } } }

  private static var areas: [Problem] {
    var areas: [Problem] = []
    var area: Problem? = .pocket(.first)
    while let current = area {
      areas.append(current)
      area = current.nextArea
    }
    return areas
  }

  private var nextArea: Problem? {
    switch self {
    case .pocket: .port(.first)
    case .port: .key(.first)
    case .key: .keyStore(.first)
    case .keyStore: .line(.first)
    case .line: .link(.first)
    case .link: .conversation(.first)
    case .conversation: .refusal(.first)
    case .refusal: .file(.first)
    case .file: .state(.first)
    case .state: .unreadableProfile(path: "/home/luc/profil.json", detail: "line 3")
    case .unreadableProfile: .profile([.first])
    case .profile: .gate([.first])
    case .gate: .store(.first)
    case .store: .damage(.first)
    case .damage: .seal(.first)
    case .seal: .writing(.first)
    case .writing: .medium(.first)
    case .medium: .volume(.first)
    case .volume: .disc(.first)
    case .disc: .serverLine(.first)
    case .serverLine: .server(.first)
    case .server: .sentCopy(.first)
    case .sentCopy: .letter([.first])
    case .letter: .mail(.first)
    case .mail: .mailServer(.first)
    case .mailServer: .submission(.first)
    case .submission: .channel(.first)
    case .channel: .outbox(.first)
    case .outbox: .recording(.first)
    case .recording: .doctor(.first)
    case .doctor: .bundle(.first)
    case .bundle: .review(.first)
    case .review: .usage(.first)
    case .usage: .lookup(.first)
    case .lookup: .program(.first)
    case .program: .interrupted
    case .interrupted: nil
    }
  }

  private func siblings(_ list: (any Exemplary.Type) -> [any Exemplary]) -> [Problem] {
    func all<T: Exemplary>(_ type: T.Type, _ wrap: (T) -> Problem) -> [Problem] {
      list(type).map { wrap($0 as! T) }
    }
    return switch self {
    case .pocket: all(PocketProblem.self, Problem.pocket)
    case .port: all(PortProblem.self, Problem.port)
    case .key: all(KeyProblem.self, Problem.key)
    case .keyStore: all(KeyStoreProblem.self, Problem.keyStore)
    case .line: all(LineProblem.self, Problem.line)
    case .link: all(LinkProblem.self, Problem.link)
    case .conversation: all(ConversationProblem.self, Problem.conversation)
    case .refusal: all(RefusalProblem.self, Problem.refusal)
    case .file: all(FileProblem.self, Problem.file)
    case .state: all(StateProblem.self, Problem.state)
    case .profile: all(ProfileFinding.self) { .profile([$0]) }
    case .gate: all(GateRefusal.self) { .gate([$0]) }
    case .store: all(StoreProblem.self, Problem.store)
    case .damage: all(DamageProblem.self, Problem.damage)
    case .seal: all(SealProblem.self, Problem.seal)
    case .writing: all(WritingProblem.self, Problem.writing)
    case .medium: all(MediumProblem.self, Problem.medium)
    case .volume: all(VolumeProblem.self, Problem.volume)
    case .disc: all(DiscProblem.self, Problem.disc)
    case .serverLine: all(ServerLineProblem.self, Problem.serverLine)
    case .server: all(ServerProblem.self, Problem.server)
    case .sentCopy: all(SentCopyProblem.self, Problem.sentCopy)
    case .letter: all(LetterFault.self) { .letter([$0]) }
    case .mail: all(MailProblem.self, Problem.mail)
    case .mailServer: all(MailServerProblem.self, Problem.mailServer)
    case .submission: all(SubmissionProblem.self, Problem.submission)
    case .channel: all(ChannelProblem.self, Problem.channel)
    case .outbox: all(OutboxProblem.self, Problem.outbox)
    case .recording: all(RecordingProblem.self, Problem.recording)
    case .doctor: all(DoctorFault.self, Problem.doctor)
    case .bundle: all(BundleProblem.self, Problem.bundle)
    case .review: all(ReviewProblem.self, Problem.review)
    case .usage: all(UsageProblem.self, Problem.usage)
    case .lookup: all(LookupProblem.self, Problem.lookup)
    case .program: all(ProgramProblem.self, Problem.program)
    case .unreadableProfile, .interrupted: [self]
    }
  }
}
