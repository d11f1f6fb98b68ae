import Delivery
import Diagnostics
import FarmDatabase
import Gate

/// All that is said to people in one language.
protocol Phrasebook {
  static var language: Language { get }

  static func telling(_ problem: PocketProblem) -> Telling
  static func telling(_ problem: PortProblem) -> Telling
  static func telling(_ problem: KeyProblem) -> Telling
  static func telling(_ problem: KeyStoreProblem) -> Telling
  static func telling(_ problem: LineProblem) -> Telling
  static func telling(_ problem: LinkProblem) -> Telling
  static func telling(_ problem: ConversationProblem) -> Telling
  static func telling(_ problem: RefusalProblem) -> Telling
  static func telling(_ problem: FileProblem) -> Telling
  static func telling(_ problem: StateProblem) -> Telling
  static func telling(_ finding: ProfileFinding) -> Telling
  static func unreadableProfile(path: String, detail: String) -> Telling
  static func telling(_ refusal: GateRefusal) -> Telling
  static func telling(_ problem: StoreProblem) -> Telling
  static func telling(_ problem: DamageProblem) -> Telling
  static func telling(_ problem: SealProblem) -> Telling
  static func telling(_ problem: WritingProblem) -> Telling
  static func telling(_ problem: MediumProblem) -> Telling
  static func telling(_ problem: VolumeProblem) -> Telling
  static func telling(_ problem: DiscProblem) -> Telling
  static func telling(_ problem: ServerLineProblem) -> Telling
  static func telling(_ problem: ServerProblem) -> Telling
  static func telling(_ problem: SentCopyProblem) -> Telling
  static func telling(_ fault: LetterFault) -> Telling
  static func telling(_ problem: MailProblem) -> Telling
  static func telling(_ problem: MailServerProblem) -> Telling
  static func telling(_ problem: SubmissionProblem) -> Telling
  static func telling(_ problem: ChannelProblem) -> Telling
  static func telling(_ problem: OutboxProblem) -> Telling
  static func telling(_ problem: RecordingProblem) -> Telling
  static func telling(_ fault: DeviceFault) -> Telling
  static func telling(_ fault: MachineFault) -> Telling
  static func telling(_ fault: BooksFault) -> Telling
  static func telling(_ fault: FarmFault) -> Telling
  static func telling(_ fault: MendFault) -> Telling
  static func telling(_ problem: BundleProblem) -> Telling
  static func telling(_ problem: ReviewProblem) -> Telling
  static func telling(_ problem: UsageProblem) -> Telling
  static func telling(_ problem: LookupProblem) -> Telling
  static func telling(_ problem: ProgramProblem) -> Telling
  static var interrupted: Telling { get }

  /// What a person types to say so.
  static var yes: String { get }
  static var no: String { get }

  static func text(_ sentence: DockSentence) -> String
  static func text(_ sentence: CopySentence) -> String
  static func text(_ sentence: CertificateSentence) -> String
  static func text(_ sentence: SealSentence) -> String
  static func text(_ sentence: StatusSentence) -> String
  static func text(_ sentence: StoreSentence) -> String
  static func text(_ sentence: SetUpSentence) -> String
  static func text(_ sentence: DemoSentence) -> String
  static func text(_ sentence: ReviewSentence) -> String
  static func text(_ sentence: PastSentence) -> String
  static func text(_ sentence: MailSentence) -> String
  static func text(_ sentence: ChannelSentence) -> String
  static func text(_ sentence: OutsideSentence) -> String
  static func text(_ sentence: InventorySentence) -> String
  static func text(_ sentence: ConformanceSentence) -> String
  static func text(_ sentence: RecordSentence) -> String
  static func text(_ sentence: DoctorSentence) -> String
  static func text(_ sentence: BundleSentence) -> String
  static func text(_ sentence: MeasureSentence) -> String
  static func text(_ sentence: LinkTestSentence) -> String
  static func columns(_ heading: Heading) -> [String]
}

