import FarmDatabase
import LinkChannel
import SealedChannel
package import SecureChannel

extension SyncRun {
  /// Meets the pocket at an address, so that it is known from now on; `ask` shows the digits.
  package func pair(
    _ address: PocketAddress, by way: PairingWay, ask: (PairingDigits, EndIdentity) -> Bool
  ) throws(SyncError) -> KnownPeer {
    try withLine(to: address) { line throws(SyncError) in
      do throws(SealedChannelError) {
        let peer = try line.pair(
          way, timeoutMilliseconds: PocketVisit.openMilliseconds, ask: ask)
        line.finish(timeoutMilliseconds: PocketVisit.closeMilliseconds)
        return peer
      } catch {
        // Without the right key the pocket cannot open what the PC sent, and hangs up.
        if case .printedKey = way, case .line(.closedByPeer) = error {
          throw .printedKeyRefused(at: address.text)
        }
        line.finish(timeoutMilliseconds: PocketVisit.closeMilliseconds)
        throw stop.isRaised ? .interrupted : SyncError(error, at: address.text)
      }
    }
  }
}
