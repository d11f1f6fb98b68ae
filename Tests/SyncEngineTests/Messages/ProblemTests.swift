import Diagnostics
import FarmDatabase
import Gate
import Testing

@testable import SyncEngine

struct ProblemTests {
  @Test(arguments: Language.allCases)
  func `every problem has a headline, what is safe and one remedy`(language: Language) {
    for problem in Problem.examples {
      let words = language.words(for: problem)
      #expect(words.count == 1)
      for text in words.flatMap({ [$0.headline, $0.safe, $0.remedy] }) {
        #expect(ProseRule.complaints(about: text, in: language) == [], "\(problem.code)")
        #expect(ProseRule.isClosed(text), "\(problem.code) \(language): “\(text)”")
      }
    }
  }

  @Test(arguments: Language.allCases)
  func `every name, path and detail of a problem is told`(language: Language) {
    for problem in Problem.examples {
      let told = language.words(for: problem).map { $0.headline + $0.remedy }.joined()
      for text in texts(in: problem) {
        #expect(told.contains(text), "\(problem.code) \(language) keeps “\(text)” to itself")
      }
    }
  }

  @Test func `four languages say every problem in four ways`() {
    for problem in Problem.examples {
      let words = Language.allCases.map { $0.words(for: problem)[0] }
      #expect(Set(words.map(\.headline)).count == 4, "\(problem.code)")
      #expect(Set(words.map(\.safe)).count == 4, "\(problem.code)")
      #expect(Set(words.map(\.remedy)).count == 4, "\(problem.code)")
      #expect(Set(words.map(\.code)) == [problem.code])
    }
  }

  @Test func `no two problems share a code`() {
    let codes = Problem.onePerCode.map(\.code)
    #expect(codes.count > 100)
    #expect(codes.count == Set(codes).count)
    for code in codes { #expect(code.wholeMatch(of: /[A-Z]+-[0-9]{2}/) != nil, "\(code)") }
  }

  @Test func `two problems never look the same`() {
    for language in Language.allCases {
      let headlines = Problem.onePerCode.map { language.words(for: $0)[0].headline }
      #expect(headlines.count == Set(headlines).count, "\(language)")
    }
  }

  @Test func `every refusal of a list has words of its own`() {
    let problem = Problem.gate([
      .pocketElsewhere(label: "Luc"), .recordsOnPocket(label: "Anne", count: 3),
    ])
    #expect(problem.codes == ["GATE-01", "GATE-02"])
    #expect(problem.code == "GATE-01")
    let words = Language.en.words(for: problem)
    #expect(words.map(\.code) == problem.codes)
    #expect(words.map { $0.headline.contains("Luc") } == [true, false])
    #expect(words.map { $0.headline.contains("Anne") } == [false, true])
  }

  @Test func `an empty list is our own fault, never silence`() {
    for problem in [Problem.gate([]), Problem.profile([])] {
      #expect(problem.code == "PROG-02")
      #expect(problem.exitStatus == .programFault)
      #expect(Language.fr.words(for: problem).count == 1)
    }
  }

  @Test func `a finding that only deserves a remark is not told as what stopped the work`() {
    let error = FarmDatabaseError.profileDoesNotFit([.notMentioned("a"), .noSuchTable("b")])
    #expect(error.problem.codes == ["PROF-03"])
  }

  @Test func `one record and several records are said differently`() {
    func headline(_ language: Language, _ count: UInt64) -> String {
      let refusal = GateRefusal.recordsOnPocket(label: "Pocket de Luc", count: count)
      return language.words(for: .gate([refusal]))[0].headline
    }
    #expect(
      headline(.fr, 1)
        == "La copie n'est pas faite : 1 encodage est encore sur « Pocket de Luc ».")
    #expect(
      headline(.fr, 3)
        == "La copie n'est pas faite : 3 encodages sont encore sur « Pocket de Luc ».")
    #expect(headline(.nl, 1).contains("1 registratie staat"))
    #expect(headline(.nl, 3).contains("3 registraties staan"))
    #expect(headline(.de, 1).contains("1 Eintrag ist"))
    #expect(headline(.de, 3).contains("3 Einträge sind"))
    #expect(headline(.en, 1).contains("1 record is"))
    #expect(headline(.en, 3).contains("3 records are"))
  }

  @Test(arguments: [(Language.fr, "peut"), (.nl, "kan"), (.de, "kann"), (.en, "may")])
  func `who has a device is told otherwise than who may take it`(language: Language, may: String) {
    func words(isHeld: Bool) -> [Substring] {
      let fault = DeviceFault.claimed(path: "/dev/ttyUSB0", program: "gpsd", isHeld: isHeld)
      return language.words(for: .doctor(.device(fault)))[0].headline.split(separator: " ")
    }
    #expect(words(isHeld: false).contains(Substring(may)))
    #expect(!words(isHeld: true).contains(Substring(may)))
  }

  @Test func `whoever is older is asked to be updated`() {
    func remedy(_ oldest: UInt32) -> String {
      let problem = ConversationProblem.otherVersion(oldest: oldest, newest: oldest, at: "a")
      return Language.en.words(for: .conversation(problem))[0].remedy
    }
    #expect(remedy(9) == "Update this program, then try again.")
    #expect(remedy(0) == "Update the app on the pocket, then try again.")
  }

  @Test func `a name that a device made up cannot steer the terminal`() {
    let label = "Luc\u{1B}[2J\r\n\u{202E}" + String(repeating: "x", count: 5000)
    for language in Language.allCases {
      let words = language.words(for: .gate([.pocketElsewhere(label: label)]))[0]
      for text in [words.headline, words.remedy] {
        #expect(text.count <= ProseRule.charactersMaximum)
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" })
      }
    }
  }
}
