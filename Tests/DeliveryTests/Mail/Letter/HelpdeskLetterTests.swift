import Testing

@testable import Delivery

struct HelpdeskLetterTests {
  private func faults(_ draft: LetterDraft) -> [LetterFault] {
    do throws(MailError) {
      _ = try HelpdeskLetter(draft)
      return []
    } catch {
      guard case .letter(let faults) = error else { return [] }
      return faults
    }
  }

  private func faults(_ text: String) -> [LetterFault] { faults(LetterDraft(text: text)) }

  private static let who = "Luc Dubois, 0470 12 34 56"

  @Test func `three lines that say who, what and why are a letter`() throws {
    let letter = try HelpdeskLetter(
      LetterDraft(text: "Luc Dubois\nLe pocket est muet.\nPouvez-vous aider ?"))
    #expect(letter.lines(of: .who) == ["Luc Dubois"])
    #expect(letter.lines(of: .problem) == ["Le pocket est muet."])
    #expect(letter.lines(of: .purpose) == ["Pouvez-vous aider ?"])
  }

  @Test func `two lines are too few`() {
    #expect(
      faults("Luc Dubois\nLe pocket est muet.") == [
        .tooFewLines(found: 2, minimum: 3), .noPurpose,
      ])
  }

  @Test(arguments: ["", " \n\t\r\n \u{2028}", "\n\n\n"])
  func `nothing at all is one fault, not four`(text: String) {
    #expect(faults(text) == [.tooFewLines(found: 0, minimum: 3)])
  }

  @Test func `empty lines do not count, in no form of a line's end`() {
    #expect(
      faults("Luc Dubois\r\n\r\n \u{2029}\u{85}Muet.\n\n").first
        == .tooFewLines(found: 2, minimum: 3))
    #expect(faults("Luc Dubois\rMuet.\u{2028}Aidez-moi.") == [])
  }

  @Test(arguments: ["?", "-", "x y z", "12345", "0 4 7 0 1", "…"])
  func `what names nobody is no identity`(who: String) {
    #expect(faults(LetterDraft(who: who, problem: "Muet.", purpose: "Aidez.")) == [.noIdentity])
  }

  @Test(arguments: ["Luc", "470123", "0470/12.34.56", "BE 40 12 34 56", "Ó Ceallaigh", "李明"])
  func `a name, a farm number or a telephone is one`(who: String) {
    #expect(faults(LetterDraft(who: who, problem: "Muet.", purpose: "Aidez.")) == [])
  }

  @Test func `each field that is missing has its fault`() {
    #expect(
      faults(LetterDraft(who: "", problem: "a\nb", purpose: "c")) == [.noIdentity])
    #expect(
      faults(LetterDraft(who: Self.who, problem: " \n", purpose: "c\nd")) == [.noProblem])
    #expect(faults(LetterDraft(who: Self.who, problem: "a\nb", purpose: "\t")) == [.noPurpose])
  }

  @Test func `limits hold, to the one`() {
    let line = String(repeating: "a", count: HelpdeskLetter.fieldScalarsMaximum)
    #expect(faults(LetterDraft(who: Self.who, problem: line, purpose: "c")) == [])
    #expect(
      faults(LetterDraft(who: Self.who, problem: line + "b", purpose: "c")) == [
        .fieldTooLong(.problem, scalars: 4001, maximum: 4000)
      ])
    let lines = String(repeating: "a\n", count: 198)
    #expect(faults(LetterDraft(who: Self.who, problem: lines, purpose: "c")) == [])
    #expect(
      faults(LetterDraft(who: Self.who, problem: lines + "b", purpose: "c")) == [
        .tooManyLines(found: 201, maximum: 200)
      ])
    let combined = "e" + String(repeating: "\u{301}", count: 4000)
    #expect(
      faults(LetterDraft(who: Self.who, problem: "a", purpose: combined)) == [
        .fieldTooLong(.purpose, scalars: 4001, maximum: 4000)
      ])
  }

  @Test func `signs that steer are taken out`() throws {
    let letter = try HelpdeskLetter(
      LetterDraft(
        who: "Luc\u{1B}[31m\u{7}\tDubois", problem: "\u{202E}gpj\0", purpose: "a\r\n\r\n\r\n\r\nb"))
    #expect(letter.lines(of: .who) == ["Luc\u{FFFD}[31m\u{FFFD} Dubois"])
    #expect(letter.lines(of: .problem) == ["\u{FFFD}gpj\u{FFFD}"])
    #expect(letter.lines(of: .purpose) == ["a", "", "b"])
  }
}

struct LetterDraftTests {
  private func fields(_ text: String) -> [String] {
    let draft = LetterDraft(text: text)
    return LetterField.allCases.map { draft[$0] }
  }

  @Test func `without labels the first line says who, the last one why`() {
    #expect(fields("a\nb\nc") == ["a", "b", "c"])
    #expect(fields("\na\n\nb\nc\n\nd\n") == ["a", "b\nc", "d"])
    #expect(fields("a\nb") == ["a", "b", ""])
    #expect(fields("a") == ["a", "", ""])
  }

  @Test(arguments: [
    "Qui : a\nProblème : b\nPourquoi : c", "wie: a\nWAT: b\nwaarom :c",
    "Warum: c\nWas: b\nWer: a", "Who: a\nProblem: b\nWhy: c",
  ])
  func `labels say which field, in any order and language`(text: String) {
    #expect(fields(text) == ["a", "b", "c"])
  }

  @Test func `what follows a label belongs to it, colons of the text do not matter`() {
    #expect(
      fields("Qui: a\nTél.: 0470\nQuoi:\nb: c\n\nd\nPourquoi: e")
        == ["a\nTél.: 0470", "b: c\n\nd", "e"])
  }
}
