package import Delivery
package import FarmDatabase
package import Gate
package import Transport

/// All that the doctor looks at: facts gathered by thin readers, never opinions.
package struct DoctorFacts: Sendable {
  /// udev, its rules and the unit.
  package var udev: UdevFacts
  /// Where a pocket is docked or expected.
  package var ports: [DockedPort] = []
  /// Who runs the program.
  package var user: UserFacts
  /// Names of running programs, as the kernel has them.
  package var programs: Set<String> = []
  /// Nil where the kernel's messages may not be read.
  package var kernel: KernelMessages?
  /// The farm's file.
  package var database: DatabaseFacts
  /// Settings of this user that no command can read.
  package var settings: [SettingsTrouble] = []
  /// Folders that need room.
  package var places: [PlaceFacts] = []
  /// What the clock can be held against.
  package var clock: ClockFacts
  /// Nil where the database could not be opened.
  package var farm: FarmFacts?
  /// Nil where the database could not be opened.
  package var outbox: OutboxFacts?
  /// What runs here.
  package var versions: VersionFacts

  /// What is known everywhere; the rest is filled in where it is known.
  package init(
    udev: UdevFacts, user: UserFacts, database: DatabaseFacts, clock: ClockFacts,
    versions: VersionFacts
  ) {
    self.udev = udev
    self.user = user
    self.database = database
    self.clock = clock
    self.versions = versions
  }
}

/// udev, its rules and the unit that a plug starts.
package struct UdevFacts: Sendable, Hashable {
  /// True where udev runs.
  package var isRunning = false
  /// The text that udev reads of each file of ours, and where; nil where it is not there.
  package var files: [RuleFile: InstalledFile] = [:]
  /// What the compiled database of devices has of ours.
  package var compiled = CompiledSource.missing
  /// True where systemd is the system's manager.
  package var hasSystemd = false
  /// The first file of the unit that is missing; nil where all are there.
  package var missingUnit: String?

  /// Nothing is there.
  package init() {}
}

/// A file as it is installed.
package struct InstalledFile: Sendable, Hashable {
  /// The folder.
  package var path: String
  /// What stands in it.
  package var text: String
}

/// A place where a pocket is docked, as the kernel and udev have it.
package struct DockedPort: Sendable, Hashable {
  /// As `--pocket` takes it.
  package var address: String
  /// The file that is opened.
  package var node: String
  /// Bus and ports of the USB device; nil for a line that has none.
  package var usbPort: String?
  /// The rate where it is a serial line.
  package var baud: Int?
  /// False where no line of this PC can be set to the rate.
  package var isBaudKnown = true
  /// False where nothing is plugged in there.
  package var exists = true
  /// Whether who runs the program may read and write it.
  package var mayOpen = true
  /// The group of the node, and whether that group may read and write.
  package var group = ""
  /// Whether the node's group may read and write it.
  package var isGroupAllowed = false
  /// Who has it open; nil where nobody is seen.
  package var holder: DeviceHolder?
  /// udev's database on the node and on its USB device, the node's first.
  package var properties: [String: String] = [:]
  /// The kernel's driver of a tty.
  package var driver = ""
  /// How long an adapter collects bytes; nil where it tells nothing.
  package var latencyMilliseconds: Int?
  /// False for a path that is no terminal.
  package var isTerminal = true
  /// False for a name of a serial port behind which the kernel found none.
  package var hasHardware = true
  /// True where the kernel writes its messages to the line.
  package var isConsole = false
  /// The fastest rate of a port of the PC itself; nil where it tells none.
  package var baudMaximum: Int?
  /// `on` or `auto`; nil where the device has no such switch.
  package var powerControl: String?
  /// What the kernel negotiated; nil for a line that has none.
  package var megabits: Int?

  /// A port of which no more is known.
  package init(address: String, node: String) {
    self.address = address
    self.node = node
  }
}

/// Who runs the program.
package struct UserFacts: Sendable, Hashable {
  /// The name to log in with.
  package var name: String
  /// True for root.
  package var isRoot: Bool
  /// Who called `sudo`; nil where nobody did.
  package var sudoUser: String?

  /// Takes everything as it stands.
  package init(name: String, isRoot: Bool, sudoUser: String?) {
    self.name = name
    self.isRoot = isRoot
    self.sudoUser = sudoUser
  }
}

/// What the kernel said within the last minutes.
package struct KernelMessages: Sendable, Hashable {
  /// How far back they reach.
  package var minutes: Int
  /// Those about USB, oldest first.
  package var lines: [String]
}

/// A file of settings that is there and cannot be used.
package enum SettingsTrouble: Sendable, Hashable {
  case unreadable(path: String, detail: String)
  /// It has a password in it, and others may read it.
  case exposed(path: String, mode: UInt32)
}

