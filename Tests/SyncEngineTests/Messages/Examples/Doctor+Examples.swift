import Delivery
import Diagnostics

@testable import SyncEngine

extension DoctorFault: Exemplary {
  static let first = DoctorFault.device(.first)

  var next: DoctorFault? {
    switch self {
    case .device(let fault): fault.next.map(DoctorFault.device) ?? .machine(.first)
    case .machine(let fault): fault.next.map(DoctorFault.machine) ?? .books(.first)
    case .books(let fault): fault.next.map(DoctorFault.books) ?? .farm(.first)
    case .farm(let fault): fault.next.map(DoctorFault.farm) ?? .mend(.first)
    case .mend(let fault): fault.next.map(DoctorFault.mend)
    }
  }

  static var more: [DoctorFault] {
    [
      .books(.chainGap(commits: 1)),
      .farm(.waitsLong(.mail, count: 1, sinceMilliseconds: evening)),
      .farm(.waits(.mail, count: 1, sinceMilliseconds: evening)),
      .farm(.heldBack(.mail, lastCode: "MAIL-21")), .device(.manyHubs(port: "1-2", hubs: 1)),
      .device(.claimed(path: "/dev/ttyUSB0", program: "gpsd", isHeld: false)),
    ]
  }
}

private let evening: UInt64 = 1_779_381_600_000
private let luc = "Pocket de Luc"
private let rules = "/etc/udev/rules.d/68-pocket-sync.rules"

extension DeviceFault: Exemplary {
  static let first = DeviceFault.rulesMissing(path: rules)

  var next: DeviceFault? {
    switch self {
    case .rulesMissing: .rulesOther(path: rules)
    case .rulesOther: .hwdbNotCompiled
    case .hwdbNotCompiled: .unitMissing(path: "/etc/systemd/system/pocket-sync@.service")
    case .unitMissing:
      .claimed(path: "/dev/ttyUSB0", program: "ModemManager", isHeld: true)
    case .claimed: .mayFallAsleep(port: "1-2")
    case .mayFallAsleep: .manyHubs(port: "1-2.1.1.4", hubs: 3)
    case .manyHubs: .slow(port: "1-2", megabits: 1)
    case .slow: .slowAdapter(path: "/dev/ttyUSB0", milliseconds: 16)
    case .slowAdapter: .noPort(path: "/dev/ttyS4")
    case .noPort: .console(path: "/dev/ttyS0")
    case .console: .hwdbOlder
    case .hwdbOlder: nil
    }
  }
}

extension MachineFault: Exemplary {
  static let first = MachineFault.lossy(label: luc, permille: 52, frames: 1_240)

  var next: MachineFault? {
    switch self {
    case .lossy: .kernelComplains(count: 4, first: "unable to enumerate USB device")
    case .kernelComplains: .littleRoom(path: "/home/luc", freeBytes: 50_000_000)
    case .littleRoom:
      .noRoom(path: "/home/luc", neededBytes: 20_000_000, freeBytes: 1_000_000)
    case .noRoom:
      .clockBehind(nowMilliseconds: evening - 63_072_000_000, evidenceMilliseconds: evening)
    case .clockBehind:
      .clockApart(nowMilliseconds: evening + 63_072_000_000, batteryMilliseconds: evening)
    case .clockApart: .pocketClock(label: luc, skewMilliseconds: -172_800_000)
    case .pocketClock: nil
    }
  }
}

extension BooksFault: Exemplary {
  static let first = BooksFault.noDatabase

  var next: BooksFault? {
    switch self {
    case .noDatabase: .triggersGone
    case .triggersGone: .chainGap(commits: 2)
    case .chainGap: .imageMissing(table: "parcel")
    case .imageMissing: .ledgerDamaged(detail: "page 4")
    case .ledgerDamaged: .longWriteAheadLog(bytes: 300_000_000)
    case .longWriteAheadLog: nil
    }
  }
}

extension FarmFault: Exemplary {
  static let first = FarmFault.neverSynchronised(label: luc)

  var next: FarmFault? {
    switch self {
    case .neverSynchronised: .longUnsynchronised(label: luc, milliseconds: evening)
    case .longUnsynchronised: .lastAttemptFailed(label: luc, milliseconds: evening)
    case .lastAttemptFailed: .noCopy
    case .noCopy: .copyInPlainFolder(medium: "/home/luc/copies")
    case .copyInPlainFolder: .oldCopy(medium: "KINGSTON", milliseconds: evening)
    case .oldCopy: .partialCopy(medium: "KINGSTON", generation: 7)
    case .partialCopy: .waits(.server, count: 2, sinceMilliseconds: evening)
    case .waits: .waitsLong(.server, count: 2, sinceMilliseconds: evening)
    case .waitsLong: .heldBack(.server, lastCode: "SERVER-11")
    case .heldBack: .farmProgramOld(version: "2018.09")
    case .farmProgramOld: .farmProgramUnknown
    case .farmProgramUnknown: nil
    }
  }
}

extension MendFault: Exemplary {
  static let first = MendFault.nothingToMend(code: "DOC-02")

  var next: MendFault? {
    switch self {
    case .nothingToMend: .onlyByPerson(code: "DOC-10")
    case .onlyByPerson: .stepFailed(step: "udevadm control --reload", status: 1)
    case .stepFailed: nil
    }
  }
}
