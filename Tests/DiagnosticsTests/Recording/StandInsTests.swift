import Testing

@testable import Diagnostics

struct StandInsTests {
  private let standIns = StandIns(key: Array(repeating: 1, count: 32))

  private static let texts = [
    "Ferme des Tilleuls", "BE 0123-456.789", "élevage à Noël", "日本", "🚜 12", "", " .-/",
    "a", String(repeating: "x", count: 1_000),
  ]

  @Test(arguments: texts)
  func `a stand-in is as long and has the same kinds of characters`(text: String) {
    let made = standIns.text(text)
    #expect(made.utf8.count == text.utf8.count)
    #expect(made.unicodeScalars.count == text.unicodeScalars.count)
    for (old, new) in zip(text.unicodeScalars, made.unicodeScalars) {
      #expect(UTF8.width(old) == UTF8.width(new))
      #expect(("0"..."9").contains(old) == ("0"..."9").contains(new))
      #expect(("a"..."z").contains(old) == ("a"..."z").contains(new))
      #expect(("A"..."Z").contains(old) == ("A"..."Z").contains(new))
    }
  }

  @Test func `equal texts stay equal, others stay others, another key gives others`() {
    let texts = (0..<500).map { "R\($0)" }
    let made = texts.map(standIns.text)
    #expect(made == texts.map(standIns.text))
    #expect(Set(made).count == texts.count)
    #expect(made != texts)
    #expect(made != texts.map(StandIns(key: Array(repeating: 2, count: 32)).text))
  }

  @Test func `where stand-ins run out a text still has one, the same each time`() {
    let made = (0..<10).map { standIns.text(String($0)) }
    #expect(Set(made).count == 10)
    #expect(made == (0..<10).map { standIns.text(String($0)) })
  }

  @Test func `an identity stays, other bytes do not`() {
    let identity = Array(UInt8(0)..<16)
    #expect(standIns.blob(identity) == identity)
    #expect(standIns.blob([1, 2, 3]).count == 3)
    #expect(standIns.blob(Array(repeating: 5, count: 40)) != Array(repeating: 5, count: 40))
  }
}
