import ArgumentParser

/// Does everything to a copy and its medium that can happen to them, and says which promise broke.
@main
struct PocketFaults: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pocket-faults",
    abstract: "Faults at every moment of a copy and in every file of a store.",
    subcommands: [FlipCommand.self, CopyCommand.self, OneCopyCommand.self, YardCommand.self])
}
