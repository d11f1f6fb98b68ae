import CopyFaults
import Foundation
import Testing

/// A few of the calls; `scripts/faults copy` takes every one of them.
@Suite struct CallTests {
  private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "pocket-faults").path

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")),
    arguments: CallCampaign.Fault.allCases, CallCampaign.Kind.allCases)
  func `a copy that is hit at a system call harms no generation and blocks no next one`(
    fault: CallCampaign.Fault, kind: CallCampaign.Kind
  ) throws {
    let folder = NSTemporaryDirectory() + "calls-\(UInt64.random(in: 0 ... .max))"
    let campaign = CallCampaign(program: Self.program, folder: folder, rows: 2_000)
    let tally = try campaign.run(kind, fault, every: fault == .kill ? 97 : 53, from: 20)
    #expect(tally.hits > 0 || tally.nextOnes < 3, "\(tally)")
    #expect(tally.nextOnes > 0 && tally.restored >= tally.nextOnes)
  }
}
