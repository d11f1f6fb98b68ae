import Records
package import SecureChannel

/// The keys that a technician had written down: a line a session, as `KeyLog` writes them.
package struct KeyLogFile: Sendable, Hashable {
  /// Longer logs are not read.
  package static let maximumBytes = 1 << 20
  private static let head = "POCKET1"
  private static let keyBytes = 32

  /// By the key that message 1 shows.
  private var sessions: [[UInt8]: ChannelSecrets] = [:]

  /// Reads a file's text; a line that is none is passed over.
  package init(text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 4, words[0] == Self.head else { continue }
      let keys = words.dropFirst().compactMap(Hexadecimal.decode)
      guard keys.count == 3, keys.allSatisfy({ $0.count == Self.keyBytes }) else { continue }
      sessions[keys[0]] = ChannelSecrets(toPocket: keys[1], toPC: keys[2])
    }
  }

  /// The keys of the session that begins with this message; nil where the log has not got them.
  package func secrets(firstMessage: [UInt8]) -> ChannelSecrets? {
    sessions[Array(firstMessage.dropFirst(5).prefix(Self.keyBytes))]
  }
}
