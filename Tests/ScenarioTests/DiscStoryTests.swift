import Foundation
import Testing

/// Copies on a disc, by the whole program and Debian's xorriso; a file plays the drive.
@Suite struct DiscStoryTests {
  private func burnt(_ labels: [String]) throws -> Disc {
    let disc = Disc(yard: try Yard.settled())
    for label in labels {
      try disc.write(label)
      try disc.yard.expect(0, try disc.burn())
    }
    return disc
  }

  @Test(.enabled(if: canBurn))
  func `two evenings are two fulls in two sessions, and a file is no medium for the pocket`() throws
  {
    let disc = Disc(yard: try Yard.settled())
    try disc.write("un")
    let first = try disc.burn()
    try disc.yard.expect(0, first)
    // A file is never taken for an external medium, and nobody is told to take it away.
    for words in ["est un fichier du PC qui joue un disque", "La copie n° 1 est faite et vérifiée"]
    {
      #expect(first.output.contains(words), "\(first.output)")
    }
    #expect(!first.output.contains("Vous pouvez retirer"))
    #expect(!first.words.contains("sait maintenant"), "\(first.words)")
    try disc.write("deux")
    try disc.yard.expect(0, try disc.burn())
    #expect(try disc.copies() == [1, 2])
    #expect(try disc.labels(of: 1, at: disc.drive) == ["un"])
    #expect(try disc.labels(of: 2, at: disc.drive) == ["deux"])
    let manifests = try disc.yard.sync(["generations", disc.drive, "--json"])
    #expect(manifests.output.matches(of: /"fullReason" : "opticalDisc"/).count == 2)
    #expect(manifests.output.matches(of: /"isPretended" : true/).count == 2)
    try disc.yard.expect(0, try disc.yard.sync(["verify", disc.drive, "--rehearse"]))
    // Nothing new: the copy that is there is read again, whole, and stands.
    let again = try disc.burn()
    try disc.yard.expect(0, again)
    #expect(again.output.contains("Rien à faire"), "\(again.output)")
    #expect(try disc.copies() == [1, 2])
  }

  @Test(.enabled(if: canMountDiscs))
  func `a disc that is mounted read-only gives back every session, to common tools too`() throws {
    let disc = try burnt(["un", "deux"])
    try disc.mounted { point in
      #expect(try disc.copies(at: point) == [1, 2])
      try disc.yard.expect(0, try disc.yard.sync(["verify", point, "--rehearse"]))
      #expect(try disc.labels(of: 1, at: point) == ["un"])
      #expect(try disc.labels(of: 2, at: point) == ["deux"])
      let root = URL(filePath: point).appending(path: "Pocket-Sync")
      let farm = try FileManager.default.contentsOfDirectory(atPath: root.path)[0]
      let store = root.appending(path: farm).path
      let target = disc.yard.folder.path + "/python.sqlite"
      let python = try Program.run(
        "/usr/bin/python3", [store + "/restore.py", target, "2"], in: disc.yard.folder)
      #expect(python.status == 0, "\(python.words)")
      #expect(FileManager.default.contentsEqual(atPath: target, andPath: disc.yard.database))
      let shell = "zstd -dcq '\(store)/000002-full.sqlite.zst' | cmp - '\(disc.yard.database)'"
      #expect(try Program.run("/bin/sh", ["-c", shell], in: disc.yard.folder).status == 0)
    }
  }

  @Test(.enabled(if: canBurn), arguments: ["000001-full.sqlite.zst", "000001-pages.idx"])
  func `a flipped bit in the image is found and named`(name: String) throws {
    let disc = try burnt(["un"])
    let offset = try disc.offset(of: name)
    let handle = try FileHandle(forUpdating: URL(filePath: disc.file))
    try handle.seek(toOffset: UInt64(offset + 100))
    let byte = try #require(try handle.read(upToCount: 1)?.first)
    try handle.seek(toOffset: UInt64(offset + 100))
    try handle.write(contentsOf: Data([byte ^ 1]))
    try handle.close()
    let outcome = try disc.yard.sync(["verify", disc.drive])
    expectRefusal(outcome, 13, "COPY-17")
    #expect(outcome.words.contains(name), "\(outcome.words)")
    // Nothing new was written, and still the copy does not count: it was read again.
    expectRefusal(try disc.burn(), 13, "MEDIUM-50")
  }

