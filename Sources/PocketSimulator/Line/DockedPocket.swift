package import LinkChannel
package import PocketProtocol
import Records
package import SealedChannel
import SecureChannel

/// Runs sessions of a pocket on a message channel, on the calling thread.
package final class DockedPocket {
  /// How long the pocket waits for the PC's next message; the PC may be merging.
  package static let silenceMilliseconds = 600_000
  private static let sendMilliseconds = 120_000

  private let store: PocketStore
  private let channel: MessageChannel
  private let program: String
  private let batchBytes: Int
  private let versions: ClosedRange<UInt32>
  private let probeBytes: Int
  private let pairing: PairingWish
  private let keys: any KeyRing

  /// A pocket that waits for the PC, speaks `versions` and closes batches at about `batchBytes`.
  ///
  /// With `probeBytes` 0 it is one of those that do not know the test of the line.
  package init(
    store: PocketStore, keys: any KeyRing, channel: MessageChannel, program: String,
    pairing: PairingWish = PairingWish(), batchBytes: Int = ProtocolTarget.serialBatchBytes,
    versions: ClosedRange<UInt32> = ProtocolVersion.oldest...ProtocolVersion.newest,
    probeBytes: Int = ProtocolLimit.probeBytes.maximum
  ) {
    self.versions = versions
    self.probeBytes = probeBytes
    self.pairing = pairing
    self.keys = keys
    self.store = store
    self.channel = channel
    self.program = program
    self.batchBytes = batchBytes
  }

  /// Waits for a PC and runs one session to its end; nil where no PC came in time, or one came
  /// for no more than to be known.
  package func session(waitMilliseconds: Int) throws(SimulatorFault) -> SessionOutcome? {
    do throws(MessageChannelError) {
      try channel.accept(timeoutMilliseconds: waitMilliseconds)
    } catch .openTimedOut {
      return nil
    } catch {
      throw .line(error)
    }
    defer { channel.close() }
    let sealed: SealedChannel
    do throws(SealedChannelError) {
      sealed = try SealedChannel.answer(
        over: channel, as: store.identity, with: keys, face: pairing.face,
        isPairing: pairing.isWanted, ask: pairing.ask)
    } catch { throw SimulatorFault(error) }
    return try converse(sealed)
  }

  private func converse(_ sealed: SealedChannel) throws(SimulatorFault) -> SessionOutcome? {
    var hasBegun = false
    let channel = channel
    var dock = PocketDock(
      store: store, program: program, batchBytes: batchBytes, versions: versions,
      probeBytes: probeBytes, dataFrames: { channel.dataFrames })
    while true {
      if let outcome = dock.outcome {
        try store.tidy()
        return outcome
      }
      let message: [UInt8]?
      do throws(SealedChannelError) {
        message = try sealed.receive(timeoutMilliseconds: Self.silenceMilliseconds)
      } catch {
        if !hasBegun, error == .line(.closedByPeer) { return nil }
        throw SimulatorFault(error)
      }
      guard let message else { throw .silent }
      hasBegun = true
      try dock.receive(
        message,
        send: { bytes throws(SimulatorFault) in
          do throws(SealedChannelError) {
            try sealed.send(bytes, timeoutMilliseconds: Self.sendMilliseconds)
          } catch { throw SimulatorFault(error) }
        },
        apart: { work throws(SimulatorFault) in
          try sealed.keepAlive { () throws(SimulatorFault) in try work() }
        })
    }
  }
}

extension PocketStore {
  /// How the pocket calls itself before anything else is said.
  fileprivate var identity: EndIdentity {
    do throws(SecureChannelError) {
      return try EndIdentity(id: device.bytes, cutting: state.label)
    } catch { preconditionFailure("\(error)") }
  }
}
