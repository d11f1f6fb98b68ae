import LinkChannel
import PocketProtocol
import PocketSimulator
import Records
import SealedChannel
import SyncEngine
import Transport

/// The line between a visit and a docked pocket: whole messages, on one thread, cut at any byte.
///
/// A message with the cut byte in it is lost, and so is everything after it, both ways.
final class SimulatedLine: PocketLine {
  private let store: PocketStore
  private var dock: PocketDock
  private var waiting: [[UInt8]] = []
  private var bytesLeft: Int?
  private let isHeard: Bool
  private let meanwhile: () -> Void
  private(set) var isCut = false
  /// What the pocket's end died of.
  private(set) var pocketFault: SimulatorFault?

  /// A line that is cut after `bytes`; with `heard` the pocket notices at once. While the PC
  /// waits, `meanwhile` runs.
  init(
    to store: PocketStore, cutAfter bytes: Int?, heard: Bool, batchBytes: Int,
    meanwhile: @escaping () -> Void
  ) {
    self.store = store
    dock = PocketDock(store: store, program: "simulated", batchBytes: batchBytes)
    bytesLeft = bytes
    isHeard = heard
    self.meanwhile = meanwhile
  }

  /// True where so many more bytes come through.
  private func carries(_ bytes: Int) -> Bool {
    guard !isCut else { return false }
    guard let left = bytesLeft else { return true }
    bytesLeft = max(0, left - bytes)
    isCut = bytes > left
    return !isCut
  }

  /// The engine is judged here, not the channel.
  func begin(timeoutMilliseconds: Int) -> RowID? { nil }

  func pass(_ message: [UInt8]) throws(SealedChannelError) {
    guard !isCut, pocketFault == nil else { throw .line(.transport(.closed)) }
    guard carries(message.count) else { return }
    do throws(SimulatorFault) {
      try dock.receive(message, send: answer)
      if dock.outcome != nil { try store.tidy() }
    } catch { pocketFault = error }
  }

  private func answer(_ message: [UInt8]) throws(SimulatorFault) {
    if carries(message.count) {
      waiting.append(message)
    } else if isHeard {
      throw .line(.transport(.closed))
    }
  }

  func receive(timeoutMilliseconds: Int) throws(SealedChannelError) -> [UInt8]? {
    meanwhile()
    guard waiting.isEmpty else { return waiting.removeFirst() }
    throw .line(.transport(.closed))
  }

  func keepAlive<Result, Failure: Error>(
    while body: () throws(Failure) -> Result
  ) throws(Failure) -> Result { try body() }

  func finish(timeoutMilliseconds: Int) {}
}
