/// What the kernel says of USB when a cable, a hub or a power supply is bad.
enum KernelCheck {
  /// Texts of Linux's USB core and of its drivers for lines; a plain disconnect is none of them.
  private static let complaints = [
    "over-current", "device descriptor read", "device not accepting address",
    "unable to enumerate", "disabled by hub", "cannot enable", "can't set config",
    "urb stopped", "babble", "transaction error", "insufficient available bus power",
  ]
  /// Of a device that works on: every one of a laptop is reset so when that wakes up.
  private static let resets = [
    "reset full-speed usb device", "reset high-speed usb device", "reset superspeed usb device",
    "reset superspeed plus usb device",
  ]

  static func findings(_ facts: DoctorFacts) -> [Finding] {
    guard let kernel = facts.kernel else { return [.unseen(.kernel, .kernelUnreadable)] }
    let places = facts.ports.compactMap(\.usbPort)
    let found = kernel.lines.filter { line in
      let small = line.lowercased()
      if complaints.contains(where: small.contains) { return true }
      return resets.contains(where: small.contains)
        && places.contains { line.hasPrefix("usb \($0):") }
    }
    guard let first = found.first else {
      return [.passed(.kernel, .kernelQuiet(minutes: kernel.minutes))]
    }
    return [
      Finding(
        .kernel, .warning, .machine(.kernelComplains(count: found.count, first: first)),
        mend: .person)
    ]
  }
}
