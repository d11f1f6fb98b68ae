package import Link
package import Transport

/// The bytes of a line as packets for Wireshark.
package enum CableCapture {
  /// Longer recordings of a line are not read.
  package static let traceMaximumBytes = 256 << 20

  /// Wireshark reads no file with a longer packet.
  static let packetMaximumBytes = 262_144

  /// In front of each packet: a version, the way (1 from the pocket), the form (1 bulk), zero.
  static func head(isFromPocket: Bool, _ form: LinkForm) -> [UInt8] {
    [1, isFromPocket ? 1 : 0, form == .bulk ? 1 : 0, 0]
  }

  /// A whole file; a packet for each piece that the line took or gave, or more for a long one.
  package static func file(_ trace: Trace, _ form: LinkForm, program: String) -> [UInt8] {
    var file = PcapngFile(.pocketLine, program: program, interface: "pocket")
    for record in trace.records {
      let isFromPocket = record.direction == .received
      let head = head(isFromPocket: isFromPocket, form)
      var rest = record.bytes[...]
      while !rest.isEmpty {
        let part = rest.prefix(packetMaximumBytes - head.count)
        rest = rest.dropFirst(part.count)
        file.add(
          head + part,
          // Whatever a file claims of its time, its bytes are shown.
          microseconds: trace.startedMilliseconds &* 1000 &+ record.microseconds,
          isInbound: isFromPocket)
      }
    }
    return file.takeBytes()
  }
}

extension Trace {
  /// How far into the host's bytes a first frame is looked for.
  private static let searchedBytes = 4_096

  /// The link's form in these bytes, as the host's first frame shows it; nil where there is none.
  package var form: LinkForm? {
    var sent: [UInt8] = []
    for record in records where record.direction == .sent && sent.count < Self.searchedBytes {
      sent += record.bytes
    }
    let starts = 0..<max(0, min(sent.count, Self.searchedBytes) - BulkHeader.bytes + 1)
    if starts.contains(where: { BulkHeader(sent, at: $0) != nil }) { return .bulk }
    var decoder = FrameDecoder()
    var offset = 0
    return decoder.next(in: sent, from: &offset) == nil ? nil : .serial
  }
}
