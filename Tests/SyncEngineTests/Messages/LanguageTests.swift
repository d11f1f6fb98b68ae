import Testing

@testable import SyncEngine

struct LanguageTests {
  @Test func `French comes first and stands where nothing is set`() {
    #expect(Language.allCases == [.fr, .nl, .de, .en])
    #expect(Language.chosen(environment: [:]) == .fr)
  }

  @Test func `the option beats the environment`() {
    #expect(Language.chosen(.de, environment: ["LC_ALL": "nl_BE.UTF-8"]) == .de)
  }

  @Test func `the first variable that is set decides`() {
    let all = ["LC_ALL": "nl_BE.UTF-8", "LC_MESSAGES": "de_BE.UTF-8", "LANG": "en_GB.UTF-8"]
    #expect(Language.chosen(environment: all) == .nl)
    #expect(Language.chosen(environment: all.filter { $0.key != "LC_ALL" }) == .de)
    #expect(Language.chosen(environment: ["LANG": "en_GB.UTF-8"]) == .en)
    #expect(Language.chosen(environment: ["LC_ALL": "", "LANG": "nl_BE"]) == .nl)
  }

  @Test(arguments: [
    ("nl", Language.nl), ("NL_be", .nl), ("de_DE@euro", .de), ("en-GB", .en), ("fr_BE.UTF-8", .fr),
  ])
  func `a locale is read whatever follows the language`(locale: String, language: Language) {
    #expect(Language(locale: locale) == language)
  }

  @Test(arguments: ["C", "C.UTF-8", "POSIX", "es_ES.UTF-8", "", "english", "deu_DE"])
  func `any other locale is answered in French`(locale: String) {
    #expect(Language(locale: locale) == nil)
    #expect(Language.chosen(environment: ["LANG": locale]) == .fr)
  }

  @Test(arguments: [
    (Language.fr, "oui", "non"), (.nl, "ja", "nee"), (.de, "ja", "nein"), (.en, "yes", "no"),
  ])
  func `a question is answered by the words that it names`(
    language: Language, yes: String, no: String
  ) {
    let question = language.text(.setUp(.areDigitsSame))
    #expect(question.contains(" \(yes) ") && question.contains(" \(no)"))
    for typed in [yes, " \(yes.uppercased())\r\n", String(yes.prefix(1))] {
      #expect(language.isYes(typed) == true, "\(typed)")
    }
    for typed in [no, no.uppercased(), String(no.prefix(1))] {
      #expect(language.isYes(typed) == false, "\(typed)")
    }
    for typed in ["", " ", "\(yes) \(no)", yes + "x", "123 456", "да"] {
      #expect(language.isYes(typed) == nil, "\(typed)")
    }
  }
}
