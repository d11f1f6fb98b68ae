import Foundation
import Testing

@testable import Delivery

struct EncodingTests {
  @Test func `lines of text are at most 76 characters and say what they said`() throws {
    let texts = [
      "", " ", "a ", "=", "a=b", ".", "..", "From here", "From", "é", "tab\tinside", "fin\t",
      String(repeating: "x", count: 76), String(repeating: "x", count: 77),
      String(repeating: "é", count: 25) + "a", String(repeating: ".", count: 80),
      String(repeating: "=", count: 300), String(repeating: " ", count: 100),
    ]
    for text in texts {
      let encoded = QuotedPrintable.encode([text])
      let lines = String(decoding: encoded, as: UTF8.self).components(separatedBy: "\r\n")
      #expect(lines.last == "")
      for line in lines {
        #expect(line.utf8.count <= 76 && !line.hasPrefix(".") && !line.hasPrefix("From "))
        #expect(!line.hasSuffix(" ") && !line.hasSuffix("\t"))
      }
      #expect(decoded(encoded) == text, "\(text)")
    }
  }

  /// RFC 2045's rules from the other side.
  private func decoded(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self).replacing("=\r\n", with: "")
    var plain: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        plain.append(byte)
        continue
      }
      plain.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)!)
      rest = rest.dropFirst(2)
    }
    return String(decoding: plain.dropLast(2), as: UTF8.self)
  }

  @Test func `the length of base 64 is known beforehand`() {
    for count in [0, 1, 2, 3, 56, 57, 58, 113, 114, 115, 5000] {
      let encoded = Base64Lines.encode(Data(repeating: 7, count: count))
      #expect(encoded.count == Base64Lines.bytes(of: count), "\(count)")
    }
  }

  @Test func `moments look as mail wants them`() {
    #expect(
      MailDate(seconds: 0, secondsFromUTC: -12_600).text == "Wed, 31 Dec 1969 20:30:00 -0330")
    #expect(
      MailDate(seconds: 951_782_400, secondsFromUTC: 0).text == "Tue, 29 Feb 2000 00:00:00 +0000")
  }

  @Test(arguments: [
    "a@b", "ferme.du-moulin+x@example.be", "0470@a-b.example", "!#$%&'*+-/=?^_`{|}~@x.be",
  ])
  func `plain addresses are taken`(text: String) {
    #expect(MailAddress(text)?.text == text)
  }

  @Test(arguments: [
    "", "@", "a@", "@b", "a", "a@b@c", "a b@c.be", "a@b c", "a@b\r\nRCPT TO:<x@y>", "<a@b>",
    "a\u{0}@b", ".a@b", "a.@b", "a..b@c", "a@b..c", "a@-b", "a@b-", "é@b.be", "a@é.be",
    "\"a b\"@c.be", "a@[127.0.0.1]", "a,b@c", "a@b.", "-a@b", "a@b>",
  ])
  func `whatever could be read in two ways is none`(text: String) {
    #expect(MailAddress(text) == nil)
  }

  @Test func `addresses have limits`() {
    let long = String(repeating: "a", count: 64)
    #expect(MailAddress("\(long)@b.be") != nil)
    #expect(MailAddress("a\(long)@b.be") == nil)
    #expect(MailAddress("a@\(long).be") == nil)
    let domain = Array(repeating: String(repeating: "a", count: 49), count: 5).joined(
      separator: ".")
    #expect(MailAddress("abcd@\(domain)") != nil)
    #expect(MailAddress("abcdefg@\(domain)") == nil)
  }

  @Test func `an identity is kept as 32 digits`() {
    let identity = MailIdentity()
    #expect(MailIdentity(identity.text) == identity)
    #expect(MailIdentity() != identity)
    for text in ["", "00", String(repeating: "g", count: 32), identity.text + "00"] {
      #expect(MailIdentity(text) == nil)
    }
  }
}
