import Foundation
import PocketProtocol
import PocketSimulator
import Records
import SerialTransport
import SocketTransport
import Testing
import Transport

@Suite(.serialized) struct ProgramTests {
  let folder = Folder()

  private func started(_ arguments: [String]) throws -> (SimulatorProcess, String) {
    let process = try SimulatorProcess(["--farm", folder.path] + arguments)
    while let line = process.line() {
      let words = line.split(separator: " ")
      if words.count == 2, ["pty", "serial", "tcp"].contains(words[0]) {
        return (process, String(words[1]))
      }
    }
    throw ToyFault.cut
  }

  private func connect(_ address: String) throws -> SocketTransport {
    let port = try #require(UInt16(address.split(separator: ":")[1]))
    return try SocketTransport(host: "127.0.0.1", port: port, timeoutMilliseconds: 5000)
  }

  @Test func `the program docks on a pseudo-terminal, works in the field and docks again`() throws {
    let pc = filledPC()
    do {
      let (process, path) = try started(["--pty", "--sessions", "2", "--show"])
      for _ in 0..<2 {
        try withTransport(SerialTransport(path: path, baud: 115_200)) { try pc.dock(over: $0) }
        #expect(process.line() == "session synchronised")
      }
      #expect(process.exitCode() == 0)
    }
    let (process, path) = try started([
      "--pty", "--sessions", "1", "--records", "25", "--edit", "5", "--seed", "3",
    ])
    try withTransport(SerialTransport(path: path, baud: 115_200)) { try pc.dock(over: $0) }
    #expect(process.exitCode() == 0)
    let summary = try shown(folder)
    #expect(summary.lastNumber >= 25)
    #expect(summary.pending == 0)
    #expect(summary.rows["parcel"] == pc.live(1).count)
    #expect(summary.rows["weighing"] == pc.live(3).count)
    let store = try PocketStore(folder: folder.path, label: "Jean")
    #expect(agree(store, pc))
  }

  @Test func `a pocket on a serial device docks again when the device comes back`() throws {
    let pc = filledPC()
    let device = folder.path + "/line"
    let before = try PseudoTerminal()
    try FileManager.default.createSymbolicLink(atPath: device, withDestinationPath: before.path)
    let (process, name) = try started(["--serial", device, "--sessions", "2"])
    #expect(name == device)
    try pc.dock(over: before)
    #expect(process.line() == "session synchronised")
    let after = try PseudoTerminal()
    try FileManager.default.removeItem(atPath: device)
    try FileManager.default.createSymbolicLink(atPath: device, withDestinationPath: after.path)
    before.close()
    #expect(process.line()?.hasPrefix("line ") == true)
    try withTransport(after) { try pc.dock(over: $0) }
    #expect(process.line() == "session synchronised")
    #expect(process.exitCode() == 0)
  }

  @Test func `the program docks on a port and delivers acknowledgements`() throws {
    let pc = filledPC()
    let (process, address) = try started(["--tcp", "0", "--sessions", "2"])
    try withTransport(connect(address)) { try pc.dock(over: $0) }
    try withTransport(connect(address)) { try pc.dock(over: $0, deliverOnly: true) }
    #expect(process.line() == "session synchronised")
    #expect(process.line() == "session delivered")
    #expect(process.exitCode() == 0)
  }

  @Test func `a slow line that loses, flips and doubles frames carries a session all the same`()
    throws
  {
    let pc = filledPC()
    try prepare(pc)
    let (process, path) = try started([
      "--pty", "--sessions", "1", "--baud", "115200", "--latency", "4", "--drop", "0.03", "--flip",
      "0.03", "--duplicate", "0.03", "--seed", "11",
    ])
    try withTransport(SerialTransport(path: path, baud: 115_200)) { try pc.dock(over: $0) }
    #expect(process.line() == "session synchronised")
    #expect(process.exitCode() == 0)
    #expect(try shown(folder).pending == 0)
    #expect(pc.live(3).count == 30)
  }

  @Test func `edits of a file are done before the pocket listens`() throws {
    let pc = filledPC()
    try prepare(pc)
    let file = folder.path + "/edits.json"
    let json = #"[{"table": "parcel", "where": {"label": "Parcelle 2"}, "set": {"label": "Z"}}]"#
    try Data(json.utf8).write(to: URL(fileURLWithPath: file))
    let (process, address) = try started(["--tcp", "0", "--sessions", "1", "--edit-json", file])
    try withTransport(connect(address)) { try pc.dock(over: $0) }
    #expect(process.exitCode() == 0)
    #expect(pc.live(1)[parcel(2)]?[0] == .text("Z"))
  }

  @Test func `a pocket that dies after any number of bytes goes on where it was`() throws {
    let pc = filledPC()
    try prepare(pc)
    do {
      let (process, address) = try started(["--tcp", "0"])
      try withTransport(connect(address)) { try pc.pair(over: $0) }
      process.kill()
    }
    var cuts = 0
    for bytes in stride(from: 40, to: 4000, by: 137) {
      let (process, address) = try started([
        "--tcp", "0", "--cut-after", "\(bytes)", "--sessions", "1",
      ])
      let ended = (try? withTransport(connect(address)) { try pc.dock(over: $0) }) != nil
      let code = process.exitCode()
      if code == DyingTransport.exitCode { cuts += 1 } else { #expect(ended && code == 0) }
    }
    #expect(cuts >= 5)
    let (process, address) = try started(["--tcp", "0", "--sessions", "1"])
    try withTransport(connect(address)) { try pc.dock(over: $0) }
    #expect(process.exitCode() == 0)
    let store = try PocketStore(folder: folder.path, label: "Jean")
    #expect(agree(store, pc))
    #expect(store.summary().pending == 0)
    #expect(pc.live(3).count == 30)
  }

  private func prepare(_ pc: ToyPC) throws {
    let store = try PocketStore(folder: folder.path, label: "Jean")
    try dock(store, pc)
    for number in 0..<30 {
      try store.apply([
        .create(table: "weighing", row: nil, values: ["kg": .integer(Int64(number))])
      ])
    }
    for number in 6...25 as ClosedRange<UInt64> {
      pc.put(1, parcel(number), parcelValues(number, "Nouvelle \(number)"))
    }
  }

  @Test func `a pocket killed while it writes keeps what it had said`() throws {
    try prepare(filledPC())
    for wait in stride(from: 1, to: 200, by: 23) {
      let before = try shown(folder).lastNumber
      let process = try SimulatorProcess(["--farm", folder.path, "--records", "400"])
      usleep(UInt32(wait) * 1000)
      process.kill()
      let said = process.rest().hasPrefix("records 400")
      let summary = try shown(folder)
      #expect(summary.lastNumber >= before + (said ? 400 : 0))
    }
    let store = try PocketStore(folder: folder.path, label: "Jean")
    let summary = store.summary()
    #expect(UInt64(summary.kept) == summary.lastNumber)
    #expect(summary.lastNumber > 30)
    let pc = filledPC()
    #expect(throws: ToyFault.self) {
      try dock(store, ToyPC(schema: farm, hub: RowID(high: 9, low: 9)))
    }
    try dock(store, pc)
    #expect(agree(store, pc))
  }
}
