package import Backup
package import Delivery
package import Diagnostics
package import FarmDatabase
package import Gate
package import LinkChannel
package import Media
package import PocketProtocol
package import SealedChannel
package import Transport

/// Everything that can stop a run; facts only, the words stand in the message catalogue.
package enum SyncError: Error, Sendable, Hashable {
  /// No pocket is docked.
  case noPocket
  /// Several devices could be the pocket; none is guessed.
  case severalPockets([String])
  /// The device could not be opened or went away.
  case transport(TransportError, at: String)
  /// The line to the pocket failed.
  case channel(MessageChannelError, at: String)
  /// The pocket was not proven, or what it sent was not what it sealed.
  case sealed(SealedChannelError, at: String)
  /// The pocket's key is another device's than it says to be.
  case otherDevice(at: String)
  /// The printed key did not open the pocket.
  case printedKeyRefused(at: String)
  /// The pocket said nothing for so long although it was its turn.
  case pocketSilent(at: String, seconds: Int)
  /// The device speaks something else.
  case protocolFault(ProtocolFault, at: String)
  /// The pocket ended the session.
  case refusedByPocket(Refusal, at: String)
  /// The pocket was retired on this PC.
  case pocketRetired(label: String)
  /// The PC's database.
  case database(FarmDatabaseError)
  /// The gate is closed.
  case gate([GateRefusal])
  /// The place for the copy is none.
  case medium(MediaRefusal, path: String)
  /// The disc that the copy is burnt to or read from; its drive.
  case disc(DiscFault, drive: String)
  /// The copy.
  case backup(BackupError)
  /// What is to leave the house could not be laid ready.
  case outbox(OutboxError)
  /// A way out that was not set up on this PC.
  case notSetUp(OutsideChannel)
  /// The protected server.
  case server(ServerError)
  /// The letter to the helpdesk.
  case mail(MailError)
  /// A batch in the ledger cannot be read.
  case damagedInbox
  /// A profile file is not one; the reader's own words.
  case unreadableProfile(path: String, detail: String)
  /// A copy was checked and this file of it is not as it was written.
  case copyDamaged(files: [String])
  /// A recording of a session cannot be read or written.
  case recording(RecordingError, path: String)
  /// The person who ran the program stopped it.
  case interrupted
}

extension SyncError {
  /// What went wrong on a sealed line; a fault of the line below is told as such.
  init(_ error: SealedChannelError, at address: String) {
    self =
      if case .line(let error) = error { .channel(error, at: address) } else {
        .sealed(error, at: address)
      }
  }
}
