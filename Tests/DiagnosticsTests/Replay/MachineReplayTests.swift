import PocketProtocol
import Testing

@testable import Diagnostics

struct MachineReplayTests {
  private func kept() throws -> [(name: String, recording: Recording)] {
    try Kept.names().map { ($0, try Recording(decoding: try Kept.bytes($0))) }
  }

  private func isRows(_ bytes: [UInt8]) -> Bool {
    if case .downBatch? = try? ToPocket(decoding: bytes) { true } else { false }
  }

  private func differs(_ recording: Recording) -> Bool {
    var pc = PCReplay(recording)
    var pocket = PocketReplay(recording)
    return pc.run().differsAt != nil || pocket.run().differsAt != nil
  }

  @Test func `both machines say of every kept session what was said`() throws {
    let kept = try kept()
    try #require(kept.count >= 10)
    for (name, recording) in kept {
      var pc = PCReplay(recording)
      var pocket = PocketReplay(recording)
      let (pcReport, pocketReport) = (pc.run(), pocket.run())
      #expect(pcReport.differsAt == nil, "\(name): \(pcReport)")
      #expect(pocketReport.differsAt == nil, "\(name): \(pocketReport)")
      #expect(pcReport.isExact && pocketReport.isExact, "\(name)")
      #expect(
        pcReport.messages + pocketReport.messages == recording.messages.count, "\(name)")
    }
  }

  @Test func `a message that is left out, said twice or exchanged is found`() throws {
    let recording = try #require(try kept().first { $0.name.hasPrefix("acm-dock") }).recording
    let places = recording.entries.indices.filter {
      switch recording.entries[$0].step {
      // How many rows there are to send is the rim's to know: the machines cannot miss any.
      case .sent(let bytes): !isRows(bytes)
      case .received: true
      default: false
      }
    }
    try #require(places.count > 8)
    // Without the last message nothing contradicts what is there.
    for place in places.dropLast() {
      var without = recording
      without.entries.remove(at: place)
      var twice = recording
      twice.entries.insert(recording.entries[place], at: place)
      let found = (differs(without), differs(twice))
      #expect(found == (true, true), "entry \(place)")
    }
  }

  @Test func `a session is whole where both ends said all, and not without its end`() throws {
    var recording = try #require(try kept().first { $0.name.hasPrefix("acm-dock") }).recording
    var (pc, pocket) = (PCReplay(recording), PocketReplay(recording))
    #expect(pc.run().isWhole && pocket.run().isWhole)
    let last = try #require(
      recording.entries.lastIndex { if case .sent = $0.step { true } else { false } })
    recording.entries.remove(at: last)
    (pc, pocket) = (PCReplay(recording), PocketReplay(recording))
    let (pcReport, pocketReport) = (pc.run(), pocket.run())
    #expect(pcReport.differsAt == nil && !pcReport.isWhole)
    #expect(pocketReport.differsAt == nil && !pocketReport.isWhole)
  }

  @Test func `what a pocket writes in other bytes or words for people is the same`() throws {
    var recording = try #require(try kept().first { $0.name.hasPrefix("acm-dock") }).recording
    for (index, entry) in recording.entries.enumerated() {
      guard case .received(let bytes) = entry.step else { continue }
      // A field that no version knows, in front; and a farewell with a note.
      let isFarewell = (try? ToPC(decoding: bytes))?.name == "Farewell"
      let other = isFarewell ? try ToPC.farewell(note: "Merci").encoded() : bytes
      recording.entries[index].step = .received([0xA0, 0x06, 0x2A] + other)
    }
    var pocket = PocketReplay(recording)
    let report = pocket.run()
    #expect(report.differsAt == nil, "\(report)")
    #expect(!report.isExact && report.isWhole)
  }

  @Test func `a changed byte of what an end says is found`() throws {
    let recording = try #require(try kept().first { $0.name.hasPrefix("acm-dock") }).recording
    for (index, entry) in recording.entries.enumerated() {
      guard case .sent(var bytes) = entry.step, bytes.count > 4 else { continue }
      var changed = recording
      bytes[bytes.count / 2] ^= 0x01
      changed.entries[index].step = .sent(bytes)
      var pc = PCReplay(changed)
      // What is still a sound message may be one that this end would say as well.
      let isOther = (try? ToPocket(decoding: bytes)) != nil
      #expect(pc.run().differsAt != nil || isOther, "entry \(index)")
    }
  }
}
