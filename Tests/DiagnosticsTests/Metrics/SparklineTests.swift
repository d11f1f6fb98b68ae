import Testing

@testable import Diagnostics

struct SparklineTests {
  @Test(arguments: [
    ([], ""), ([0, 0, 0], "▁▁▁"), ([0, 1], "▁█"), ([1, 1], "██"), ([0, 0.001, 1], "▁▂█"),
    ([0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█"), ([5, .nan, -3, .infinity], "█▁▁▁"),
  ])
  func `the largest is full, nothing is the lowest, and little is more than nothing`(
    values: [Double], text: String
  ) {
    #expect(Sparkline.text(values.map { $0 == .infinity ? 0 : $0 }) == text)
  }
}
