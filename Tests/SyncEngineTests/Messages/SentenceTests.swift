import Backup
import FarmDatabase
import Testing

@testable import SyncEngine

struct SentenceTests {
  @Test(arguments: Language.allCases)
  func `every sentence is whole and short`(language: Language) {
    #expect(Sentence.examples.count > 100)
    for sentence in Sentence.examples {
      let text = language.text(sentence)
      #expect(ProseRule.complaints(about: text, in: language) == [], "\(sentence)")
    }
  }

  @Test(arguments: Language.allCases)
  func `what is told as a story ends as sentences do`(language: Language) {
    for sentence in Sentence.examples {
      switch sentence {
      case .dock, .copy, .setUp, .demo:
        let text = language.text(sentence)
        #expect(ProseRule.isClosed(text), "\(language): “\(text)”")
      default: break
      }
    }
  }

  @Test(arguments: Language.allCases)
  func `every name, path and reason of a sentence is told`(language: Language) {
    for sentence in Sentence.examples {
      let text = language.text(sentence)
      for fact in texts(in: sentence) where !isPhase(fact, in: sentence) {
        #expect(text.contains(fact), "\(language) keeps “\(fact)” to itself: “\(text)”")
      }
    }
  }

  private func isPhase(_ fact: String, in sentence: Sentence) -> Bool {
    CopyProgress.Phase(rawValue: fact) != nil
  }

  @Test func `four languages say every sentence in four ways`() {
    for sentence in Sentence.examples where !isOnlyNames(sentence) {
      let texts = Set(Language.allCases.map { $0.text(sentence) })
      #expect(texts.count == 4, "\(texts)")
    }
  }

  /// Names stand alone, whatever the language.
  private func isOnlyNames(_ sentence: Sentence) -> Bool {
    switch sentence {
    case .status(.database), .status(.pocket): true
    case .doctor(.step): true
    case .review(.column), .review(.cell), .review(.title), .review(.had): true
    default: false
    }
  }

  @Test(arguments: Language.allCases)
  func `every table has a name above each column`(language: Language) {
    for heading in Heading.allCases {
      let columns = language.columns(heading)
      #expect(columns.count == heading.columnCount, "\(heading)")
      #expect(columns.allSatisfy { !$0.isEmpty })
      #expect(Set(columns).count == columns.count)
    }
  }

  @Test func `the farmer reads what the product promises`() {
    func say(_ sentence: Sentence) -> String { Language.fr.text(sentence) }
    let evening = Moment(milliseconds: 1_779_381_600_000, secondsFromUTC: 7200)
    #expect(
      say(.dock(.met(label: "Pocket de Luc", isNew: false, waiting: 12)))
        == "Pocket de Luc : 12 encodages à reprendre.")
    #expect(say(.dock(.received(done: 12, total: 12))) == "12 encodages sur 12.")
    #expect(say(.dock(.received(done: 1, total: 12))) == "1 encodage sur 12.")
    #expect(say(.copy(.mayRemove(volume: "KINGSTON"))) == "Vous pouvez retirer « KINGSTON ».")
    #expect(
      say(.copy(.nothingToDo(copy: 3, made: evening)))
        == "Rien à faire : tout est déjà sur le PC et la copie n° 3 du 21/05/2026 le contient.")
  }
}
