import Diagnostics
import FarmDatabase
import Gate

/// The first half of a code; a person reads it out on the telephone.
package enum ProblemArea: String, Sendable, Hashable, CaseIterable {
  case pocket = "POCKET"
  case key = "KEY"
  case line = "LINE"
  case conversation = "PROTO"
  case data = "DATA"
  case profile = "PROF"
  case gate = "GATE"
  case copy = "COPY"
  case medium = "MEDIUM"
  case server = "SERVER"
  case mail = "MAIL"
  case channel = "CHAN"
  case outbox = "SEND"
  case recording = "REC"
  case doctor = "DOC"
  case bundle = "BUNDLE"
  case usage = "USE"
  case program = "PROG"
  case stopped = "STOP"

  /// What the program tells the shell when such a problem stopped it.
  package var exitStatus: ShellStatus {
    switch self {
    case .pocket, .key, .line, .conversation: .pocket
    case .data: .database
    case .gate: .gateClosed
    case .copy, .medium: .copy
    case .server, .mail, .channel, .outbox, .bundle: .delivery
    case .doctor: .foundBroken
    case .profile: .profile
    case .recording: .recording
    case .usage: .usage
    case .program: .programFault
    case .stopped: .interrupted
    }
  }
}

extension Problem {
  /// Area and number (`GATE-03`): never reused, the same in every language; a list has its first's.
  package var code: String {
    let (area, number) = parts[0].place
    return "\(area.rawValue)-\(number < 10 ? "0" : "")\(number)"
  }

  /// The codes of all parts, in their order.
  package var codes: [String] { parts.map(\.code) }

  /// What the program tells the shell.
  package var exitStatus: ShellStatus { parts[0].place.area.exitStatus }

  /// Where a part stands; `parts` holds no empty list.
  private var place: (area: ProblemArea, number: Int) {
    switch self {
    case .pocket(let problem): (.pocket, problem.number)
    case .port(let problem): (.pocket, problem.number)
    case .key(let problem): (.key, problem.number)
    case .keyStore(let problem): (.key, problem.number)
    case .line(let problem): (.line, problem.number)
    case .link(let problem): (.line, problem.number)
    case .conversation(let problem): (.conversation, problem.number)
    case .refusal(let problem): (.conversation, problem.number)
    case .file(let problem): (.data, problem.number)
    case .state(let problem): (.data, problem.number)
    case .profile(let findings): (.profile, findings[0].number)
    case .unreadableProfile: (.profile, 1)
    case .gate(let refusals): (.gate, refusals[0].number)
    case .store(let problem): (.copy, problem.number)
    case .damage(let problem): (.copy, problem.number)
    case .seal(let problem): (.copy, problem.number)
    case .writing(let problem): (.copy, problem.number)
    case .medium(let problem): (.medium, problem.number)
    case .volume(let problem): (.medium, problem.number)
    case .disc(let problem): (.medium, problem.number)
    case .serverLine(let problem): (.server, problem.number)
    case .server(let problem): (.server, problem.number)
    case .sentCopy(let problem): (.server, problem.number)
    case .letter(let faults): (.mail, faults[0].number)
    case .mail(let problem): (.mail, problem.number)
    case .mailServer(let problem): (.mail, problem.number)
    case .submission(let problem): (.mail, problem.number)
    case .channel(let problem): (.channel, problem.number)
    case .outbox(let problem): (.outbox, problem.number)
    case .recording(let problem): (.recording, problem.number)
    case .doctor(let fault): (.doctor, fault.number)
    case .bundle(let problem): (.bundle, problem.number)
    case .review(let problem): (.data, problem.number)
    case .usage(let problem): (.usage, problem.number)
    case .lookup(let problem): (.usage, problem.number)
    case .program(let problem): (.program, problem.number)
    case .interrupted: (.stopped, 1)
    }
  }
}
