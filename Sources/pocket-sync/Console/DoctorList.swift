import Diagnostics
import SyncEngine

/// The doctor's list as a person reads it out: what is well first, what is worst last.
extension Console {
  private static let titleColumns = 23

  /// One line a check; below a bad one its code and remedy, and the command that mends it.
  ///
  /// `given` is what a command needs to look at the same farm and the same pocket.
  func tell(_ findings: [Finding], given: [String]) {
    let order = DoctorCheck.allCases
    let sorted = findings.enumerated().sorted { one, other in
      let (first, second) = (one.element, other.element)
      if first.verdict.group != second.verdict.group {
        return first.verdict.group < second.verdict.group
      }
      let places = (order.firstIndex(of: first.check)!, order.firstIndex(of: second.check)!)
      return places == (places.1, places.0) ? one.offset < other.offset : places.0 < places.1
    }
    for (_, finding) in sorted { tell(finding, given) }
    result(.doctor(sum(findings)))
  }

  private func tell(_ finding: Finding, _ given: [String]) {
    let title = language.text(.doctor(.title(finding.check)))
    let blanks = String(repeating: " ", count: max(1, Self.titleColumns - title.count))
    let head = "\(finding.verdict.mark) \(title)\(blanks)"
    if let sentence = finding.sentence { return result(sentence, head: head) }
    guard let problem = finding.problem else { return }
    let indent = String(repeating: " ", count: head.count)
    for words in language.words(for: problem) {
      result(words.headline, head: head)
      result("[\(words.code)] \(words.remedy)", head: indent)
      guard let mend = finding.mend else { continue }
      if case .restore(let generation, let medium, _) = mend {
        result(.doctor(.copyToRestore(generation: generation, medium: medium)), head: indent)
      }
      if !mend.steps.isEmpty {
        let command = ["pocket-sync", "doctor", "--mend", words.code] + given
        result(ShellWords.text(command), head: indent + "→ ")
      }
    }
  }

  private func sum(_ findings: [Finding]) -> DoctorSentence {
    func count(_ verdict: CheckVerdict) -> Int { findings.count { $0.verdict == verdict } }
    let (broken, warnings) = (count(.broken), count(.warning))
    let unseen = count(.notLooked)
    if broken + warnings > 0 {
      return .sum(broken: broken, warnings: warnings, unseen: unseen)
    }
    return unseen > 0 ? .incomplete(unseen: unseen) : .healthy
  }
}

extension CheckVerdict {
  /// What is well, and what there is nothing to say of, stand together.
  fileprivate var group: Int {
    self <= .notApplicable ? 0 : CheckVerdict.allCases.firstIndex(of: self)!
  }

  fileprivate var mark: String {
    switch self {
    case .passed: "✓"
    case .notApplicable: "–"
    case .notice: "i"
    case .notLooked: "?"
    case .warning: "!"
    case .broken: "✗"
    }
  }
}

/// What `doctor --json` prints: the same list for another program.
struct DoctorReport: Encodable {
  struct Line: Encodable {
    var check: String
    var verdict: String
    /// Of the catalogue; nil where nothing is wrong.
    var code: String?
    var text: String
    var remedy: String?
    /// True where the program itself can mend it.
    var canMend: Bool
  }

  /// The worst of all.
  var verdict: String
  var findings: [Line]

  init(_ findings: [Finding], _ language: Language) {
    verdict = Doctor.worst(findings).rawValue
    self.findings = findings.map { finding in
      let words = finding.problem.flatMap { language.words(for: $0).first }
      return Line(
        check: finding.check.rawValue, verdict: finding.verdict.rawValue, code: words?.code,
        text: words?.headline ?? finding.sentence.map(language.text) ?? "",
        remedy: words?.remedy, canMend: finding.mend?.steps.isEmpty == false)
    }
  }
}
