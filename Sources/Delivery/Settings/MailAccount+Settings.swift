import Age

extension MailAccount {
  private static let passwordBytesMaximum = 1024
  private static let portRange = 1...65_535

  /// Reads the section `mail`.
  init(_ values: [String: SettingValue]) throws(SettingsFault) {
    var reader = SettingsReader("mail", values)
    let host = try reader.needed("host")
    guard Self.isHost(host) else { throw reader.invalid("host", "smtp.example.be") }
    let protection = try reader.choice("protection", Protection.self) ?? .startTLS
    let user = try reader.text("user") ?? ""
    let password = try reader.text("password", maximumBytes: Self.passwordBytesMaximum) ?? ""
    guard user.isEmpty == password.isEmpty else {
      throw .missing(reader.key(user.isEmpty ? "user" : "password"))
    }
    self.init(
      host: host, port: try reader.number("port", in: Self.portRange), protection: protection,
      user: user, password: Secret(password), sender: try Self.address("sender", &reader),
      helpdesk: try Self.address("helpdesk", &reader), recipient: try Self.key(&reader),
      limitBytes: try reader.number("limitBytes", in: Self.limitBytesRange)
        ?? Self.usualLimitBytes,
      certificateFile: try reader.path("certificateFile"))
    try reader.finish()
  }

  /// As the section has it.
  var values: [String: SettingValue] {
    var values: [String: SettingValue] = [
      "host": .text(host), "port": .number(port), "protection": .text(protection.rawValue),
      "sender": .text(sender.text), "helpdesk": .text(helpdesk.text),
      "limitBytes": .number(limitBytes),
    ]
    if !user.isEmpty {
      values["user"] = .text(user)
      values["password"] = .text(password.text)
    }
    if let recipient { values["helpdeskKey"] = .text(recipient.text) }
    if let certificateFile { values["certificateFile"] = .text(certificateFile) }
    return values
  }

  private static func address(
    _ key: String, _ reader: inout SettingsReader
  ) throws(SettingsFault) -> MailAddress {
    guard let address = MailAddress(try reader.needed(key)) else {
      throw reader.invalid(key, "a@example.be")
    }
    return address
  }

  private static func key(_ reader: inout SettingsReader) throws(SettingsFault) -> Recipient? {
    guard let text = try reader.text("helpdeskKey") else { return nil }
    do throws(AgeError) { return try Recipient(text) } catch {
      throw reader.invalid("helpdeskKey", "age1…")
    }
  }

  /// A name, or a number of the net; nothing that would end the address that it is put in.
  private static func isHost(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      switch UInt8(byte) {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }
}
