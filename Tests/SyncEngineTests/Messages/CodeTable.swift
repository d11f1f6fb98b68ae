@testable import SyncEngine

/// `docs/CODES.md` as the catalogue generates it.
enum CodeTable {
  static var text: String {
    let head = """
      # Codes

      A code means the same in every language. Whoever helps on the telephone asks for it and
      finds here what the farmer reads; names, numbers and paths are examples. A code is never
      given twice.

      This page is generated: `WRITE_CODES=1 swift test --filter CodeTableTests` writes it.

      ## Exit statuses

      | Status | Meaning | Areas |
      |---|---|---|
      \(ShellStatus.allCases.map(row).joined(separator: "\n"))

      """
    return head + ProblemArea.allCases.map(section).joined()
  }

  private static func row(_ status: ShellStatus) -> String {
    let areas = ProblemArea.allCases.filter { $0.exitStatus == status }.map(\.rawValue)
    return "| \(status.rawValue) | \(meaning(status)) | \(areas.joined(separator: ", ")) |"
  }

  private static func meaning(_ status: ShellStatus) -> String {
    switch status {
    case .done: "the work is done"
    case .programFault: "a fault of the program"
    case .pocket: "the pocket, the line to it or what it said"
    case .database: "the PC's database"
    case .gateClosed: "the gate is closed: no copy was made"
    case .copy: "the external medium or a copy on it"
    case .profile: "the sync profile"
    case .interrupted: "stopped at the user's request"
    case .delivery: "the server or the mail to the helpdesk"
    case .recording: "a recording cannot be read, or replays differently"
    case .notAllSeen: "`doctor` saw nothing bad, and could not look at everything"
    case .foundWarning: "`doctor`'s worst finding is a warning"
    case .foundBroken: "`doctor` found something broken, or a mend was not done"
    case .usage: "the command line is wrong (`EX_USAGE`)"
    }
  }

  private static func title(_ area: ProblemArea) -> String {
    switch area {
    case .pocket: "the pocket, its port or its network address"
    case .key: "the keys by which pocket and PC know each other"
    case .line: "the line to the pocket"
    case .conversation: "what the pocket said"
    case .data: "the PC's database"
    case .profile: "the sync profile"
    case .gate: "why no copy may be made"
    case .copy: "the copies on the medium"
    case .medium: "the external medium"
    case .server: "the protected server and the copies on it"
    case .mail: "the mail to the helpdesk"
    case .channel: "the settings of server and mail"
    case .outbox: "what waits to leave the farm"
    case .recording: "recordings of sessions and their replay"
    case .doctor: "what `doctor` finds where no other code names it"
    case .bundle: "the bundle for the helpdesk"
    case .usage: "the command line"
    case .program: "this program"
    case .stopped: "the user"
    }
  }

  private static func section(_ area: ProblemArea) -> String {
    let problems = Problem.onePerCode.filter { $0.code.hasPrefix(area.rawValue + "-") }
      .sorted { $0.code < $1.code }
    return """

      ## \(area.rawValue): \(title(area))

      | Code | What happened | What to do | Français | Nederlands | Deutsch |
      |---|---|---|---|---|---|
      \(problems.map(row).joined(separator: "\n"))

      """
  }

  private static func row(_ problem: Problem) -> String {
    let english = Language.en.words(for: problem)[0]
    let others = [Language.fr, .nl, .de].map { $0.words(for: problem)[0].headline }
    let cells = [problem.code, english.headline, english.remedy] + others
    return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }
}
