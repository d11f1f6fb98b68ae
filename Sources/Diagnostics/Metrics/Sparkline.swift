/// Values as one line of blocks: small ones low, the largest one full.
package enum Sparkline {
  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// One block a value; 0 is always the lowest, and whatever is more than 0 is seen as more.
  package static func text(_ values: [Double]) -> String {
    let top = values.max() ?? 0
    return String(
      values.map { value in
        guard value > 0, top > 0, value.isFinite else { return blocks[0] }
        let step = (value / top * Double(blocks.count - 1)).rounded(.up)
        return blocks[min(blocks.count - 1, max(1, Int(step)))]
      })
  }
}
