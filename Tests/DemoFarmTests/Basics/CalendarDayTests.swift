import Testing

@testable import DemoFarm

struct CalendarDayTests {
  @Test(arguments: [
    (0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (11_017, "2000-03-01"),
    (20_594, "2026-05-21"), (47_540, "2100-02-28"), (47_541, "2100-03-01"),
  ])
  func `a day count and its ISO text agree`(number: Int, iso: String) {
    #expect(CalendarDay(number: number).iso == iso)
  }

  @Test func `year, month and day come back for every day of a century`() {
    for number in 0..<40_000 {
      let day = CalendarDay(number: number)
      let (year, month, dayOfMonth) = day.parts
      #expect(CalendarDay(year, month, dayOfMonth) == day)
    }
  }

  @Test func `numbers longer than the field keep their digits`() {
    #expect(digits(7, 3) == "007")
    #expect(digits(12_345, 3) == "12345")
  }
}
