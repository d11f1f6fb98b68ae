import Foundation
import Records
import Testing

@testable import Delivery

@Suite struct OutboxTests {
  private final class Yard {
    let folder: String
    let outbox: Outbox
    init() throws {
      folder = NSTemporaryDirectory() + "outbox-\(UInt64.random(in: 0 ... .max))"
      outbox = Outbox(folder: folder + "/outbox")
      try outbox.make()
    }
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    @discardableResult
    func add(
      _ channel: OutsideChannel, generation: Int = 1, base: Int? = nil, made: UInt64 = 100,
      at now: UInt64 = 1_000
    ) throws -> OutboxEntry {
      let contents = outbox.folder + "/filling"
      try FileManager.default.createDirectory(
        atPath: contents, withIntermediateDirectories: false)
      try Data("\(generation)".utf8).write(to: URL(filePath: contents + "/file"))
      return try outbox.take(
        contents, by: channel,
        Parcel(
          mediumID: "m", place: "p", medium: "KEY", generation: generation,
          moments: [generation: made].merging(base.map { [$0: 100] } ?? [:]) { $1 }, bytes: 1),
        milliseconds: now)
    }

    func round(at now: UInt64 = 5_000, account: String = "here") -> OutboxRound {
      OutboxRound(
        outbox, Surroundings(nowMilliseconds: { now }, random: { 0 }), account: account)
    }

    func copies(at account: String = "here") throws -> [String: [Int: UInt64]] {
      try outbox.copies(at: account)
    }
  }

  private static let later = DeliveryStop(code: "SERVER-01", isWorthRetrying: true)
  private static let never = DeliveryStop(code: "SERVER-02", isWorthRetrying: false)

  @Test func `parcels of a channel go in order and are gone once they are delivered`() throws {
    let yard = try Yard()
    for generation in 1...12 { try yard.add(.server, generation: generation) }
    try yard.add(.mail)
    var seen: [String] = []
    let outcomes = try yard.round().run(.asked) { entry, folder throws(DeliveryStop) in
      let file = FileManager.default.contents(atPath: folder + "/file") ?? Data()
      seen.append(entry.channel.rawValue + String(decoding: file, as: UTF8.self))
    }
    #expect(seen == (1...12).map { "server\($0)" } + ["mail1"])
    #expect(outcomes.count == 13)
    #expect(try yard.outbox.entries().isEmpty)
    let names = try FileManager.default.contentsOfDirectory(atPath: yard.outbox.folder)
    #expect(Set(names) == ["channels.json", "numbers", "sending.lock"])
    let records = try yard.outbox.records()
    #expect(records[.server]?.delivered == 12 && records[.server]?.lastDelivery == 5_000)
    #expect(records[.server]?.holds["p"]?.keys.sorted() == Array(1...12))
  }

  @Test func `a channel that fails waits and does not hold the other one up`() throws {
    let yard = try Yard()
    try yard.add(.server, generation: 1)
    try yard.add(.server, generation: 2)
    try yard.add(.mail)
    var tried: [Int] = []
    _ = try yard.round().run(.due) { entry, _ throws(DeliveryStop) in
      tried.append(entry.number)
      if entry.channel == .server { throw Self.later }
    }
    #expect(tried == [1, 3])
    let waiting = try yard.outbox.entries()
    #expect(waiting.map(\.number) == [1, 2] && waiting[0].tries == 1)
    #expect(waiting[0].lastCode == "SERVER-01" && !waiting[0].isHeld)
    #expect(waiting[0].notBefore == 5_000 + 30_000)
    #expect(try yard.outbox.records()[.server]?.lastCode == "SERVER-01")
  }

  @Test func `a rest is kept by the timer, not by a person, and not by a clock set back`() throws {
    let yard = try Yard()
    try yard.add(.server)
    func tries(_ reason: OutboxRound.Reason, at now: UInt64) throws -> Int {
      try yard.round(at: now).run(reason) { _, _ throws(DeliveryStop) in throw Self.later }.count
    }
    #expect(try tries(.due, at: 100_000) == 1)
    #expect(try tries(.due, at: 110_000) == 0)
    #expect(try tries(.asked, at: 110_000) == 1)
    #expect(try tries(.due, at: 110_000 + 60_000) == 1)
    #expect(try tries(.due, at: 50_000) == 1)
  }

