package import Records

/// What the PC's rim must do, in the order given, before it hands over the next message.
package enum PCAction: Hashable, Sendable {
  /// Send these bytes as one message.
  case send([UInt8])
  /// Look the pocket up and answer with `welcome` or `refuse`.
  case introduced(PocketIntroduction)
  /// The pocket answered a probe.
  case probed(Probed)
  /// Keep the rows of lost commits durably in the inbox.
  case storeLost(LostBatch, encoded: [UInt8])
  /// Keep the changes durably in the inbox.
  case store(ChangeBatch, encoded: [UInt8])
  /// Merge all that the inbox holds, this change being the last, and answer with `merged`.
  case merge(through: DotCheck)
  /// Send rows with `down`, from here or earlier, then call `downEnd`.
  case feed(from: FeedCursor)
  /// The pocket has the feed up to here.
  case applied(FeedCursor)
  /// Close: all is said.
  case finished(SessionOutcome)
  /// Close: the pocket ended the session.
  case refused(Refusal)
}
