import ArgumentParser

/// Synchronises pockets with the farm program and makes copies that are proven.
@main
struct PocketSyncProgram: ParsableCommand {
  /// Name and version, as certificates and pockets are told.
  static let program = "pocket-sync 0.1"

  static let configuration = CommandConfiguration(
    commandName: "pocket-sync",
    abstract: "Brings the pocket's records to the PC, then makes a verified external copy.",
    discussion: """
      pocket-sync                 take the records of the docked pocket over
      pocket-sync --then-backup   the same, then a verified copy on an external medium

      Exit status: 0 done, 10 pocket or line, 11 database, 12 the gate is closed, 13 medium or copy,
      14 profile, 15 interrupted, 16 server or mail, 17 recording, 20–22 the doctor, 64 wrong use,
      1 a fault of this program.
      """,
    version: program,
    subcommands: [
      SyncCommand.self, BackupCommand.self, InitCommand.self, ProfileCommand.self,
      PairCommand.self, DevicesCommand.self, StatusCommand.self, ConflictsCommand.self,
      HistoryCommand.self, UndoCommand.self,
      RetireCommand.self, VolumesCommand.self, GenerationsCommand.self,
      VerifyCommand.self, RestoreCommand.self, KeysCommand.self, ChannelsCommand.self,
      SendCommand.self, RecordCommand.self, ReplayCommand.self, PcapngCommand.self,
      ConformanceCommand.self, DoctorCommand.self, LinkTestCommand.self, BundleCommand.self,
      DemoCommand.self,
    ],
    defaultSubcommand: SyncCommand.self)
}
