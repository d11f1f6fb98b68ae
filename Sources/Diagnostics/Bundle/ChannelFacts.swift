package import Delivery

/// How the ways out of the house fared: states and codes, no account, no address, no secret.
package enum ChannelFacts {
  /// The bundle's file of both channels.
  package static func file(
    entries: [OutboxEntry], records: [OutsideChannel: ChannelRecord], settings: ChannelSettings?
  ) -> BundleFile {
    BundleFile(
      "channels.json",
      OutsideChannel.allCases.map { channel in
        let waiting = entries.filter { $0.channel == channel }
        let past = records[channel]
        var record = BundleRecord()
        record.add("channel", channel.rawValue)
        record.add("is-set-up", settings.map { isSetUp(channel, $0) })
        if channel == .mail {
          record.add("has-helpdesk-key", settings.map { $0.mail?.recipient != nil })
        }
        record.add("waiting", waiting.count)
        record.add("delivered", past?.delivered ?? 0)
        record.add("last-delivery", past?.lastDelivery)
        record.add("last-try", past?.lastTry)
        record.add("last-code", past?.lastCode)
        record.add("is-held", waiting.first?.isHeld ?? false)
        record.add("next-try", waiting.first?.notBefore)
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
