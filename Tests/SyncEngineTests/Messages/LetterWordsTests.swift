import Delivery
import Testing

@testable import SyncEngine

struct LetterWordsTests {
  @Test(arguments: Language.allCases)
  func `a letter asks in the farmer's language and names the code`(language: Language) {
    let words = language.letterWords(
      farm: "Ferme des Tilleuls", code: "GATE-02", attachment: .mail(.copyAttached(copy: 19)))
    #expect(words.language == language.rawValue)
    #expect(words.subject.contains("Ferme des Tilleuls") && words.subject.contains("GATE-02"))
    #expect(Set(words.headings.keys) == Set(LetterField.allCases))
    #expect(words.headings[.who] == language.text(.mail(.askWho)))
    #expect(words.headings[.purpose] == language.text(.mail(.askPurpose)))
    #expect(words.attachment.contains("19"))
    #expect(words.facts == language.text(.mail(.forTechnician)))
  }

  @Test func `every rule of a letter has a code of its own, told together`() {
    let problem = MailError.letter([.tooFewLines(found: 2, minimum: 3), .noIdentity]).problem
    #expect(problem.codes == ["MAIL-01", "MAIL-02"])
    #expect(Language.fr.words(for: problem).count == 2)
    #expect(problem.exitStatus == .delivery)
  }

  @Test func `each way in which mail fails keeps its facts`() {
    #expect(MailError.silent(host: "a", seconds: 60).problem.code == "MAIL-24")
    #expect(MailError.loginRefused(user: "a", reply: "535 b").problem.code == "MAIL-31")
    #expect(MailError.attachmentTooLarge(bytes: 3, limitBytes: 2).problem.code == "MAIL-11")
    #expect(
      MailError.tooLargeForServer(bytes: 3, limitBytes: nil, reply: "552").problem
        == .submission(.tooLargeForServer(bytes: 3, limitBytes: nil, reply: "552")))
    #expect(MailError.interrupted.problem == .interrupted)
    #expect(CopyAttachment.Reason.noHelpdeskKey.problem.code == "MAIL-12")
    #expect(CopyAttachment.Reason.tooLarge(bytes: 3, limitBytes: 2).problem.code == "MAIL-11")
    #expect(
      SettingsFault.unknownKey("mail.x").problem(in: "/f").self
        == .unknownKey(path: "/f", key: "mail.x"))
  }
}
