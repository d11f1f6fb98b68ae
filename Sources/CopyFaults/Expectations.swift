import Foundation

/// The digest that each generation must give back, in files, and the one that is being written.
package struct Expectations: Sendable {
  let folder: String
  private var known: String { folder + "/expected" }
  private var awaited: String { folder + "/awaited" }

  /// A copy of this state begins: a generation that nobody knows yet must be it.
  package func expect(_ digest: String) throws {
    try digest.write(toFile: awaited, atomically: true, encoding: .utf8)
  }

  func note(_ generation: Int, _ digest: String) throws {
    var all = generations
    all[generation] = digest
    let text = all.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined()
    try text.write(toFile: known, atomically: true, encoding: .utf8)
  }

  /// The digests of the generations that were published, by number.
  package var generations: [Int: String] {
    let text = (try? String(contentsOfFile: known, encoding: .utf8)) ?? ""
    let pairs = text.split(separator: "\n").compactMap { line -> (Int, String)? in
      let words = line.split(separator: " ")
      guard words.count == 2, let number = Int(words[0]) else { return nil }
      return (number, String(words[1]))
    }
    return Dictionary(pairs, uniquingKeysWith: { _, new in new })
  }

  var awaitedDigest: String? { try? String(contentsOfFile: awaited, encoding: .utf8) }
}
