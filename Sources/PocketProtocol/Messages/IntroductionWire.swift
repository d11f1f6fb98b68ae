import FoundationEssentials
import Records

extension PocketIntroduction {
  init(_ wire: Pocket_V1_Introduction) throws(ProtocolFault) {
    guard wire.oldestVersion > 0, wire.oldestVersion <= wire.newestVersion else {
      throw .malformed("Introduction.oldest_version")
    }
    guard wire.incarnation != 0 else { throw .malformed("Introduction.incarnation") }
    let fingerprint = [UInt8](wire.schemaFingerprint)
    guard fingerprint.isEmpty || fingerprint.count == SchemaFingerprint.byteCount else {
      throw .malformed("Introduction.schema_fingerprint")
    }
    self.init(
      oldestVersion: wire.oldestVersion, newestVersion: wire.newestVersion,
      device: try RowID.one(wire.device, field: "Introduction.device"), label: wire.label,
      program: wire.program, incarnation: wire.incarnation,
      last: DotCheck(number: wire.lastNumber, nonce: wire.lastNonce),
      firstNumber: wire.firstNumber,
      recent: wire.recent.map { DotCheck(number: $0.number, nonce: $0.nonce) },
      hub: wire.hub.isEmpty ? nil : try RowID.one(wire.hub, field: "Introduction.hub"),
      commits: try CommitStamp.list(wire.commits, field: "Introduction.commits"),
      cursor: try FeedCursor(wire.cursor, field: "Introduction.cursor"),
      schema: SchemaFingerprint(fingerprint), wallMilliseconds: wire.wallMilliseconds,
      uptimeMilliseconds: wire.uptimeMilliseconds, waiting: wire.waiting,
      probeBytes: Int(wire.probeBytes))
    try checkNumbers()
    guard hub != nil || commits.isEmpty else { throw .malformed("Introduction.hub") }
  }

  private func checkNumbers() throws(ProtocolFault) {
    guard last.number < .max, firstNumber >= 1, firstNumber <= last.number + 1 else {
      throw .malformed("Introduction.first_number")
    }
    guard zip(recent, recent.dropFirst()).allSatisfy({ $0.number > $1.number }),
      recent.first.map({ $0.number <= last.number }) ?? true,
      recent.last.map({ $0.number > 0 }) ?? true,
      recent.first.map({ $0.number < last.number || $0.nonce == last.nonce }) ?? true
    else { throw .malformed("Introduction.recent") }
  }

  var wire: Pocket_V1_Introduction {
    var wire = Pocket_V1_Introduction()
    wire.oldestVersion = oldestVersion
    wire.newestVersion = newestVersion
    wire.device = device.data
    wire.label = label.cut(to: .labelBytes)
    wire.program = program.cut(to: .programBytes)
    wire.incarnation = incarnation
    wire.lastNumber = last.number
    wire.lastNonce = last.nonce
    wire.firstNumber = firstNumber
    wire.recent = recent.map { dot in
      var check = Pocket_V1_DotCheck()
      check.number = dot.number
      check.nonce = dot.nonce
      return check
    }
    wire.hub = hub?.data ?? Data()
    wire.commits = commits.map(\.wire)
    wire.cursor = cursor.wire
    wire.schemaFingerprint = Data(schema?.bytes ?? [])
    wire.wallMilliseconds = wallMilliseconds
    wire.uptimeMilliseconds = uptimeMilliseconds
    wire.waiting = waiting
    wire.probeBytes = UInt32(clamping: probeBytes)
    return wire
  }
}
