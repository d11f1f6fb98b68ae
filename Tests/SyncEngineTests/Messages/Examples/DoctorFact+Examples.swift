import Diagnostics

@testable import SyncEngine

private let evening: UInt64 = 1_779_381_600_000
private let luc = "Pocket de Luc"
private let node = "/dev/bus/usb/001/004"

extension DoctorSentence: Exemplary {
  static let first = DoctorSentence.title(.udev)

  var next: DoctorSentence? {
    switch self {
    case .title(let check): check.following.map(DoctorSentence.title) ?? .device(.first)
    case .device(let fact): fact.next.map(DoctorSentence.device) ?? .farm(.first)
    case .farm(let fact): fact.next.map(DoctorSentence.farm) ?? .healthy
    case .healthy: .incomplete(unseen: 2)
    case .incomplete: .sum(broken: 1, warnings: 2, unseen: 3)
    case .sum: .wouldDo(code: "DOC-01")
    case .wouldDo: .doIt(command: "pocket-sync doctor --mend DOC-01 --do")
    case .doIt: .step("udevadm settle")
    case .step: .done(code: "DOC-01")
    case .done: .lookAgain
    case .lookAgain: .copyToRestore(generation: 12, medium: "KINGSTON")
    case .copyToRestore: .newLogin(group: "plugdev")
    case .newLogin: nil
    }
  }

  static var more: [DoctorSentence] {
    [
      .incomplete(unseen: 1), .sum(broken: 0, warnings: 1, unseen: 0),
      .device(.onBus(port: "1-2", hubs: 0, megabits: 480)),
      .device(
        .serialLine(path: "/dev/ttyS0", baud: 9_600, driver: "", latencyMilliseconds: nil)),
    ]
  }
}

extension DoctorCheck {
  fileprivate var following: DoctorCheck? {
    let all = Self.allCases
    return all.firstIndex(of: self).flatMap { $0 + 1 < all.count ? all[$0 + 1] : nil }
  }
}

extension DeviceFact: Exemplary {
  static let first = DeviceFact.rulesCurrent

  var next: DeviceFact? {
    switch self {
    case .rulesCurrent: .noUdev
    case .noUdev: .unitReady
    case .unitReady: .noSystemd
    case .noSystemd: .noDevice
    case .noDevice: .mayOpen(path: node)
    case .mayOpen: .rightsOfRoot(user: "luc")
    case .rightsOfRoot: .unheld(path: node)
    case .unheld: .unheldByYours(path: node)
    case .unheldByYours: .heldByUs(path: node, processID: 4_711)
    case .heldByUs: .unclaimed(path: node)
    case .unclaimed: .awake(port: "1-2")
    case .awake: .onBus(port: "1-2.4", hubs: 1, megabits: 480)
    case .onBus:
      .serialLine(
        path: "/dev/ttyUSB0", baud: 115_200, driver: "ftdi_sio", latencyMilliseconds: 1)
    case .serialLine: .noSerialLine
    case .noSerialLine: .cleanLine(label: luc, frames: 1_240)
    case .cleanLine: .tooFewFrames
    case .tooFewFrames: .kernelQuiet(minutes: 15)
    case .kernelQuiet: .kernelUnreadable
    case .kernelUnreadable: .room(path: "/home/luc", freeBytes: 80_400_000_000)
    case .room: .roomUnknown(path: "/home/luc")
    case .roomUnknown: .clockPlausible
    case .clockPlausible: .settingsReadable
    case .settingsReadable: nil
    }
  }
}

extension FarmFact: Exemplary {
  static let first = FarmFact.databaseSound(bytes: 6_300_000)

  var next: FarmFact? {
    switch self {
    case .databaseSound: .databaseUnread
    case .databaseUnread: .triggersStand
    case .triggersStand: .capturesByComparing
    case .capturesByComparing: .chainWhole(commits: 214)
    case .chainWhole: .journal(mode: "delete")
    case .journal: .clockFirst
    case .clockFirst: .noPockets
    case .noPockets: .synchronised(label: luc, milliseconds: evening)
    case .synchronised: .synchronising(label: luc)
    case .synchronising: .copied(medium: "KINGSTON", generation: 12, milliseconds: evening)
    case .copied: .gateOpens
    case .gateOpens: .nothingWaits
    case .nothingWaits:
      .versions(program: "pocket-sync 0.1", sqlite: "3.40.1", kernel: "6.1.0-42-amd64")
    case .versions: .farmProgram(version: "2026.1")
    case .farmProgram: .profile(name: "farm", format: 2, fingerprint: "58244d30eee0")
    case .profile: nil
    }
  }
}