  @Test func `what only a person can mend is not tried by itself`() throws {
    let yard = try Yard()
    try yard.add(.server)
    _ = try yard.round().run(.due) { _, _ throws(DeliveryStop) in throw Self.never }
    #expect(try yard.outbox.entries()[0].isHeld)
    let day: UInt64 = 86_400_000
    #expect(try yard.round(at: day).run(.due) { _, _ throws(DeliveryStop) in }.isEmpty)
    #expect(try yard.round(at: day).run(.asked) { _, _ throws(DeliveryStop) in }.count == 1)
  }

  @Test func `rests grow to six hours and are spread over half of their length`() {
    let longest = (1...40).map { BackOff.milliseconds(after: $0, random: 0) }
    #expect(longest[0] == 30_000 && longest[1] == 60_000)
    #expect(longest.last == 3 * 3_600_000)
    #expect(zip(longest, longest.dropFirst()).allSatisfy(<=))
    for random in [0, 7, 1 << 40, UInt64.max] {
      let rest = BackOff.milliseconds(after: 3, random: random)
      #expect((120_000...240_000).contains(rest))
    }
  }

  @Test func `what is there or on its way is known by place and moment, until the server lost it`()
    throws
  {
    let yard = try Yard()
    #expect(try yard.copies().isEmpty)
    try yard.add(.server, generation: 2, base: 1)
    try yard.add(.mail, generation: 9)
    #expect(try yard.copies() == ["p": [1: 100, 2: 100]], "it is on its way")
    _ = try yard.round().run(.asked) { _, _ throws(DeliveryStop) in }
    #expect(try yard.copies() == ["p": [1: 100, 2: 100]], "it is there")
    try yard.add(.server, generation: 3)
    _ = try yard.round().run(.asked) { _, _ throws(DeliveryStop) in throw Self.lost }
    #expect(try yard.copies().isEmpty)
  }

  private static let lost = DeliveryStop(
    code: "SERVER-34", isWorthRetrying: false, isOfParcel: true, isForgotten: true)

  @Test func `a parcel that is refused lets others pass and goes once a newer copy is there`()
    throws
  {
    let yard = try Yard()
    try yard.add(.server, generation: 2)
    try yard.add(.server, generation: 3, made: 200)
    let first = try yard.round().run(.asked) { entry, _ throws(DeliveryStop) in
      if entry.parcel.generation == 2 { throw Self.lost }
    }
    #expect(first.count == 2)
    #expect(try yard.outbox.entries().isEmpty, "the newer copy is worth more")
    #expect(try yard.add(.mail).number == 3, "no number is given twice")
    try yard.add(.mail)
    let later = try yard.round().run(.asked) { entry, _ throws(DeliveryStop) in
      if entry.number == 3 { throw Self.lost }
    }
    #expect(later.count == 2)
    #expect(try yard.outbox.entries().map(\.number) == [3], "no letter overtakes another one")
    #expect(try yard.round(at: 86_400_000).run(.due) { _, _ throws(DeliveryStop) in }.isEmpty)
    #expect(try !yard.outbox.forget(7))
    #expect(try yard.outbox.forget(3))
    #expect(try yard.outbox.entries().isEmpty)
  }

  @Test func `an older copy that goes does not take a newer one away`() throws {
    let yard = try Yard()
    try yard.add(.server, generation: 5, made: 500)
    _ = try yard.round().run(.asked) { _, _ throws(DeliveryStop) in throw Self.lost }
    try yard.add(.server, generation: 2, made: 200)
    _ = try yard.round().run(.asked) { entry, _ throws(DeliveryStop) in
      if entry.number == 1 { throw Self.lost }
    }
    #expect(try yard.outbox.entries().map(\.parcel.generation) == [5])
  }

