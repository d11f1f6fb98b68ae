package import LinkChannel
package import PocketProtocol

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

  /// A pocket that waits for the PC, speaks `versions` and closes batches at about `batchBytes`.
  package init(
    store: PocketStore, channel: MessageChannel, program: String,
    batchBytes: Int = ProtocolTarget.serialBatchBytes,
    versions: ClosedRange<UInt32> = ProtocolVersion.oldest...ProtocolVersion.newest
  ) {
    self.versions = versions
    self.store = store
    self.channel = channel
    self.program = program
    self.batchBytes = batchBytes
  }

  /// Waits for a PC and runs one session to its end; nil where no PC came in time.
  package func session(waitMilliseconds: Int) throws(SimulatorFault) -> SessionOutcome? {
    do throws(MessageChannelError) {
      try channel.accept(timeoutMilliseconds: waitMilliseconds)
    } catch .openTimedOut {
      return nil
    } catch {
      throw .line(error)
    }
    defer { channel.close() }
    var dock = PocketDock(
      store: store, program: program, batchBytes: batchBytes, versions: versions)
    while true {
      if let outcome = dock.outcome {
        try store.tidy()
        return outcome
      }
      let message = try line { channel throws(MessageChannelError) in
        try channel.receive(timeoutMilliseconds: Self.silenceMilliseconds)
      }
      guard let message else { throw .silent }
      try dock.receive(
        message,
        send: { bytes throws(SimulatorFault) in
          try line { channel throws(MessageChannelError) in
            try channel.send(bytes, timeoutMilliseconds: Self.sendMilliseconds)
          }
        },
        apart: { [channel] work throws(SimulatorFault) in
          try channel.keepAlive { () throws(SimulatorFault) in try work() }
        })
    }
  }

  private func line<Result>(
    _ body: (MessageChannel) throws(MessageChannelError) -> Result
  ) throws(SimulatorFault) -> Result {
    do throws(MessageChannelError) { return try body(channel) } catch { throw .line(error) }
  }
}
