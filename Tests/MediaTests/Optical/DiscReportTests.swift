import Testing

@testable import Media

/// What xorriso says of discs, as recorded, and what this program makes of it.
@Suite struct DiscReportTests {
  private func report(_ lines: String...) -> DiscReport {
    var report = DiscReport()
    for line in lines { report.take("R:1: " + line) }
    return report
  }

  private func disc(kind: String, status: String, _ more: String...) throws(DiscFault) -> Disc {
    var report = report(
      "Drive current: -dev '/dev/sr0'", "Drive access : shared:unrestricted",
      "Drive type   : vendor 'HL-DT-ST' product 'DVDRAM GP08NU6B' revision 'RE02'",
      "Media current: \(kind)", "Media status : \(status)")
    for line in more { report.take("R:1: " + line) }
    return try report.disc()
  }

  @Test func `a blank disc has room and no label`() throws {
    let disc = try disc(
      kind: "DVD+R", status: "is blank", "Media blocks : 0 readable , 2295104 writable , 2295104",
      "Media space  : 2295104s", "After commit : 2295104s")
    #expect(disc.state == .blank && disc.label == "" && disc.refusal == nil && !disc.isRewritable)
    #expect(disc.freeBytes == 2_295_104 * 2_048)
  }

  @Test func `sessions are told in their order, and the label is the newest one's`() throws {
    let disc = try disc(
      kind: "BD-RE", status: "is written , is appendable",
      "TOC layout   : Idx ,  sbsector ,       Size , Volume Id",
      "ISO session  :   1 ,        32 ,       178s , FERME, 2025",
      "ISO session  :   2 ,       224 ,      1501s , POCKET_SYNC", "Media nwa    : 1728s",
      "Media space  : 39200076s")
    #expect(disc.state == .appendable && disc.isRewritable && disc.label == "POCKET_SYNC")
    #expect(
      disc.sessions == [
        Disc.Session(firstBlock: 32, blocks: 178, label: "FERME, 2025"),
        Disc.Session(firstBlock: 224, blocks: 1_501, label: "POCKET_SYNC"),
      ])
  }

  @Test func `a closed disc is refused, whatever room it had`() throws {
    let disc = try disc(
      kind: "CD-R", status: "is written , is closed",
      "ISO session  :   1 ,         0 ,    157154s , FOTOS")
    #expect(disc.state == .closed && disc.refusal == .closed && disc.freeBytes == 0)
  }

  @Test func `an empty drive has no disc`() {
    #expect(throws: DiscFault.noDisc) {
      try disc(kind: "is not recognizable", status: "is not recognizable")
    }
    #expect(throws: DiscFault.noDisc) { try disc(kind: "CD-R", status: "is not recognizable") }
  }

  @Test(arguments: [
    "is written , is appendable , but next track is damaged",
    "is blank , but will need -close \"on\"", "is unsuitable", "is something new",
  ])
  func `what is not known to be good is refused in xorriso's words`(status: String) {
    #expect(throws: DiscFault.unusable(status: status)) {
      try disc(kind: "DVD-R sequential recording", status: status, "Media space  : 10s")
    }
  }

  @Test func `what is on it and no file system of files is not hidden by ours`() {
    #expect(throws: DiscFault.unusable(status: "is written , is appendable")) {
      try disc(
        kind: "CD-R", status: "is written , is appendable",
        "Other session:   1 ,         0 ,     20000s , ", "Media space  : 300000s")
    }
  }

  @Test func `a folder or a pipe in a drive's place is none`() {
    #expect(throws: DiscFault.notADrive) {
      try disc(kind: "stdio file, sequential", status: "is blank", "Media space  : 10s")
    }
  }

  @Test(arguments: ["", "12", "12 s", "-3s", "12s free"])
  func `room in another form is a fault, never none or much`(space: String) {
    #expect(throws: DiscFault.notUnderstood(line: "Media space \(space)")) {
      try disc(kind: "DVD+R", status: "is blank", "Media space  : \(space)")
    }
  }

  @Test func `a session in another form is a fault`() {
    let line = "ISO session  :   1 ,        32 ,       178 , LABEL"
    #expect(throws: DiscFault.notUnderstood(line: line)) {
      try disc(kind: "CD-R", status: "is written , is closed", line)
    }
    #expect(throws: DiscFault.notUnderstood(line: "")) { try report().disc() }
  }

  @Test func `only the result channel tells, and what went wrong comes from the other`() throws {
    var report = DiscReport()
    for line in [
      "xorriso 1.5.4 : RockRidge filesystem manipulator, libburnia project.",
      "I:1: Media current: DVD+R", "I:1: libburn : SORRY : SCSI error on write(0,16)",
      "I:1: xorriso : FAILURE : libburn indicates failure with writing.",
    ] { report.take(line) }
    #expect(report.results == [] && !report.hasBurnt)
    #expect(report.complaint == "SCSI error on write(0,16)")
    report.take("I:1: Writing to '/dev/sr0' completed successfully.")
    #expect(report.hasBurnt)
  }

  @Test func `sums count only where each file was called right`() {
    let report = report(
      "md5 match   : '/Pocket-Sync/Farm/000001.json'",
      "MD5 MISMATCH: '/Pocket-Sync/Farm/000001-full.sqlite.zst'",
      "File contents and their MD5 checksums match.")
    #expect(report.matching() == ["/Pocket-Sync/Farm/000001.json"])
  }

  @Test func `files are told with their sizes`() throws {
    let files = try report(
      "Report layout: xt , Startlba ,   Blocks , Filesize , ISO image path",
      "File data lba:  0 ,       60 ,      147 ,   300000 , '/Pocket-Sync/a, b/000001.zst'"
    ).files()
    #expect(files == ["/Pocket-Sync/a, b/000001.zst": 300_000])
    let broken = "File data lba:  0 ,       60 ,      147 ,   ? , '/a'"
    #expect(throws: DiscFault.notUnderstood(line: broken)) { try report(broken).files() }
  }

  @Test func `progress is a share, and nothing else is progress`() {
    #expect(DiscReport.hundredths("I:1: xorriso : UPDATE :  45.64% done, estimate") == 4_564)
    #expect(DiscReport.hundredths("I:1: xorriso : UPDATE :  7 nodes read in 1 seconds") == nil)
    #expect(DiscReport.hundredths("R:1: 45.64% done") == nil)
  }

  @Test func `what does not fit is known before, with the blocks of each file and a reserve`()
    throws
  {
    let disc = Disc(kind: "CD-R", state: .blank, sessions: [], freeBytes: 360_000 * 2_048)
    try disc.makeSure(fits: [700_000_000, 1])
    let needed: UInt64 = (341_797 + 1 + 2) * 2_048 + 24 << 20
    #expect(throws: Never.self) { try disc.makeSure(fits: [699_999_999, 1]) }
    let small = Disc(kind: "CD-R", state: .blank, sessions: [], freeBytes: needed - 1)
    #expect(throws: DiscFault.full(neededBytes: needed, freeBytes: needed - 1)) {
      try small.makeSure(fits: [700_000_000, 1])
    }
  }
}
