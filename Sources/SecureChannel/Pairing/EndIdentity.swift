/// How an end calls itself; proven to come from the holder of its key, and no more than that.
package struct EndIdentity: Sendable, Hashable {
  /// The length of every identity.
  package static let idBytes = 16
  /// The longest name, in UTF-8.
  package static let maximumNameBytes = 128

  /// Stays the same as long as the device or the farm is the same.
  package let id: [UInt8]
  /// For people.
  package let name: String

  /// Refuses another length than 16 bytes and names over the limit.
  package init(id: [UInt8], name: String) throws(SecureChannelError) {
    guard id.count == Self.idBytes else { throw .malformed }
    guard name.utf8.count <= Self.maximumNameBytes else {
      throw .nameTooLong(bytes: name.utf8.count, limitBytes: Self.maximumNameBytes)
    }
    self.id = id
    self.name = name
  }

  /// As much of the name as fits.
  package init(id: [UInt8], cutting name: String) throws(SecureChannelError) {
    var name = name
    while name.utf8.count > Self.maximumNameBytes { name.removeLast() }
    try self.init(id: id, name: name)
  }

  var encoded: [UInt8] { id + [UInt8(name.utf8.count)] + Array(name.utf8) }

  /// All of the bytes, and nothing behind them.
  init(_ bytes: ArraySlice<UInt8>) throws(SecureChannelError) {
    let rest = bytes.dropFirst(Self.idBytes)
    guard let length = rest.first, rest.count == 1 + Int(length),
      let name = String(validating: rest.dropFirst(), as: UTF8.self)
    else { throw .malformed }
    try self.init(id: Array(bytes.prefix(Self.idBytes)), name: name)
  }
}
