import Foundation
import Testing

@testable import SyncEngine

struct FormattingTests {
  private let fr = Formatting(language: .fr)
  private let nl = Formatting(language: .nl)
  private let de = Formatting(language: .de)
  private let en = Formatting(language: .en)
  private let space = "\u{A0}"

  @Test func `numbers are grouped from five digits on`() {
    #expect(fr.number(1234) == "1234")
    #expect(fr.number(115_200) == "115\(space)200")
    #expect(nl.number(115_200) == "115.200")
    #expect(de.number(1_234_567) == "1.234.567")
    #expect(en.number(115_200) == "115,200")
    #expect(en.number(-12_345) == "−12,345")
    #expect(en.number(UInt64.max) == "18,446,744,073,709,551,615")
    #expect(en.number(Int.min) == "−9,223,372,036,854,775,808")
    #expect(en.number(0) == "0")
  }

  @Test(arguments: [
    (0, "0 o"), (512, "512 o"), (999, "999 o"), (1000, "1 ko"), (1049, "1 ko"), (1050, "1,1 ko"),
    (6_300_000, "6,3 Mo"), (14_200_000_000, "14,2 Go"), (99_949, "99,9 ko"), (99_950, "100 ko"),
    (100_499, "100 ko"), (999_499, "999 ko"), (999_500, "1 Mo"), (999_999_999, "1 Go"),
    (2_000_000_000_000, "2 To"), (UInt64.max, "18446744 To"),
  ])
  func `sizes have the unit in which people buy them`(bytes: UInt64, text: String) {
    #expect(fr.size(bytes) == text.replacing(" ", with: space))
  }

  @Test func `sizes have the unit and the point of the language`() {
    #expect(nl.size(6_300_000) == "6,3\(space)MB")
    #expect(de.size(14_200_000_000) == "14,2\(space)GB")
    #expect(en.size(6_300_000) == "6.3\(space)MB")
  }

  @Test(arguments: [
    (0, "0 s"), (420, "0,4 s"), (4200, "4,2 s"), (9949, "9,9 s"), (9950, "10 s"),
    (59_499, "59 s"), (59_500, "1 min 00 s"), (125_000, "2 min 05 s"),
    (3_599_499, "59 min 59 s"), (3_599_500, "1 h 00 min"), (4_020_000, "1 h 07 min"),
  ])
  func `durations are as exact as people need`(milliseconds: UInt64, text: String) {
    #expect(fr.duration(milliseconds).replacing(space, with: " ") == text)
  }

  @Test func `a share is whole only when everything is done`() {
    #expect(fr.percent(999_999, of: 1_000_000) == "99\(space)%")
    #expect(fr.percent(5, of: 5) == "100\(space)%")
    #expect(fr.percent(0, of: 0) == "100\(space)%")
    #expect(fr.percent(9, of: 5) == "100\(space)%")
    #expect(en.percent(UInt64.max / 2, of: .max) == "49%")
  }

  @Test func `dates and times look as they do on paper`() {
    let evening = Moment(milliseconds: 1_779_381_600_000, secondsFromUTC: 7200)
    #expect(fr.dateAndTime(evening) == "21/05/2026 à 18\(space)h\(space)40")
    #expect(nl.dateAndTime(evening) == "21/05/2026 om 18.40 uur")
    #expect(de.dateAndTime(evening) == "21.05.2026 um 18:40 Uhr")
    #expect(en.dateAndTime(evening) == "21 May 2026 at 18:40")
  }

  @Test func `the calendar agrees with Foundation's on days of four centuries`() {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0)!
    let days = stride(from: UInt64(0), to: 150_000, by: 5)
    var differing: [UInt64] = []
    for day in days {
      let seconds = day * 86_400 + day % 86_400
      let found = Moment(milliseconds: seconds * 1000, secondsFromUTC: 0).fields
      let date = Date(timeIntervalSince1970: Double(seconds))
      let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
      let expected = Moment.Fields(
        year: parts.year!, month: parts.month!, day: parts.day!, hour: parts.hour!,
        minute: parts.minute!)
      if found != expected { differing.append(day) }
    }
    #expect(differing == [])
  }

  @Test func `the offset moves a moment into the day before or after`() {
    let midnight = Moment(milliseconds: 1_779_321_600_000, secondsFromUTC: 0)
    #expect(fr.date(midnight) == "21/05/2026")
    #expect(
      fr.date(Moment(milliseconds: midnight.milliseconds, secondsFromUTC: -1)) == "20/05/2026")
    #expect(
      fr.date(Moment(milliseconds: midnight.milliseconds - 1, secondsFromUTC: 7200))
        == "21/05/2026")
    #expect(fr.date(Moment(milliseconds: 0, secondsFromUTC: -3600)) == "31/12/1969")
  }

  @Test func `a device's nonsense time is shown, not obeyed`() {
    #expect(fr.date(Moment(milliseconds: .max, secondsFromUTC: 7200)) == "31/12/9999")
  }

  @Test func `the PC's own zone is used where none is given`() {
    let moment = Moment(milliseconds: 1_779_381_600_000)
    let date = Date(timeIntervalSince1970: 1_779_381_600)
    #expect(moment.secondsFromUTC == TimeZone.current.secondsFromGMT(for: date))
  }

  @Test func `lists end with the word of the language`() {
    #expect(fr.list([]) == "")
    #expect(fr.list(["a"]) == "a")
    #expect(fr.list(["a", "b"]) == "a et b")
    #expect(nl.list(["a", "b", "c"]) == "a, b en c")
    #expect(de.list(["a", "b", "c"]) == "a, b und c")
    #expect(en.list(["a", "b", "c"]) == "a, b and c")
  }

  @Test func `none is singular in French only`() {
    #expect(fr.isOne(0) && fr.isOne(1) && !fr.isOne(2))
    #expect(!nl.isOne(0) && nl.isOne(1) && !nl.isOne(2))
    #expect(!de.isOne(0) && !en.isOne(0))
  }

  @Test func `foreign text is shown harmless and short`() {
    #expect(fr.shown("Élevage du Bois-Brûlé, n° 3") == "Élevage du Bois-Brûlé, n° 3")
    #expect(fr.shown("a\u{1B}[31mb\u{7}\u{2028}") == "a\u{FFFD}[31mb\u{FFFD}\u{FFFD}")
    #expect(fr.shown("\u{202E}gpj") == "\u{FFFD}gpj")
    let long = fr.shown(String(repeating: "a", count: 4096) + "/ferme.sqlite")
    #expect(long.unicodeScalars.count == Formatting.shownScalarsMaximum)
    #expect(long.hasSuffix("/ferme.sqlite"))
    let combined = fr.shown("e" + String(repeating: "\u{301}", count: 1_000_000))
    #expect(combined.unicodeScalars.count == Formatting.shownScalarsMaximum)
    #expect(fr.shown("👨\u{200D}🌾") == "👨\u{200D}🌾")
  }

  @Test func `what has no name is called so`() {
    #expect(fr.shown("") == "sans nom")
    #expect(nl.quoted(" \n") == "“naamloos”")
    #expect(de.quoted("") == "„ohne Namen“")
    #expect(en.shown("") == "no name")
  }
}
