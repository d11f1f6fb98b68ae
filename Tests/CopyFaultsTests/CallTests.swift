import CopyFaults
import Foundation
import Testing

/// A few of the calls; `scripts/faults copy` takes every one of them.
@Suite struct CallTests {
  private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "pocket-faults").path

  private static let steps: [CallCampaign.Fault: Int] = [
    .kill: 80, .full: 6, .fullFromNowOn: 6, .lie: 6,
  ]

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")),
    arguments: CallCampaign.Fault.allCases, CallCampaign.Kind.allCases)
  func `a copy that is hit at a system call harms no generation and blocks no next one`(
    fault: CallCampaign.Fault, kind: CallCampaign.Kind
  ) throws {
    let folder = NSTemporaryDirectory() + "calls-\(UInt64.random(in: 0 ... .max))"
    let campaign = CallCampaign(program: Self.program, folder: folder, rows: 2_000)
    let tally = try campaign.run(kind, fault, every: Self.steps[fault] ?? 60, from: 5)
    #expect(tally.hits > 0, "\(tally)")
    #expect(tally.nextOnes > 0 && tally.restored >= tally.nextOnes)
  }
}
