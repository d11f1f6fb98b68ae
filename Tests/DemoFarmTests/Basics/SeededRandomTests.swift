import Records
import Testing

@testable import DemoFarm

struct SeededRandomTests {
  @Test func `the words of seed 1234567 are the published ones of SplitMix64`() {
    var random = SeededRandom(seed: 1_234_567)
    let words = (0..<3).map { _ in random.word() }
    #expect(
      words == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test func `numbers stay below their limit and reach both ends`() {
    var random = SeededRandom(seed: 3)
    let numbers = (0..<2000).map { _ in random.within(5...9) }
    #expect(Set(numbers) == [5, 6, 7, 8, 9])
  }

  @Test func `identities carry the day and the UUID version`() {
    var random = SeededRandom(seed: 3)
    let day = CalendarDay(2026, 5, 21)
    let id = random.rowID(on: day, hour: 0)
    #expect(Int(id.high >> 16) / 86_400_000 == day.number)
    #expect(id.bytes[6] >> 4 == 7)
    #expect(id.bytes[8] >> 6 == 2)
  }
}
