import Foundation
import Testing

@testable import Backup

/// The lines of `LISEZ-MOI.txt`, typed as they stand there into a shell in the store's folder.
@Suite(.enabled(if: judgesAreInstalled, "age or zstd is not installed: nobody judges"))
struct InstructionsTests {
  private func lines(_ bench: Workbench) throws -> [String] {
    let text = try String(contentsOfFile: bench.store + "/LISEZ-MOI.txt", encoding: .utf8)
    return text.split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("    ") && $0.contains("zstd -dc") }
  }

  /// How many of the lines give the database back.
  private func rightLines(_ bench: Workbench) throws -> Int {
    let image = try bench.reference()
    let out = bench.folder + "/out"
    return try lines(bench).count { line in
      let target = try #require(line.split(separator: " ").last.map(String.init))
      let command = line.replacing(target, with: out).replacing("NNNNNN", with: "000001")
        .replacing(try Regex("-i [A-Z-]+"), with: "-i \(bench.folder)/key")
      _ = try shell("cd \(bench.store) && \(command)")
      defer { unlink(out) }
      return bench.bytes(out) == image
    }
  }

  @Test(arguments: [false, true], [false, true])
  func `in each language one line restores a full, whatever was left beside it`(
    isSealed: Bool, isInParts: Bool
  ) throws {
    let bench = try Workbench(rows: 4_000)
    if isSealed { bench.keys.sealing = SealedCopyTests.key }
    try Data(SealedCopyTests.key.text.utf8).write(to: URL(fileURLWithPath: bench.folder + "/key"))
    try bench.copy(partBytes: isInParts ? 1_200_000 : nil)
    let ending = isSealed ? ".age" : ""
    let part = bench.store + "/000001-full.sqlite.zst.001\(ending)"
    try Data("junk".utf8).write(to: URL(fileURLWithPath: part + ".tmp"))
    #expect(try rightLines(bench) == 4)
  }
}
