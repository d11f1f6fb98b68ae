import FarmDatabase
import PocketSimulator
import Records
import SealedChannel
import SyncEngine
import Testing

@testable import Simulation

/// What a pocket says of itself counts only where its key proves the same.
@Suite(.serialized) struct ProvenDeviceTests {
  /// The simulated line, behind a channel that proved some device.
  private final class ProvenLine: PocketLine {
    private let inner: SimulatedLine
    private let device: RowID

    init(_ inner: SimulatedLine, proving device: RowID) {
      self.inner = inner
      self.device = device
    }

    func begin(timeoutMilliseconds: Int) -> RowID? { device }
    func pass(_ message: [UInt8]) throws(SealedChannelError) { try inner.pass(message) }
    func receive(timeoutMilliseconds: Int) throws(SealedChannelError) -> [UInt8]? {
      try inner.receive(timeoutMilliseconds: timeoutMilliseconds)
    }
    func keepAlive<Result, Failure: Error>(
      while body: () throws(Failure) -> Result
    ) throws(Failure) -> Result { try body() }
    func finish(timeoutMilliseconds: Int) {}
  }

  @Test(arguments: [false, true])
  func `a pocket that calls itself another device than its key proves is not let in`(
    isHonest: Bool
  ) throws {
    let chance = Chance(seed: 1)
    let hub = try Hub(disk: SimulatedDisk(number: 42), chance: chance, guards: .all)
    let pocket = try Pocket(label: "pocket 1", chance: chance)
    let other = RowID(high: 1, low: 2)
    let line = SimulatedLine(
      to: pocket.store, cutAfter: nil, heard: true, batchBytes: 4096, meanwhile: {})
    let farm = try hub.engine()
    var visit = PocketVisit(
      farm, over: ProvenLine(line, proving: isHonest ? pocket.store.device : other),
      address: "simulated", run: RowID(high: 3, low: 4), program: "test", report: { _ in })
    if isHonest {
      #expect(try visit.perform().device == pocket.store.device)
    } else {
      #expect(throws: SyncError.otherDevice(at: "simulated")) { try visit.perform() }
    }
    #expect(try farm.pockets().isEmpty == !isHonest)
    hub.close()
  }
}