  @Test func `a refused parcel claims nothing, also after a line that broke`() throws {
    let yard = try Yard()
    try yard.add(.server, generation: 2)
    for stop in [Self.lost, Self.later] {
      _ = try yard.round().run(.asked) { _, _ throws(DeliveryStop) in throw stop }
      #expect(try yard.copies().isEmpty && yard.outbox.entries()[0].isSetAside)
    }
  }

  @Test func `what one server has another one is not taken to have`() throws {
    let yard = try Yard()
    try yard.add(.server, generation: 1)
    _ = try yard.round().run(.asked) { _, _ throws(DeliveryStop) in }
    #expect(try yard.copies() == ["p": [1: 100]] && yard.copies(at: "there").isEmpty)
    try yard.add(.server, generation: 2)
    _ = try yard.round(account: "there").run(.asked) { _, _ throws(DeliveryStop) in }
    #expect(try yard.copies(at: "there") == ["p": [2: 100]] && yard.copies().isEmpty)
  }

  /// Nothing can be noted, as after a disk that is full or gone at that moment.
  @Test(arguments: [OutsideChannel.server, .mail])
  func `a letter is never sent twice, and a copy that is not noted is offered again`(
    _ channel: OutsideChannel
  ) throws {
    let yard = try Yard()
    try yard.add(channel)
    let obstacle = yard.outbox.folder + "/channels.json.tmp/x"
    try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: true)
    #expect(throws: OutboxError.self) {
      try yard.round().run(.asked) { _, _ throws(DeliveryStop) in }
    }
    #expect(try yard.outbox.entries().count == (channel == .mail ? 0 : 1))
  }

  @Test func `what somebody lays in while it is sent goes in the same round`() throws {
    let yard = try Yard()
    try yard.add(.server, generation: 1)
    let outcomes = try yard.round().run(.asked) { entry, _ throws(DeliveryStop) in
      if entry.number == 1 { _ = try? yard.add(.mail) }
      if entry.number == 2 { _ = try? yard.add(.server, generation: 2) }
    }
    #expect(outcomes.count == 3)
  }

  @Test func `two senders never work on one outbox`() throws {
    let yard = try Yard()
    try yard.add(.server)
    #expect(throws: OutboxError.busy) {
      _ = try yard.outbox.whileSending { () throws(OutboxError) in
        try yard.round().run(.asked) { _, _ throws(DeliveryStop) in }
      }
    }
    #expect(try yard.outbox.entries().count == 1)
  }

  @Test func `a cut while a delivered parcel is taken away does not send it again`() throws {
    let yard = try Yard()
    let entry = try yard.add(.server)
    let path = yard.outbox.path(of: entry)
    try FileManager.default.moveItem(atPath: path, toPath: path + ".gone")
    #expect(try yard.outbox.entries().isEmpty)
    #expect(try yard.round().run(.asked) { _, _ throws(DeliveryStop) in }.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: path + ".gone"))
  }

  @Test func `a damaged parcel is named and does not hide the others`() throws {
    let yard = try Yard()
    let bad = try yard.add(.server)
    try yard.add(.server, generation: 2)
    let file = yard.outbox.path(of: bad) + "/entry.json"
    var bytes = try #require(FileManager.default.contents(atPath: file))
    bytes[bytes.count - 20] ^= 1
    try bytes.write(to: URL(filePath: file))
    #expect(try yard.outbox.damaged() == [yard.outbox.path(of: bad)])
    #expect(try yard.outbox.entries().map(\.number) == [2])
    #expect(try yard.add(.server, generation: 3).number == 3, "its number stays taken")
  }

  @Test func `an outbox that is full takes nothing and loses nothing`() throws {
    let yard = try Yard()
    for _ in 0..<Outbox.entriesMaximum { try yard.add(.mail) }
    #expect(throws: OutboxError.full(entries: Outbox.entriesMaximum)) { try yard.add(.mail) }
    #expect(try yard.outbox.entries().count == Outbox.entriesMaximum)
  }
}
