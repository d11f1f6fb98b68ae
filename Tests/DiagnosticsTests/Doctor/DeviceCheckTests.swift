import Testing
import Transport

@testable import Diagnostics

struct DeviceCheckTests {
  private func one(_ change: (inout DoctorFacts) -> Void) throws -> Finding {
    let found = Healthy.bad(change)
    #expect(found.count == 1, "\(found)")
    return try #require(found.first)
  }

  private func expectWell(
    _ change: (inout DoctorFacts) -> Void, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = Healthy.bad(change)
    #expect(found.isEmpty, sourceLocation: sourceLocation)
  }

  @Test func `a rule that is missing or another is written again, and only that one`() throws {
    let missing = try one { $0.udev.files[.rules] = nil }
    #expect(missing.verdict == .broken)
    #expect(missing.reason == .device(.rulesMissing(path: RuleFile.rules.path)))
    #expect(
      missing.mend?.steps.first == .write(path: RuleFile.rules.path, text: RuleFile.rules.text))
    #expect(missing.mend?.steps.contains(.run(["systemd-hwdb", "update"])) == false)
    let other = try one { $0.udev.files[.hwdbSource]?.text += "#" }
    #expect(other.verdict == .warning && other.mend == .installRules([.hwdbSource]))
    #expect(other.mend?.steps.contains(.run(["systemd-hwdb", "update"])) == true)
    let both = try one { facts in
      facts.udev.files[.rules] = nil
      facts.udev.files[.hwdbSource]?.text = ""
    }
    #expect(both.mend == .installRules([.rules, .hwdbSource]))
  }

  @Test func `the embedded files are those of the repository`() {
    #expect(RuleFile.rules.text.contains("LABEL=\"pocket_sync_end\""))
    #expect(RuleFile.hwdbSource.text.contains("POCKET_SYNC=1"))
  }

  @Test func `a list of devices that was not compiled and a missing unit are told`() throws {
    let found1 = try one { $0.udev.compiled = .missing }
    #expect(found1.reason == .device(.hwdbNotCompiled))
    let older = try one { $0.udev.compiled = .older }
    #expect(older.reason == .device(.hwdbOlder) && older.verdict == .warning)
    #expect(older.mend?.steps.contains(.run(["systemd-hwdb", "update"])) == true)
    let unit = try one { $0.udev.missingUnit = "/etc/x" }
    #expect(unit.check == .unit && unit.verdict == .warning && unit.mend == .person)
  }

  @Test func `who is not in the node's group joins it; a node of another group is prepared`() throws
  {
    let lacks = try one { $0.ports[0].mayOpen = false }
    #expect(lacks.reason == .line(.permissionDenied(path: "/dev/bus/usb/001/004"), at: "usb:1-2"))
    #expect(lacks.mend == .joinGroup(user: "luc", group: "plugdev"))
    let line = try one { $0.ports[1].mayOpen = false }
    #expect(line.mend == .joinGroup(user: "luc", group: "dialout"))
    let other = try one { facts in
      facts.ports[0].mayOpen = false
      facts.ports[0].group = "root"
    }
    #expect(other.mend == .reloadRules)
    let closed = try one { facts in
      facts.ports[0].mayOpen = false
      facts.ports[0].isGroupAllowed = false
    }
    #expect(closed.mend == .reloadRules)
    // The rules prepare only what is marked: reloading them again would mend nothing.
    let wild = Healthy.bad { facts in
      facts.ports[0].mayOpen = false
      facts.ports[0].group = "root"
      facts.ports[0].properties = ["ID_SERIAL": "Acme_Pocket_77", "ID_SERIAL_SHORT": "77"]
    }
    let match = try #require(UdevMatch(key: "ID_SERIAL", value: "Acme_Pocket_77"))
    #expect(wild.map(\.mend) == [.nameAdapter(match)])
    let ofSystem = try one { facts in
      facts.ports[1].mayOpen = false
      facts.ports[1].group = "root"
      facts.ports[1].properties = [:]
    }
    #expect(ofSystem.mend == .reloadRules)
  }

  @Test func `root sees nothing of the farmer's rights, and says so`() {
    let found = Healthy.bad { facts in
      facts.user = UserFacts(name: "root", isRoot: true, sudoUser: "luc")
    }
    #expect(found.map(\.verdict) == [.notLooked, .notLooked])
    #expect(found.first?.reason == .fact(.device(.rightsOfRoot(user: "luc"))))
  }

  @Test func `who holds the device is named once: as a holder, or as who claims by trade`() throws {
    let holder = DeviceHolder(processID: 7, program: "minicom")
    let held = try one { $0.ports[1].holder = holder }
    #expect(held.check == .holder && held.verdict == .broken)
    #expect(held.reason == .line(.busy(path: "/dev/ttyUSB0", holder: holder), at: "/dev/ttyUSB0"))
    let modem = try one { facts in
      facts.ports[1].holder = DeviceHolder(processID: 8, program: "ModemManager")
      facts.ports[1].properties["POCKET_SYNC"] = nil
      facts.ports[1].properties["ID_MM_PORT_IGNORE"] = nil
    }
    #expect(modem.check == .claims && modem.verdict == .broken)
    #expect(
      modem.reason
        == .device(.claimed(path: "/dev/ttyUSB0", program: "ModemManager", isHeld: true)))
  }

  @Test func `a run of our own that has the device is told, and is no fault`() throws {
    let ours = try one {
      $0.ports[1].holder = DeviceHolder(processID: 9, program: "pocket-sync")
    }
    #expect(ours.check == .holder && ours.verdict == .notice)
    #expect(ours.reason == .fact(.device(.heldByUs(path: "/dev/ttyUSB0", processID: 9))))
  }

  @Test func `a running ModemManager is a danger to a line that udev does not keep from it`() throws
  {
    expectWell { $0.programs = ["ModemManager", "gvfs-mtp-volume"] }
    let wild = try one { facts in
      facts.programs = ["ModemManager"]
      facts.ports[1].properties = [
        "ID_SERIAL": "FTDI_FT232R_A50285BI", "ID_SERIAL_SHORT": "A50285BI",
      ]
    }
    #expect(wild.verdict == .warning)
    #expect(
      wild.reason
        == .device(.claimed(path: "/dev/ttyUSB0", program: "ModemManager", isHeld: false)))
    let match = try #require(UdevMatch(key: "ID_SERIAL", value: "FTDI_FT232R_A50285BI"))
    #expect(wild.mend == .nameAdapter(match))
    #expect(match.rule == "ENV{ID_SERIAL}==\"FTDI_FT232R_A50285BI\", ENV{POCKET_SYNC}=\"1\"")
    let numberless = try one { facts in
      facts.programs = ["ModemManager"]
      facts.ports[1].properties = ["ID_SERIAL": "1a86", "ID_PATH": "pci-0000:00:14.0-usb-0:1:1.0"]
    }
    #expect(numberless.mend?.steps.first.map { "\($0)" }?.contains("ID_PATH") == true)
  }

  @Test(arguments: ["", "a\"b", "a b", "a*", String(repeating: "x", count: 201)])
  func `what a device calls itself never becomes more than a plain text of a rule`(value: String) {
    #expect(UdevMatch(key: "ID_SERIAL", value: value) == nil)
  }

  @Test(arguments: [
    ("SYSTEMD_WANTS", "gpsdctl@ttyUSB0.service", "gpsd"),
    ("BRLTTY_BRAILLE_DRIVER", "hm", "brltty"), ("ID_MTP_DEVICE", "1", "gvfs-mtp-volume"),
  ])
  func `gpsd, brltty and gvfs claim what udev marks for them`(
    key: String, value: String, program: String
  ) throws {
    let found = try one { facts in
      facts.programs = [program]
      facts.ports[1].properties[key] = value
    }
    #expect(found.check == .claims && found.mend == .reloadRules)
  }

  @Test func `autosuspend, hubs, speed, rate and latency have their limits`() throws {
    let found2 = try one { $0.ports[0].powerControl = "auto" }
    #expect(found2.reason == .device(.mayFallAsleep(port: "1-2")))
    #expect(found2.mend == .reloadRules)
    let unmarked = try one { facts in
      facts.ports[1].powerControl = "auto"
      facts.ports[1].properties = ["ID_SERIAL": "1a86", "ID_PATH": "pci-0000:00:14.0-usb-0:1:1.0"]
    }
    #expect(unmarked.mend == .person)
    let hubs = try one { $0.ports[0].usbPort = "1-2.1.1.4" }
    #expect(
      hubs.reason == .device(.manyHubs(port: "1-2.1.1.4", hubs: 3)) && hubs.verdict == .notice)
    let found3 = try one { $0.ports[0].usbPort = "1-1.1.1.1.1.1" }
    #expect(found3.verdict == .warning)
    expectWell { $0.ports[0].usbPort = "1-2.4.1" }
    let found4 = try one { $0.ports[0].megabits = 1 }
    #expect(found4.verdict == .warning)
    expectWell { $0.ports[0].megabits = 12 }
    let rate = try one { $0.ports[1].isBaudKnown = false }
    #expect(rate.reason == .line(.unsupportedBaud(115_200), at: "/dev/ttyUSB0"))
    let found5 = try one { $0.ports[1].latencyMilliseconds = 16 }
    #expect(found5.verdict == .notice)
    expectWell { $0.ports[1].latencyMilliseconds = 4 }
  }

  @Test func `a line is a terminal with a port behind it, fast enough, and nobody's console`()
    throws
  {
    let file = try one { $0.ports[1].isTerminal = false }
    #expect(file.reason == .line(.notTerminal(path: "/dev/ttyUSB0"), at: "/dev/ttyUSB0"))
    let name = try one { $0.ports[1].hasHardware = false }
    #expect(name.reason == .device(.noPort(path: "/dev/ttyUSB0")) && name.verdict == .broken)
    let fast = try one { $0.ports[1].baudMaximum = 57_600 }
    #expect(fast.reason == .line(.unsupportedBaud(115_200), at: "/dev/ttyUSB0"))
    expectWell { $0.ports[1].baudMaximum = 115_200 }
    let console = try one { $0.ports[1].isConsole = true }
    #expect(console.reason == .device(.console(path: "/dev/ttyUSB0")))
    let well = Doctor.examine(Healthy.facts()).first { $0.check == .serial }
    #expect(
      well?.reason
        == .fact(
          .device(
            .serialLine(
              path: "/dev/ttyUSB0", baud: 115_200, driver: "ftdi_sio", latencyMilliseconds: 1))))
  }

  @Test func `a kernel that may not be read is no quiet kernel, and its complaints are counted`()
    throws
  {
    let found6 = try one { $0.kernel = nil }
    #expect(found6.verdict == .notLooked)
    let found = try one { facts in
      facts.kernel?.lines = [
        "usb 1-2: USB disconnect, device number 4",
        "usb 1-2: device descriptor read/64, error -71",
        "usb usb1-port2: unable to enumerate USB device",
      ]
    }
    #expect(
      found.reason
        == .machine(
          .kernelComplains(count: 2, first: "usb 1-2: device descriptor read/64, error -71")))
  }

  @Test func `a laptop that wakes up resets its devices; one where a pocket is, is told`() throws {
    let reset = "reset high-speed USB device number 4 using xhci_hcd"
    expectWell { $0.kernel?.lines = ["usb 1-7: \(reset)", "usb 1-2.1: \(reset)"] }
    let found = try one { $0.kernel?.lines = ["usb 1-7: \(reset)", "usb 1-2: \(reset)"] }
    #expect(found.reason == .machine(.kernelComplains(count: 1, first: "usb 1-2: \(reset)")))
  }
}
