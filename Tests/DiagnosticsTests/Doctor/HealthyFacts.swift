import Gate
import Records

@testable import Diagnostics
@testable import FarmDatabase

/// A PC and a farm with nothing wrong; each test breaks one thing.
enum Healthy {
  static let now: UInt64 = 1_779_381_600_000
  static let day: UInt64 = 86_400_000
  static let luc = RowID(high: 1, low: 1)

  static func port() -> DockedPort {
    var port = DockedPort(address: "usb:1-2", node: "/dev/bus/usb/001/004")
    port.usbPort = "1-2"
    port.group = "plugdev"
    port.isGroupAllowed = true
    port.properties = ["POCKET_SYNC": "1", "ID_MM_DEVICE_IGNORE": "1"]
    port.powerControl = "on"
    port.megabits = 480
    return port
  }

  static func line() -> DockedPort {
    var port = DockedPort(address: "/dev/ttyUSB0", node: "/dev/ttyUSB0")
    port.baud = 115_200
    port.usbPort = "1-3"
    port.group = "dialout"
    port.isGroupAllowed = true
    port.properties = [
      "POCKET_SYNC": "1", "ID_MM_PORT_IGNORE": "1", "ID_SERIAL": "FTDI_FT232R_A50285BI",
      "ID_SERIAL_SHORT": "A50285BI",
    ]
    port.driver = "ftdi_sio"
    port.latencyMilliseconds = 1
    return port
  }

  static func farm() -> FarmFacts {
    let commit = CommitStamp(sequence: 9, nonce: 4)
    let peer = Peer(
      device: luc, label: "Luc", incarnation: 1, mergedNumber: 12, mergedNonce: 1,
      mergedSequence: 9, isRetired: false)
    let session = SessionEntry(
      run: RowID(high: 2, low: 2), incarnation: 1, started: now - day, finished: now - day,
      lastOnPocket: 12, clockSkewMilliseconds: 1_000, commit: commit)
    var measure = SessionMeasure(
      milliseconds: now - day, device: luc, tookMilliseconds: 4_000)
    (measure.line.framesSent, measure.line.framesResent) = (600, 2)
    (measure.line.framesHeard, measure.line.framesMissed) = (500, 1)
    return FarmFacts(
      condition: DatabaseCondition(
        areTriggersThere: true, commits: 9, missingCommits: 0, missingImages: [],
        journalMode: "delete", writeAheadBytes: 0, newestMilliseconds: now - day),
      pockets: [
        PocketStatus(
          peer: peer, newest: session, newestGood: session, mergedMilliseconds: now - day,
          sessions: 3, safeNumber: 12)
      ],
      media: [
        (
          KnownMedium(id: "a", label: "KINGSTON", milliseconds: now - day),
          VerifiedCopy(generation: 3, commit: commit, isPartial: false, milliseconds: now - day)
        )
      ],
      evidence: GateEvidence(
        pockets: [
          PocketEvidence(
            label: "Luc", finishedSession: true, finishedMilliseconds: now - day, lastOnPocket: 12,
            lastMerged: 12, leftInInbox: 0)
        ],
        database: DatabaseEvidence(
          commit: commit, commitAfterSessions: commit, uncapturedRows: 0, blockingQuarantine: 0,
          brokenForeignKeys: 0, integrityFaults: []), milliseconds: now),
      sessions: [measure])
  }

  static func facts() -> DoctorFacts {
    var udev = UdevFacts()
    udev.isRunning = true
    udev.hasSystemd = true
    udev.compiled = .current
    for file in RuleFile.allCases {
      udev.files[file] = InstalledFile(path: file.path, text: file.text)
    }
    var database = DatabaseFacts(path: "/home/luc/farm.sqlite")
    database.bytes = 6_000_000
    var facts = DoctorFacts(
      udev: udev, user: UserFacts(name: "luc", isRoot: false, sudoUser: nil), database: database,
      clock: ClockFacts(
        nowMilliseconds: now, evidenceMilliseconds: now - day, batteryMilliseconds: now + 4_000),
      versions: VersionFacts(program: "p", sqlite: "3.40.1", kernel: "6.1"))
    facts.versions.farmProgram = "2026.1"
    facts.versions.profile = "farm"
    facts.ports = [port(), line()]
    facts.kernel = KernelMessages(minutes: 15, lines: ["usb 1-2: new high-speed USB device"])
    facts.farm = farm()
    facts.outbox = OutboxFacts(entries: [], faults: [])
    facts.places = [
      PlaceFacts(path: "/home/luc", disk: 1, freeBytes: 8 << 30, neededBytes: 14 << 20)
    ]
    return facts
  }

  /// What is not well after `change`.
  static func bad(_ change: (inout DoctorFacts) -> Void) -> [Finding] {
    var facts = facts()
    change(&facts)
    return Doctor.examine(facts).filter { $0.verdict > .notApplicable }
  }
}
