import Crypto
import Foundation
import Records
import Testing

@testable import Backup

/// `restore.py` as a program, run where it lies on the medium.
@Suite struct RestoreProgramTests {
  private func restore(
    _ bench: Workbench, _ arguments: String
  ) throws -> (status: Int32, output: String) {
    try shell("cd / && python3 \(bench.store)/restore.py \(arguments)")
  }

  /// A full in parts, two deltas, a second full of a smaller database, and a delta that grows it.
  private func filled(pageSize: Int = 4_096) throws -> (Workbench, [[UInt8]]) {
    let bench = try Workbench(rows: 4_000, pageSize: pageSize)
    var images: [[UInt8]] = []
    func copy(partBytes: Int? = nil) throws {
      try bench.copy(partBytes: partBytes)
      images.append(try bench.reference())
    }
    try copy(partBytes: 1_200_000)
    try bench.change(rows: 40)
    try copy()
    try bench.run("DELETE FROM record WHERE id > 3600")
    try bench.run("VACUUM")
    try copy()
    try bench.run("INSERT INTO record SELECT id + 9000, text FROM record WHERE id < 60")
    try copy()
    return (bench, images)
  }

  @Test(arguments: [512, 4_096, 65_536])
  func `it restores every generation of every kind`(pageSize: Int) throws {
    let (bench, images) = try filled(pageSize: pageSize)
    for (index, image) in images.enumerated() {
      let out = bench.folder + "/by-program-\(index)"
      let run = try restore(bench, "\(out) \(index + 1)")
      #expect(run.status == 0, "\(run.output)")
      #expect(bench.bytes(out) == image, "generation \(index + 1)")
    }
    let out = bench.folder + "/newest"
    #expect(try restore(bench, out).status == 0)
    #expect(bench.bytes(out) == images.last)
  }

  @Test func `it names the damaged file and leaves nothing half restored`() throws {
    let (bench, images) = try filled()
    for name in try bench.names() where name.hasPrefix("000001") && !name.hasSuffix(".idx") {
      let path = bench.store + "/" + name
      let whole = bench.bytes(path)
      for damage in [whole.count / 2, whole.count - 1] {
        var bytes = whole
        bytes[damage] ^= 4
        try Data(bytes).write(to: URL(filePath: path))
        let run = try restore(bench, "\(bench.folder)/out 2")
        #expect(run.status != 0 && run.output.contains(name), "\(name): \(run.output)")
        #expect(!FileManager.default.fileExists(atPath: bench.folder + "/out"))
      }
      try FileManager.default.removeItem(atPath: path)
      let run = try restore(bench, "\(bench.folder)/out 2")
      #expect(run.status != 0 && !run.output.contains("Traceback"), "\(name): \(run.output)")
      try Data(whole).write(to: URL(filePath: path))
    }
    #expect(try restore(bench, "\(bench.folder)/out 2").status == 0)
    #expect(bench.bytes(bench.folder + "/out") == images[1])
  }

  @Test func `it needs neither index nor the program's other files`() throws {
    let (bench, images) = try filled()
    for name in ["000001-pages.idx", "medium.json", "LISEZ-MOI.txt"] {
      try FileManager.default.removeItem(atPath: bench.store + "/" + name)
    }
    #expect(try restore(bench, "\(bench.folder)/out 2").status == 0)
    #expect(bench.bytes(bench.folder + "/out") == images[1])
  }

  @Test(arguments: ["", "out 1 2", "out one", "out -1", "out 77"])
  func `wrong arguments bring words and no file`(arguments: String) throws {
    let bench = try Workbench(rows: 20)
    try bench.copy()
    let run = try shell("cd \(bench.folder) && python3 \(bench.store)/restore.py \(arguments)")
    #expect(run.status != 0 && !run.output.contains("Traceback"), "\(run.output)")
    #expect(!FileManager.default.fileExists(atPath: bench.folder + "/out"))
  }

  @Test func `it never overwrites and asks for zstd where that is missing`() throws {
    let bench = try Workbench(rows: 20)
    try bench.copy()
    let path = bench.folder + "/precious"
    try Data("precious".utf8).write(to: URL(filePath: path))
    #expect(try restore(bench, path).status != 0)
    #expect(bench.bytes(path) == Array("precious".utf8))
    let python = try shell("python3 -c 'import sys; print(sys.executable)'").output.dropLast()
    let bare = try shell("PATH=/nowhere \(python) \(bench.store)/restore.py \(bench.folder)/out")
    #expect(bare.status != 0 && bare.output.contains("zstd"), "\(bare.output)")
    #expect(!FileManager.default.fileExists(atPath: bench.folder + "/out"))
  }

  @Test func `a newer format is refused`() throws {
    let bench = try Workbench(rows: 20)
    try bench.copy()
    try bench.rewrite(1) {
      $0.replacingOccurrences(of: "\"format\" : 1", with: "\"format\" : 3")
    }
    let run = try restore(bench, bench.folder + "/out")
    #expect(run.status != 0 && run.output.contains("newer"), "\(run.output)")
  }

  @Test func `without a number it takes the newest whole copy of every pocket`() throws {
    let (bench, images) = try filled()
    try bench.change(rows: 3)
    try bench.copy(partial: true, missing: ["An\u{1B}[2Jne"])
    let partial = try bench.reference()
    func newest(_ name: String, _ arguments: String = "") throws -> ([UInt8], String) {
      let out = bench.folder + "/" + name
      let run = try restore(bench, "\(out) \(arguments)")
      #expect(run.status == 0, "\(run.output)")
      return (bench.bytes(out), run.output)
    }
    #expect(try newest("complete").0 == images[3])
    let (named, words) = try newest("named", "5")
    #expect(named == partial)
    #expect(words.contains("partial: missing An") && !words.contains("\u{1B}"), "\(words)")
    // The fourth lost a byte, the third is not what its own hash says.
    _ = try shell("truncate -s -1 \(bench.store)/000004-delta.zst")
    let (third, said) = try newest("third")
    #expect(third == images[2] && said.contains("000004-delta.zst"), "\(said)")
    for number in [2, 3] { _ = try shell("echo >> \(bench.store)/00000\(number).json") }
    #expect(try newest("first").0 == images[0])
    // Where all are partial, the newest is better than none.
    for number in [1, 4] { _ = try shell("rm \(bench.store)/00000\(number).json") }
    #expect(try restore(bench, "\(bench.folder)/none").status != 0, "its full is gone")
  }

  @Test func `where every copy is partial the newest is taken and what it lacks is told`() throws {
    let bench = try Workbench(rows: 20)
    try bench.copy(partial: true, missing: ["Anne", "Jo"])
    let run = try restore(bench, bench.folder + "/out")
    #expect(run.status == 0 && run.output.contains("partial: missing Anne, Jo"), "\(run.output)")
    #expect(try bench.bytes(bench.folder + "/out") == bench.reference())
  }

  @Test func `it is written in a Python that Debian had in 2015`() throws {
    let bench = try Workbench(rows: 20)
    _ = try bench.openStore()
    let check = "import ast,sys; ast.parse(open(sys.argv[1]).read(), feature_version=(3, 4))"
    let run = try shell("python3 -c '\(check)' \(bench.store)/restore.py")
    #expect(run.status == 0, "\(run.output)")
  }
}