  @Test(.enabled(if: canTrace), arguments: [1, 3, 9])
  func `a burn that is killed is no copy, harms none, and the next run works`(call: Int) throws {
    let disc = try burnt(["un"])
    try disc.write("deux")
    let fault = "inject=write,pwrite64:signal=KILL:when=\(call)"
    let killed = try traced(disc, fault)
    expectRefusal(killed, 13, "MEDIUM-49")
    #expect(try disc.copies() == [1])
    #expect(try disc.labels(of: 1, at: disc.drive) == ["un"])
    try disc.yard.expect(0, try disc.burn())
    let copies = try disc.copies()
    #expect(copies.count == 2)
    #expect(try disc.labels(of: copies[1], at: disc.drive) == ["deux"])
    try disc.yard.expect(0, try disc.yard.sync(["verify", disc.drive]))
  }

  @Test(.enabled(if: canTrace), arguments: ["EIO", "ENOSPC"])
  func `a disc that refuses a write is no copy, and what it had stays`(error: String) throws {
    let disc = try burnt(["un"])
    try disc.write("deux")
    let failed = try traced(disc, "inject=write,pwrite64:error=\(error):when=5+")
    expectRefusal(failed, 13, "MEDIUM-49")
    #expect(try disc.copies() == [1])
    try disc.yard.expect(0, try disc.burn())
    #expect(try disc.copies().count == 2)
  }

  @Test(.enabled(if: canBurn))
  func `locked copies go to a disc with the key that opens them, once`() throws {
    let disc = Disc(yard: try Yard.settled())
    let twice = "quatre vaches au pré\nquatre vaches au pré\n"
    let sheet = disc.yard.folder.path + "/feuille.html"
    try disc.yard.expect(
      0,
      try Program.run("pocket-sync", ["keys", "new", sheet], in: disc.yard.folder, input: twice))
    for label in ["un", "deux"] {
      try disc.write(label)
      try disc.yard.expect(0, try disc.burn())
    }
    #expect(try disc.copies() == [1, 2])
    #expect(try disc.labels(of: 2, at: disc.drive) == ["deux"])
    let checked = try disc.yard.sync(["verify", disc.drive])
    try disc.yard.expect(0, checked)
    #expect(checked.output.matches(of: /identity-.*\.age/).count == 1, "\(checked.output)")
  }

  @Test(.enabled(if: canMount && canBurn))
  func `a full disc is said before anything is burnt`() throws {
    let yard = try Yard.settled()
    let memory = try Mounted(over: yard.stick, kibibytes: 1_200)
    let drive = "stdio:" + memory.path + "/disc.iso"
    let outcome = try yard.dock(.tcp, sessions: 2, ["--then-backup", "--to", drive])
    expectRefusal(outcome, 13, "MEDIUM-47")
    #expect(try FileManager.default.contentsOfDirectory(atPath: memory.path) == [])
  }

  @Test(.enabled(if: canBurn))
  func `what is no disc is refused before any pocket is asked`() throws {
    let yard = try Yard.settled()
    let foreign = yard.folder.path + "/foreign.img"
    try Data(repeating: 0x5a, count: 4 << 20).write(to: URL(filePath: foreign))
    let before = try Data(contentsOf: URL(filePath: foreign))
    func refused(_ drive: String, _ code: String) throws {
      expectRefusal(try yard.sync(["--then-backup", "--to", drive]), 13, code)
    }
    try refused("stdio:" + foreign, "MEDIUM-45")
    for place in [yard.stick, "/dev/null", "/no/where/disc.iso"] {
      try refused("stdio:" + place, "MEDIUM-42")
    }
    #expect(try Data(contentsOf: URL(filePath: foreign)) == before)
    #expect(!FileManager.default.fileExists(atPath: "/no"))
  }

  /// A backup in which the calls that write the image are made to fail.
  private func traced(_ disc: Disc, _ fault: String) throws -> Program.Outcome {
    let program = Program.folder.appending(path: "pocket-sync").path
    // The gate has its evidence from a dock.
    try disc.yard.expect(0, try disc.yard.dock(.tcp))
    let trace = ["-f", "-qq", "-o", "/dev/null", "-P", disc.file, "-e", "trace=write,pwrite64"]
    return try Program.run(
      "/usr/bin/strace",
      trace + ["-e", fault, program, "backup", "--to", disc.drive], in: disc.yard.folder)
  }
}
