import Foundation
import Testing

@testable import Diagnostics

/// Readers on a tree of files that stands for a PC.
struct ReadingTests {
  private final class Tree {
    let root = FileManager.default.temporaryDirectory.appending(path: "pc-\(UUID().uuidString)")
    var system: SystemFolder { SystemFolder(root: root.path) }

    func write(_ path: String, _ text: String) throws {
      let url = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }

    func link(_ path: String, to target: String) throws {
      let url = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: target)
    }

    deinit { try? FileManager.default.removeItem(at: root) }
  }

  @Test func `the file that udev reads is the first of its name, in etc before lib`() throws {
    let tree = Tree()
    try tree.write("run/udev/control", "")
    try tree.write("usr/lib/udev/rules.d/68-pocket-sync.rules", RuleFile.rules.text)
    let packaged = UdevReader(tree.system).read()
    #expect(packaged.isRunning && !packaged.hasSystemd && packaged.compiled == .missing)
    #expect(packaged.files[.rules]?.text == RuleFile.rules.text)
    #expect(packaged.files[.hwdbSource] == nil)
    try tree.write("etc/udev/rules.d/68-pocket-sync.rules", "")
    #expect(UdevReader(tree.system).read().files[.rules]?.text == "")
    withExtendedLifetime(tree) {}
  }

  @Test func `the compiled list of devices must hold our mark, in the file that udev reads`() throws
  {
    let tree = Tree()
    try tree.write("usr/lib/udev/hwdb.bin", "KSLPHHRH\0POCKET_SYNC\0")
    #expect(UdevReader(tree.system).read().compiled == .current)
    try tree.write("etc/udev/hwdb.bin", "KSLPHHRH\0ID_PDA\0POCKET_SYNC")
    #expect(UdevReader(tree.system).read().compiled == .missing)
    withExtendedLifetime(tree) {}
  }

  @Test func `a list that was compiled before its source was written is older`() throws {
    let tree = Tree()
    func write(_ path: String, _ text: String, at seconds: Double) throws {
      try tree.write(path, text)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: seconds)],
        ofItemAtPath: tree.root.path + "/" + path)
    }
    try write("etc/udev/hwdb.bin", "KSLPHHRH\0POCKET_SYNC\0", at: 1_779_381_600)
    let source = String(RuleFile.hwdbSource.path.dropFirst())
    try write(source, RuleFile.hwdbSource.text, at: 1_779_381_601)
    #expect(UdevReader(tree.system).read().compiled == .older)
    try write(source, RuleFile.hwdbSource.text, at: 1_779_381_600)
    #expect(UdevReader(tree.system).read().compiled == .current)
    withExtendedLifetime(tree) {}
  }

  @Test func `a unit without its user's file is missing`() throws {
    let tree = Tree()
    for name in ["pocket-sync@.service", "pocket-sync-send.service", "pocket-sync-send.timer"] {
      try tree.write("usr/lib/systemd/system/\(name)", "")
    }
    let owner = "/etc/systemd/system/pocket-sync@.service.d/user.conf"
    #expect(UdevReader(tree.system).read().missingUnit == owner)
    try tree.write(String(owner.dropFirst()), "")
    try tree.write("etc/systemd/system/pocket-sync-send.service.d/user.conf", "")
    #expect(UdevReader(tree.system).read().missingUnit == nil)
    withExtendedLifetime(tree) {}
  }

  @Test func `a line is followed to its adapter, and udev's word on the line goes first`() throws {
    let tree = Tree()
    let device = "sys/devices/pci0/usb1/1-2/1-2.4"
    let tty = device + "/1-2.4:1.0/ttyUSB0"
    try tree.write(device + "/speed", "12\n")
    try tree.write(device + "/power/control", "auto\n")
    try tree.write(device + "/dev", "189:5\n")
    try tree.write(tty + "/latency_timer", "16\n")
    try tree.write(tty + "/tty/ttyUSB0/dev", "188:0\n")
    try tree.link(tty + "/tty/ttyUSB0/device", to: "../..")
    try tree.link(
      "sys/class/tty/ttyUSB0", to: "../../devices/pci0/usb1/1-2/1-2.4/1-2.4:1.0/ttyUSB0/tty/ttyUSB0"
    )
    try tree.link("sys/bus/usb/devices/1-2.4", to: "../../../devices/pci0/usb1/1-2/1-2.4")
    try tree.write("run/udev/data/c189:5", "E:ID_MM_DEVICE_IGNORE=1\nE:ID_SERIAL=a\n")
    try tree.write("run/udev/data/c188:0", "S:pocket/x\nE:ID_SERIAL=b\n")
    try tree.write("dev/ttyUSB0", "")
    let port = PortReader(tree.system).line(
      address: "/dev/ttyUSB0", path: "/dev/ttyUSB0", baud: 9_600, isBaudKnown: true)
    #expect(port.usbPort == "1-2.4" && port.megabits == 12 && port.powerControl == "auto")
    #expect(port.latencyMilliseconds == 16 && port.exists)
    #expect(port.properties == ["ID_MM_DEVICE_IGNORE": "1", "ID_SERIAL": "b"])
    let gone = PortReader(tree.system).line(
      address: "/dev/ttyUSB9", path: "/dev/ttyUSB9", baud: 9_600, isBaudKnown: true)
    #expect(!gone.exists)
    withExtendedLifetime(tree) {}
  }

  @Test func `what the kernel tells of a port of the PC itself is read without opening it`() throws
  {
    let tree = Tree()
    func line(_ name: String) throws -> DockedPort {
      try tree.write("dev/\(name)", "")
      return PortReader(tree.system).line(
        address: "/dev/\(name)", path: "/dev/\(name)", baud: 9_600, isBaudKnown: true)
    }
    let unknown = try line("ttyS9")
    #expect(unknown.isTerminal, "no folder of terminals, no verdict")
    try tree.write("sys/class/tty/console/active", "tty0 ttyS1\n")
    try tree.write("sys/class/tty/ttyS0/type", "4\n")
    try tree.write("sys/class/tty/ttyS0/uartclk", "1843200\n")
    try tree.write("sys/class/tty/ttyS0/flags", "0x10000040\n")
    try tree.write("sys/class/tty/ttyS1/type", "0\n")
    try tree.write("sys/class/tty/ttyS1/uartclk", "0\n")
    let real = try line("ttyS0")
    #expect(real.isTerminal && real.hasHardware && !real.isConsole && real.baudMaximum == 115_200)
    let name = try line("ttyS1")
    #expect(!name.hasHardware && name.isConsole && name.baudMaximum == nil)
    #expect(try !line("ttyS9").isTerminal)
    try tree.write("sys/class/tty/ttyS0/flags", "0x10010040\n")
    #expect(try line("ttyS0").baudMaximum == nil)
    try tree.write("sys/class/tty/ttyS0/flags", "0x40\n")
    try tree.write("sys/class/tty/ttyS0/type", "13\n")
    #expect(try line("ttyS0").baudMaximum == nil)
    withExtendedLifetime(tree) {}
  }

  @Test func `programs, battery clock and kernel are read as the kernel writes them`() throws {
    let tree = Tree()
    try tree.write("proc/12/comm", "ModemManager\n")
    try tree.write("proc/self/comm", "no number\n")
    try tree.write("sys/class/rtc/rtc0/since_epoch", "1779381600\n")
    try tree.write("proc/sys/kernel/osrelease", "6.1.0-42-amd64\n")
    let reader = SystemReader(tree.system)
    #expect(reader.programs() == ["ModemManager"])
    #expect(reader.batteryMilliseconds() == 1_779_381_600_000)
    #expect(reader.kernel() == "6.1.0-42-amd64")
    withExtendedLifetime(tree) {}
  }

  @Test func `the kernel's records count by their own clock and only where they are about USB`() {
    let minute: UInt64 = 60_000_000
    let records = [
      "6,1,\(10 * minute),-;usb 1-1: old",
      "3,2,\(90 * minute),-;usb 1-2: error -71\n SUBSYSTEM=usb",
      "6,3,\(95 * minute),-;EXT4-fs mounted", "6,4,x,-;usb", "no record",
    ]
    let found = KernelLog.messages(records, 100 * minute)
    #expect(found.lines == ["usb 1-2: error -71"])
    #expect(KernelLog.read(path: "/no/such/file") == nil)
    let many = (0..<100_000).lazy.map { "6,\($0),\(99 * minute),-;EXT4-fs mounted" }
    let last = ["3,100000,\(99 * minute),-;usb 1-3: error -71"]
    #expect(
      KernelLog.messages([AnySequence(many), AnySequence(last)].joined(), 100 * minute).lines
        == ["usb 1-3: error -71"])
  }
}
