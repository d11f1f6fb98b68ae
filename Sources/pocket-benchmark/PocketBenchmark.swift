import ArgumentParser

/// Measures parts of the product against the limits of the line or the machine.
@main
struct PocketBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pocket-benchmark",
    abstract: "Measures parts of pocket-sync against physical limits.",
    subcommands: [
      LinkBenchmark.self, MergeBenchmark.self, MergeStep.self, MillionBenchmark.self,
      CopyBenchmark.self, CopyStep.self, BesideBenchmark.self, BusyFarmProgram.self,
      CaptureBenchmark.self, HammerBenchmark.self, USBBenchmark.self, SessionsBenchmark.self,
      AgeBenchmark.self, FarmsBenchmark.self,
    ])
}
