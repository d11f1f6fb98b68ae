import ArgumentParser
import CopyFaults
import Foundation

/// Hits copies at their system calls.
struct CopyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "Kills a copy at every system call, and lets every call fail.",
    discussion: """
      A first full, a delta and a second full, each hit at each of its system calls from its first
      look at the medium on. After each: every generation that was published verifies and restores
      to the bit, nothing half-made is offered, and the next copy succeeds.
      """)

  @Option(help: "Hit only every so many of the calls.")
  var every = 1
  @Option(help: "Begin with this call.")
  var from = 0
  @Option(help: "Names of faults: \(CallCampaign.Fault.allCases.map(\.rawValue)).")
  var faults = CallCampaign.Fault.allCases.map(\.rawValue).joined(separator: ",")
  @Option(help: "Rows of the database, 400 bytes each.")
  var rows = 3_000
  @Option(help: "How many copies at once.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount
  @Option(help: "Local folder for the media.")
  var scratch = NSTemporaryDirectory()

  func validate() throws {
    guard every > 0, from >= 0, jobs > 0 else {
      throw ValidationError("--every and --jobs begin at 1, --from at 0.")
    }
  }

  func run() throws {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
    let folder = scratch + "/faults-copy-\(ProcessInfo.processInfo.processIdentifier)"
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") else {
      throw ValidationError("strace is missing, and with it every fault of this campaign.")
    }
    let campaign = CallCampaign(program: program, folder: folder, rows: rows, jobs: jobs)
    for name in faults.split(separator: ",") {
      guard let fault = CallCampaign.Fault(rawValue: String(name)) else {
        throw ValidationError("There is no fault “\(name)”.")
      }
      for kind in CallCampaign.Kind.allCases {
        let start = ContinuousClock.now
        let tally = try campaign.run(kind, fault, every: every, from: from)
        let seconds = Int((ContinuousClock.now - start) / .seconds(1))
        print(
          """
          \(fault.rawValue), \(kind.rawValue): \(tally.hits) hits at \(tally.calls) calls, \
          \(tally.published) published all the same, \(tally.restored) restored to the bit, \
          \(tally.nextOnes) next copies (\(seconds) s)
          """)
        // A long campaign tells each line at once, to a file too.
        fflush(nil)
        guard tally.hits > 0 else { throw ExitCode.failure }
      }
    }
  }
}
