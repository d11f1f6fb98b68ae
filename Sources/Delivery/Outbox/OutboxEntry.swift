/// The ways out of the house.
package enum OutsideChannel: String, Codable, Sendable, Hashable, CaseIterable {
  /// The protected server.
  case server
  /// Mail to the helpdesk.
  case mail
}

/// What a parcel carries.
package struct Parcel: Codable, Sendable, Hashable {
  /// The store that its copy is of; empty where a letter goes without one.
  package var mediumID: String
  /// Where the server has that store, under one key; empty for a letter.
  package var place: String
  /// The medium as people know it.
  package var medium: String
  /// The copy; nil where a letter goes without one.
  package var generation: Int?
  /// When the copies that go to the server were made: a number alone may be given twice.
  package var moments: [Int: UInt64]
  /// Bytes of its files.
  package var bytes: UInt64

  /// Takes everything as it stands.
  package init(
    mediumID: String, place: String = "", medium: String, generation: Int?,
    moments: [Int: UInt64] = [:], bytes: UInt64
  ) {
    self.mediumID = mediumID
    self.place = place
    self.medium = medium
    self.generation = generation
    self.moments = moments
    self.bytes = bytes
  }

  /// When the newest of its copies was made.
  var made: UInt64 { moments.values.max() ?? 0 }
}

/// A parcel that waits, and how its delivery went so far.
package struct OutboxEntry: Codable, Sendable, Hashable {
  /// From 1; parcels of a channel go in this order.
  package let number: Int
  /// Which way it goes.
  package let channel: OutsideChannel
  /// Milliseconds since 1970.
  package let created: UInt64
  /// What it carries.
  package let parcel: Parcel
  /// How often it was tried in vain.
  package internal(set) var tries = 0
  /// When it was tried last; milliseconds since 1970.
  package internal(set) var lastTry: UInt64?
  /// The code of what stopped it last.
  package internal(set) var lastCode: String?
  /// Not tried again by itself before; milliseconds since 1970.
  package internal(set) var notBefore: UInt64 = 0
  /// True where trying again helps only after a person did something.
  package internal(set) var isHeld = false
  /// True where it is this parcel that is refused, and others may go before it.
  package internal(set) var isSetAside = false

  init(number: Int, channel: OutsideChannel, created: UInt64, parcel: Parcel) {
    self.number = number
    self.channel = channel
    self.created = created
    self.parcel = parcel
  }

  /// Of its folder in the outbox.
  var name: String { String(number) + "-" + channel.rawValue }
}

/// How a channel has fared.
package struct ChannelRecord: Codable, Sendable, Hashable {
  /// Parcels that went through.
  package internal(set) var delivered = 0
  /// When the last of them did; milliseconds since 1970.
  package internal(set) var lastDelivery: UInt64?
  /// When it was tried last; milliseconds since 1970.
  package internal(set) var lastTry: UInt64?
  /// What stopped it at the last try; nil where nothing did.
  package internal(set) var lastCode: String?
  /// Whose `holds` these are: the account's mark.
  package internal(set) var account: String?
  /// What the other end is known to hold: by place, when each copy there was made.
  package internal(set) var holds: [String: [Int: UInt64]] = [:]
}