extension Phrasebook {
  /// Only for a part: a list has one telling a part.
  static func telling(_ problem: Problem) -> Telling {
    switch problem {
    case .pocket(let problem): telling(problem)
    case .port(let problem): telling(problem)
    case .key(let problem): telling(problem)
    case .keyStore(let problem): telling(problem)
    case .line(let problem): telling(problem)
    case .link(let problem): telling(problem)
    case .conversation(let problem): telling(problem)
    case .refusal(let problem): telling(problem)
    case .file(let problem): telling(problem)
    case .state(let problem): telling(problem)
    case .profile(let findings): telling(findings[0])
    case .unreadableProfile(let path, let detail):
      unreadableProfile(path: path, detail: detail)
    case .gate(let refusals): telling(refusals[0])
    case .store(let problem): telling(problem)
    case .damage(let problem): telling(problem)
    case .seal(let problem): telling(problem)
    case .writing(let problem): telling(problem)
    case .medium(let problem): telling(problem)
    case .volume(let problem): telling(problem)
    case .disc(let problem): telling(problem)
    case .serverLine(let problem): telling(problem)
    case .server(let problem): telling(problem)
    case .sentCopy(let problem): telling(problem)
    case .letter(let faults): telling(faults[0])
    case .mail(let problem): telling(problem)
    case .mailServer(let problem): telling(problem)
    case .submission(let problem): telling(problem)
    case .channel(let problem): telling(problem)
    case .outbox(let problem): telling(problem)
    case .recording(let problem): telling(problem)
    case .doctor(let fault): telling(fault)
    case .bundle(let problem): telling(problem)
    case .review(let problem): telling(problem)
    case .usage(let problem): telling(problem)
    case .lookup(let problem): telling(problem)
    case .program(let problem): telling(problem)
    case .interrupted: interrupted
    }
  }

  static func telling(_ fault: DoctorFault) -> Telling {
    switch fault {
    case .device(let fault): telling(fault)
    case .machine(let fault): telling(fault)
    case .books(let fault): telling(fault)
    case .farm(let fault): telling(fault)
    case .mend(let fault): telling(fault)
    }
  }

  static func text(_ sentence: Sentence) -> String {
    switch sentence {
    case .dock(let sentence): text(sentence)
    case .copy(let sentence): text(sentence)
    case .certificate(let sentence): text(sentence)
    case .seal(let sentence): text(sentence)
    case .status(let sentence): text(sentence)
    case .store(let sentence): text(sentence)
    case .setUp(let sentence): text(sentence)
    case .demo(let sentence): text(sentence)
    case .review(let sentence): text(sentence)
    case .past(let sentence): text(sentence)
    case .mail(let sentence): text(sentence)
    case .channel(let sentence): text(sentence)
    case .outside(let sentence): text(sentence)
    case .inventory(let sentence): text(sentence)
    case .conformance(let sentence): text(sentence)
    case .record(let sentence): text(sentence)
    case .doctor(let sentence): text(sentence)
    case .bundle(let sentence): text(sentence)
    case .measure(let sentence): text(sentence)
    case .linkTest(let sentence): text(sentence)
    }
  }
}

/// The formatting of the book's language, by short names: sentences stay readable with them.
extension Phrasebook {
  private static var format: Formatting { Formatting(language: language) }

  static func quoted(_ text: String) -> String { format.quoted(text) }
  static func shown(_ text: String) -> String { format.shown(text) }
  static func list(_ texts: [String]) -> String { format.list(texts) }
  static func number(_ value: some BinaryInteger) -> String { format.number(value) }
  static func size(_ bytes: UInt64) -> String { format.size(bytes) }
  static func date(_ moment: Moment) -> String { format.date(moment) }
  static func dateAndTime(_ moment: Moment) -> String { format.dateAndTime(moment) }
  static func duration(_ milliseconds: UInt64) -> String { format.duration(milliseconds) }
  static func percent(_ part: UInt64, of whole: UInt64) -> String {
    format.percent(part, of: whole)
  }
  static func share(_ part: UInt64, of whole: UInt64) -> String {
    format.share(part, of: whole)
  }
  static func shortTime(_ microseconds: UInt64) -> String { format.shortTime(microseconds) }
  static func isOne(_ value: some BinaryInteger) -> Bool { format.isOne(value) }

  /// " (a, b)" for the technician; without the empty ones, and nothing where all are.
  static func note(_ facts: String...) -> String {
    let known = facts.filter { !$0.isEmpty }.map(shown)
    return known.isEmpty ? "" : " (\(known.joined(separator: ", ")))"
  }

  /// The first names of a long list, quoted, and how many more there are.
  static func some(_ names: [String]) -> String {
    let first = names.prefix(3).map(quoted)
    let rest = names.count - first.count
    return list(first + (rest > 0 ? ["+\(number(rest))"] : []))
  }

  /// "1 record", "12 records".
  static func count(_ value: some BinaryInteger, _ one: String, _ many: String) -> String {
    "\(number(value)) \(isOne(value) ? one : many)"
  }
}