/// The farm's file.
package struct DatabaseFacts: Sendable, Hashable {
  /// Nil where nothing names one.
  package var path: String?
  /// Size of the file.
  package var bytes: UInt64 = 0
  /// What stops it from being opened or read.
  package var fault: FarmDatabaseError?
  /// What is wrong with the ledger beside it; nil where nothing is.
  package var ledgerFault: String?
  /// True while a run of this program works on it.
  package var isInUse = false
  /// The newest copy that is known to give it back.
  package var newestCopy: KnownCopy?

  /// A database of which no more is known.
  package init(path: String?) { self.path = path }
}

/// A copy as the ledger knows it, and where its medium is now.
package struct KnownCopy: Sendable, Hashable {
  /// Its number on the medium.
  package var generation: UInt64
  /// The name that people know the medium by.
  package var medium: String
  /// The folder where the medium is mounted; nil where it is not plugged in.
  package var place: String?

  /// Takes everything as it stands.
  package init(generation: UInt64, medium: String, place: String?) {
    self.generation = generation
    self.medium = medium
    self.place = place
  }
}

/// A folder and the disk below it.
package struct PlaceFacts: Sendable, Hashable {
  /// The folder.
  package var path: String
  /// The number of the file system; nil where the folder is not there.
  package var disk: UInt64?
  /// Nil where the file system tells no size.
  package var freeBytes: UInt64?
  /// What must fit there for the next run and copy.
  package var neededBytes: UInt64

  /// Takes everything as it stands.
  package init(path: String, disk: UInt64?, freeBytes: UInt64?, neededBytes: UInt64) {
    self.path = path
    self.disk = disk
    self.freeBytes = freeBytes
    self.neededBytes = neededBytes
  }
}

/// Clocks that can be held against each other without a network.
package struct ClockFacts: Sendable, Hashable {
  /// The PC's clock: milliseconds since 1970.
  package var nowMilliseconds: UInt64
  /// The newest moment that is written in database, ledger and copies, or this program's own.
  package var evidenceMilliseconds: UInt64
  /// The PC's battery clock; nil where it has none.
  package var batteryMilliseconds: UInt64?

  /// Takes everything as it stands.
  package init(
    nowMilliseconds: UInt64, evidenceMilliseconds: UInt64, batteryMilliseconds: UInt64? = nil
  ) {
    self.nowMilliseconds = nowMilliseconds
    self.evidenceMilliseconds = evidenceMilliseconds
    self.batteryMilliseconds = batteryMilliseconds
  }
}

/// What the opened database and its ledger tell.
package struct FarmFacts: Sendable {
  /// Triggers, chain, journal and ledger.
  package var condition: DatabaseCondition
  /// Every pocket, retired ones too.
  package var pockets: [PocketStatus]
  /// Every medium with its newest copy.
  package var media: [(medium: KnownMedium, newest: VerifiedCopy)]
  /// Of the newest run; nil where it could not be gathered.
  package var evidence: GateEvidence?
  /// Of each pocket the newest whose line carried enough to be judged by.
  package var sessions: [SessionMeasure]

  /// Takes everything as it stands.
  package init(
    condition: DatabaseCondition, pockets: [PocketStatus],
    media: [(medium: KnownMedium, newest: VerifiedCopy)], evidence: GateEvidence?,
    sessions: [SessionMeasure]
  ) {
    self.condition = condition
    self.pockets = pockets
    self.media = media
    self.evidence = evidence
    self.sessions = sessions
  }
}

/// What waits to leave the farm.
package struct OutboxFacts: Sendable, Hashable {
  /// What waits, oldest first.
  package var entries: [OutboxEntry]
  /// Why parcels, or all of them, cannot be read.
  package var faults: [OutboxError]

  /// Takes everything as it stands.
  package init(entries: [OutboxEntry], faults: [OutboxError]) {
    self.entries = entries
    self.faults = faults
  }
}

/// What runs here.
package struct VersionFacts: Sendable, Hashable {
  /// Name and version of this program.
  package var program: String
  /// SQLite's version.
  package var sqlite: String
  /// The kernel's version.
  package var kernel: String
  /// What the farm program noted; nil where it notes nothing.
  package var farmProgram: String?
  /// True where copies are to go to the server.
  package var isServerSetUp = false
  /// The name of the profile.
  package var profile = ""
  /// The version of the bookkeeping.
  package var format = 0
  /// The beginning of the fingerprint of the schema.
  package var fingerprint = ""

  /// What is known without a database.
  package init(program: String, sqlite: String, kernel: String) {
    self.program = program
    self.sqlite = sqlite
    self.kernel = kernel
  }
}
