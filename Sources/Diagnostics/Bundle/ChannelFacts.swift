package import Delivery

/// How the ways out of the house fared: states and codes, no account, no address, no secret.
package enum ChannelFacts {
  /// The bundle's file of both channels.
  ///
  /// What of the outbox cannot be read is left out, and `code` says why: who has such an outbox is
  /// the one who needs the helpdesk.
  package static func file(
    _ outbox: Outbox, settings: ChannelSettings?, code: (OutboxError) -> String
  ) -> BundleFile {
    var problem: String?
    func read<Facts>(_ facts: () throws(OutboxError) -> Facts) -> Facts? {
      do throws(OutboxError) { return try facts() } catch {
        problem = problem ?? code(error)
        return nil
      }
    }
    let (entries, records) = (read(outbox.entries), read(outbox.records))
    let damaged = read(outbox.damaged)
    return BundleFile(
      "channels.json",
      OutsideChannel.allCases.map { channel in
        let waiting = entries?.filter { $0.channel == channel }
        let past = records?[channel]
        var record = BundleRecord()
        record.add("channel", channel.rawValue)
        record.add("is-set-up", settings.map { isSetUp(channel, $0) })
        if channel == .mail {
          record.add("has-helpdesk-key", settings.map { $0.mail?.recipient != nil })
        }
        record.add("problem", problem)
        record.add("waiting", waiting?.count)
        record.add("damaged", damaged?.count { $0.hasSuffix("-" + channel.rawValue) })
        record.add("delivered", records.map { _ in past?.delivered ?? 0 })
        record.add("last-delivery", past?.lastDelivery)
        record.add("last-try", past?.lastTry)
        record.add("last-code", past?.lastCode)
        record.add("is-held", waiting.map { $0.first?.isHeld ?? false })
        record.add("next-try", waiting?.first?.notBefore)
        return record
      })
  }

  private static func isSetUp(_ channel: OutsideChannel, _ settings: ChannelSettings) -> Bool {
    switch channel {
    case .server: settings.server != nil
    case .mail: settings.mail != nil
    }
  }
}
