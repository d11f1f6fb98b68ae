import Glibc

/// The kernel's messages about USB, from its ring buffer.
package enum KernelLog {
  /// What is older is no cause of today's trouble.
  package static let minutes = 15
  private static let recordBytesMaximum = 8192
  /// More than any kernel's buffer holds: the newest records come last, and must be met.
  private static let recordsMaximum = 1 << 20

  /// The last minutes; nil where they may not be read.
  package static func read(
    path: String = "/dev/kmsg", uptimeMicroseconds: UInt64 = uptimeMicroseconds()
  ) -> KernelMessages? {
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var isReadable = true
    let buffer = [UInt8](repeating: 0, count: recordBytesMaximum)
    let records = sequence(state: buffer) { buffer -> String? in
      let count = Glibc.read(file, &buffer, buffer.count)
      // Records that were overwritten while we read.
      if count < 0, errno == EPIPE { return "" }
      if count < 0, errno != EAGAIN { isReadable = false }
      return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
    let messages = messages(records, uptimeMicroseconds)
    return isReadable ? messages : nil
  }

  /// Those of the last minutes about USB; a record is `level,number,microseconds,…;text`.
  static func messages(_ records: some Sequence<String>, _ now: UInt64) -> KernelMessages {
    let oldest = now - min(now, UInt64(minutes) * 60_000_000)
    let lines = records.prefix(recordsMaximum).compactMap { record -> String? in
      guard let line = record.split(separator: "\n", maxSplits: 1).first,
        let end = line.firstIndex(of: ";")
      else { return nil }
      let head = line[..<end].split(separator: ",")
      guard head.count > 2, let moment = UInt64(head[2]), moment >= oldest else { return nil }
      let text = String(line[line.index(after: end)...])
      let isAboutUSB = ["usb", "hub ", "xhci", "ehci", "cdc_acm", "ftdi"].contains {
        text.lowercased().contains($0)
      }
      return isAboutUSB ? text : nil
    }
    return KernelMessages(minutes: minutes, lines: lines)
  }

  /// The clock of the kernel's messages.
  package static func uptimeMicroseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
  }
}
