import Foundation

/// What a bundle tells of the PC: how it was built and what is plugged in, never whose it is.
package struct SystemFacts {
  private static let textBytesMaximum = 4 << 10
  private static let devicesMaximum = 200

  /// Where the system keeps its own files; another folder for tests.
  private let root: String

  /// The facts of this PC, or of a folder that looks like one.
  package init(root: String = "") { self.root = root }

  /// The bundle's file of the system.
  package func system(sqlite: String, secondsFromUTC: Int) -> BundleFile {
    let release = Self.release(text("/etc/os-release") ?? "")
    var record = BundleRecord()
    record.add("kernel", fit(.version, text("/proc/sys/kernel/osrelease")))
    record.add("architecture", fit(.version, text("/proc/sys/kernel/arch")) ?? Self.architecture)
    record.add("distribution", fit(.version, release["ID"]))
    record.add("distribution-version", fit(.version, release["VERSION_ID"]))
    record.add("processors", ProcessInfo.processInfo.activeProcessorCount)
    record.add("memory-bytes", ProcessInfo.processInfo.physicalMemory)
    record.add("uptime-seconds", Int(ProcessInfo.processInfo.systemUptime))
    record.add("sqlite", fit(.version, sqlite))
    record.add("seconds-from-utc", secondsFromUTC)
    return BundleFile("system.json", [record])
  }

  /// The bundle's file of USB: kinds of devices by number; no name, no serial number.
  package func usb() -> BundleFile {
    let folder = "/sys/bus/usb/devices"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []
    let devices = names.filter { FieldRule.digits.takes(.text($0)) }.sorted()
    return BundleFile(
      "usb.json",
      devices.prefix(Self.devicesMaximum).compactMap { place in
        let device = folder + "/" + place
        guard let vendor = text(device + "/idVendor"), let product = text(device + "/idProduct")
        else { return nil }
        var record = BundleRecord()
        record.add("at", place)
        record.add("vendor-id", fit(.hexadecimal(digits: 4), vendor))
        record.add("product-id", fit(.hexadecimal(digits: 4), product))
        record.add("class", fit(.hexadecimal(digits: 2), text(device + "/bDeviceClass")))
        record.add("speed-megabits", fit(.digits, text(device + "/speed")))
        record.add("driver", driver(of: place, among: names))
        return record
      })
  }

  /// Of the first interface that has one.
  private func driver(of place: String, among names: [String]) -> String {
    for name in names.sorted() where name.hasPrefix(place + ":") {
      let link = root + "/sys/bus/usb/devices/" + name + "/driver"
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
      else { continue }
      let driver = target.split(separator: "/").last.map(String.init) ?? ""
      return FactWords.known(driver, in: BundleSchema.usbDrivers)
    }
    return "none"
  }

  /// A build or a device may be called anything: what is not as it should be is not told.
  private func fit(_ rule: FieldRule, _ text: String?) -> String? {
    text.flatMap { rule.takes(.text($0)) ? $0 : nil }
  }

  private func text(_ path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: root + path),
      let bytes = try? file.read(upToCount: Self.textBytesMaximum)
    else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// `NAME=value` and `NAME="value"`, as os-release(5) has them.
  private static func release(_ text: String) -> [String: String] {
    var values: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let halves = line.split(separator: "=", maxSplits: 1)
      guard halves.count == 2 else { continue }
      values[String(halves[0])] = halves[1].trimmingCharacters(in: ["\"", "'"])
    }
    return values
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "aarch64"
    #else
      "other"
    #endif
  }
}
