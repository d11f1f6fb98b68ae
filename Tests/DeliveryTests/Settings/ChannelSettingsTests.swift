import Age
import Foundation
import Testing

@testable import Delivery

struct ChannelSettingsTests {
  private static let key = Identity().recipient.text

  private static let whole = """
    {"format": 1,
     "server": {
       "endpoint": "https://s3.example.be", "bucket": "farms", "keyID": "AK", "secret": "s",
       "prefix": "f-1", "region": "eu-1", "addressing": "host", "certificateFile": "/ca.pem",
       "bytesPerSecond": 100000, "lockDays": 30, "partBytes": 8388608, "parallel": 2},
     "mail": {"host": "smtp.example.be", "port": 25, "protection": "tls", "user": "ferme",
       "password": "pré \\"vert\\"", "sender": "luc@example.be", "helpdesk": "help@example.org",
       "helpdeskKey": "\(key)", "limitBytes": 5000000, "certificateFile": "/ca.pem"}}
    """

  private static let least = """
    {"format": 1,
     "server": {
       "endpoint": "https://s3.example.be", "bucket": "farms", "keyID": "AK", "secret": "s"},
     "mail": {"host": "smtp.example.be", "sender": "a@b.be", "helpdesk": "c@d.be"}}
    """

  private func fault(_ text: String) -> SettingsFault? {
    do throws(SettingsFault) { _ = try ChannelSettings(file: Data(text.utf8)) } catch {
      return error
    }
    return nil
  }

  private func fault(_ section: String, _ key: String, _ value: String) -> SettingsFault? {
    let old = try! JSONDecoder().decode(
      [String: SettingValue].self, from: Data(Self.whole.utf8))
    let new = try! JSONDecoder().decode([SettingValue].self, from: Data("[\(value)]".utf8))[0]
    guard case .section(var values) = old[section] else { return nil }
    values[key] = new
    var changed = old
    changed[section] = .section(values)
    return fault(String(decoding: try! JSONEncoder().encode(changed), as: UTF8.self))
  }

  @Test func `what is written is read again, every key of it`() throws {
    for text in [Self.whole, Self.least, "{\"format\": 1}"] {
      let settings = try ChannelSettings(file: Data(text.utf8))
      #expect(try ChannelSettings(file: settings.file) == settings)
    }
    let settings = try ChannelSettings(file: Data(Self.whole.utf8))
    let mail = try #require(settings.mail)
    #expect(mail.port == 25 && mail.protection == .tls && mail.user == "ferme")
    #expect(mail.password.text == "pré \"vert\"" && mail.recipient?.text == Self.key)
    #expect(mail.limitBytes == 5_000_000 && mail.certificateFile == "/ca.pem")
    let server = try #require(settings.server)
    #expect(server.prefix == "f-1" && server.region == "eu-1" && server.addressing == .host)
    #expect(server.bandwidthBytesPerSecond == 100_000 && server.lockDays == 30)
    #expect(server.partBytes == 8 << 20 && server.parallel == 2 && server.secret == Secret("s"))
  }

  @Test func `what is not said is the usual`() throws {
    let settings = try ChannelSettings(file: Data(Self.least.utf8))
    let mail = try #require(settings.mail)
    #expect(mail.port == 587 && mail.protection == .startTLS && mail.limitBytes == 20_000_000)
    #expect(mail.user == "" && mail.recipient == nil && mail.certificateFile == nil)
    let empty = try ChannelSettings(file: Data("{\"format\": 1}".utf8))
    #expect(empty == ChannelSettings())
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{\"format\": true}", "{\"format\": 1, \"mail\": [1]}",
    "{\"format\": 1, \"mail\": {\"host\": null}}", "{\"format\": 1.5}",
    String(repeating: " ", count: 1 << 16) + "{\"format\": 1}",
  ])
  func `what is no file of settings is said to be none`(text: String) {
    #expect(fault(text) == .notUnderstood)
  }

  @Test func `a file of another format is not guessed at`() {
    #expect(fault("{}") == .missing("format"))
    #expect(fault("{\"format\": 2}") == .newerFormat(2))
    #expect(fault("{\"format\": 0}") == .invalid("format", expected: "1"))
  }

  @Test func `a key that means nothing is refused, wherever it stands`() {
    #expect(fault("{\"format\": 1, \"mial\": {}}") == .unknownKey("mial"))
    #expect(fault("mail", "limitbytes", "1") == .unknownKey("mail.limitbytes"))
    #expect(fault("server", "insecure", "1") == .unknownKey("server.insecure"))
  }

  @Test(arguments: [
    ("mail", "host"), ("mail", "sender"), ("mail", "helpdesk"), ("mail", "password"),
    ("mail", "user"), ("server", "endpoint"), ("server", "bucket"), ("server", "keyID"),
    ("server", "secret"),
  ])
  func `a key that is needed is named`(section: String, key: String) throws {
    let object = try JSONSerialization.jsonObject(with: Data(Self.whole.utf8))
    var whole = try #require(object as? [String: Any])
    var values = try #require(whole[section] as? [String: Any])
    values[key] = nil
    whole[section] = values
    let text = try JSONSerialization.data(withJSONObject: whole)
    #expect(fault(String(decoding: text, as: UTF8.self)) == .missing("\(section).\(key)"))
  }

  @Test(arguments: [
    ("mail", "host", "\"\""), ("mail", "host", "\"a b\""), ("mail", "host", "\"a/../b\""),
    ("mail", "host", "\"user@a\""), ("mail", "host", "\"a\\r\\nb\""), ("mail", "host", "1"),
    ("mail", "port", "0"), ("mail", "port", "65536"), ("mail", "port", "\"587\""),
    ("mail", "protection", "\"none\""), ("mail", "protection", "\"\""),
    ("mail", "user", "\"a\\u0000b\""), ("mail", "password", "\"a\\nb\""),
    ("mail", "sender", "\"a\""), ("mail", "helpdesk", "\"a@b\\r\\nRCPT TO:<x@y>\""),
    ("mail", "helpdeskKey", "\"age1qqqq\""), ("mail", "limitBytes", "99999"),
    ("mail", "limitBytes", "200000001"), ("mail", "certificateFile", "\"ca.pem\""),
    ("server", "endpoint", "\"http://s3.example.be\""), ("server", "endpoint", "\"s3\""),
    ("server", "bucket", "\"a\""), ("server", "prefix", "\"a/../b\""),
    ("server", "addressing", "\"both\""), ("server", "lockDays", "0"),
    ("server", "partBytes", "5242879"), ("server", "parallel", "17"),
    ("server", "bytesPerSecond", "1"), ("server", "certificateFile", "\"./ca.pem\""),
  ])
  func `a value that does not fit is named with its key`(
    section: String, key: String, value: String
  ) {
    guard case .invalid("\(section).\(key)", _) = fault(section, key, value) else {
      Issue.record("\(String(describing: fault(section, key, value)))")
      return
    }
  }
}
