package import Foundation

/// What this PC knows of the channels to the outside; with the secrets, so its file is private.
package struct ChannelSettings: Sendable, Hashable {
  /// A longer file is not one of ours.
  package static let bytesMaximum = 1 << 16
  private static let format = 1

  /// The protected server; nil where it was not set up.
  package var server: ServerAccount?
  /// The helpdesk's mail; nil where it was not set up.
  package var mail: MailAccount?

  /// Neither.
  package init() {}

  /// Reads the file; every key and every value must be one that this version knows.
  package init(file: Data) throws(SettingsFault) {
    guard file.count <= Self.bytesMaximum,
      var values = try? JSONDecoder().decode([String: SettingValue].self, from: file)
    else { throw .notUnderstood }
    guard case .number(let format) = values.removeValue(forKey: "format") else {
      throw .missing("format")
    }
    guard format <= Self.format else { throw .newerFormat(format) }
    guard format == Self.format else { throw .invalid("format", expected: "\(Self.format)") }
    if let section = try Self.section("server", &values) { server = try ServerAccount(section) }
    if let section = try Self.section("mail", &values) { mail = try MailAccount(section) }
    if let left = values.keys.sorted().first { throw .unknownKey(left) }
  }

  /// The file; reading it gives these settings again.
  package var file: Data {
    var values = ["format": SettingValue.number(Self.format)]
    values["server"] = (server?.values).map(SettingValue.section)
    values["mail"] = (mail?.values).map(SettingValue.section)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let file = try? encoder.encode(values) else { preconditionFailure("settings as JSON") }
    return file + Data("\n".utf8)
  }

  /// Throws where this program would not read what it would write.
  package func check() throws(SettingsFault) { _ = try ChannelSettings(file: file) }

  private static func section(
    _ name: String, _ values: inout [String: SettingValue]
  ) throws(SettingsFault) -> [String: SettingValue]? {
    guard let value = values.removeValue(forKey: name) else { return nil }
    guard case .section(let section) = value else { throw .invalid(name, expected: "{…}") }
    return section
  }
}
