import SyncEngine
import Testing
import Transport

struct PocketAddressTests {
  @Test(arguments: [
    ("/dev/ttyACM0", PocketAddress.serial(path: "/dev/ttyACM0", baud: 115_200)),
    ("/dev/ttyUSB0@9600", .serial(path: "/dev/ttyUSB0", baud: 9600)),
    ("tcp:pocket.local:4711", .tcp(host: "pocket.local", port: 4711)),
    ("tcp:::1:4711", .tcp(host: "::1", port: 4711)),
    ("usb:1-2", .usb(.port("1-2"))),
    ("usb:3-1.4.2", .usb(.port("3-1.4.2"))),
    ("/dev/bus/usb/001/004", .usb(.node("/dev/bus/usb/001/004"))),
    ("usb:LAB1", .usb(.serial("LAB1"))),
    ("usb:00:11:22", .usb(.serial("00:11:22"))),
    ("accessory", .accessory(nil)),
    ("accessory:1-2", .accessory(.port("1-2"))),
    ("accessory:R58M12ABCDE", .accessory(.serial("R58M12ABCDE"))),
    ("iphone", .iphone(nil)), ("iphone:00008110-001A", .iphone("00008110-001A")),
    ("adb", .adb(nil)), ("adb:127.0.0.1:5555", .adb("127.0.0.1:5555")),
  ])
  func `an address is read and written alike`(text: String, address: PocketAddress) {
    #expect(PocketAddress(text) == address)
    #expect(address.text == text)
  }

  @Test(arguments: [
    "", "COM3", "usb", "usb:", "usb:a b", "usb:\u{7}", "usb:é", "accessory:", "accessory:a b",
    "iphone:", "adb:", "adb:a b", "adb:a\n",
    "tcp:", "tcp:host", "tcp::4711", "tcp:host:0", "tcp:host:99999", "/dev/ttyUSB0@fast", "USB:1-2",
    "usb:" + String(repeating: "A", count: 127),
  ])
  func `what is no address is refused`(text: String) {
    #expect(PocketAddress(text) == nil)
  }

  @Test(arguments: ["1-", "-1", "1-1.", "1-.1", "1-1-1", "1-1.1234", "a-1", "1-1:1.0", "usb1"])
  func `what only resembles a port is a serial number`(text: String) {
    #expect(PocketAddress("usb:" + text) == .usb(.serial(text)))
  }

  @Test func `of several devices each is named as it can be asked for`() {
    let problem = SyncError.transport(.severalDevices(["1-1", "1-2"]), at: "usb:LAB1").problem
    #expect(problem == .pocket(.several(["usb:1-1", "usb:1-2"])))
    let phones = SyncError.transport(.severalDevices(["1-1", "1-2"]), at: "accessory").problem
    #expect(phones == .pocket(.several(["accessory:1-1", "accessory:1-2"])))
  }
}
