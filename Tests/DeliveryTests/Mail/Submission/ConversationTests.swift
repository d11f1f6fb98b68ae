import Testing

@testable import Delivery

struct ConversationTests {
  private func heard(_ text: String, after command: String = "EHLO x\r\n") -> SMTPConversation {
    var whole = SMTPConversation()
    whole.sent(Array(command.utf8))
    whole.received(Array(text.utf8))
    var split = SMTPConversation()
    split.sent(Array(command.utf8))
    for byte in text.utf8 { split.received([byte]) }
    #expect(whole.reply == split.reply && whole.code == split.code && whole.offers == split.offers)
    return whole
  }

  @Test func `what a server offers is its last answer to EHLO`() {
    var talk = heard("250-here\r\n250-SIZE 100\r\n250-AUTH=LOGIN\r\n250 starttls\r\n")
    #expect(talk.sizeLimit == 100)
    #expect(talk.offers("AUTH") && talk.offers("STARTTLS") && !talk.offers("START"))
    talk.sent(Array("EHLO x\r\n".utf8))
    talk.received(Array("250 here\r\n".utf8))
    #expect(talk.sizeLimit == nil && !talk.offers("AUTH"))
  }

  @Test(arguments: ["SIZE", "SIZE 0", "SIZE x", "SIZE 99999999999999999999", "SIZE 1 2"])
  func `a size that says nothing is none`(offer: String) {
    #expect(heard("250-here\r\n250 \(offer)\r\n").sizeLimit == nil)
  }

  @Test func `a reply of several lines is one`() {
    let talk = heard("550-one\r\n550-two\r\n550 three\r\n", after: "RCPT TO:<x>\r\n")
    #expect(talk.code == 550 && talk.reply == "550 one two three" && talk.command == "RCPT")
  }

  @Test func `what is no reply, and what comes after the farewell, counts for nothing`() {
    var talk = heard("550 no\r\nnonsense\r\n99 x\r\n\r\n-\r\n600 y\r\n", after: "MAIL x\r\n")
    #expect(talk.reply == "550 no")
    talk.sent(Array("QUIT\r\n".utf8))
    talk.received(Array("221 bye\r\n".utf8))
    #expect(talk.code == 550 && talk.command == "MAIL")
  }

  @Test func `a login's secrets are not kept`() {
    var talk = heard("334 \r\n", after: "AUTH PLAIN\r\n")
    talk.sent(Array("AGZlcm1lAHNlY3JldA==\r\n".utf8))
    #expect(talk.command == "AUTH")
    #expect(!"\(talk)".contains("AGZlcm1l"))
  }

  @Test func `a server that never ends fills no memory`() {
    var talk = SMTPConversation()
    for _ in 0..<10_000 { talk.received(Array("250-x\r\n".utf8)) }
    talk.received([UInt8](repeating: 120, count: 100_000))
    talk.received(Array("\r\n250 end\r\n".utf8))
    #expect(talk.reply.unicodeScalars.count <= 300)
    #expect("\(talk)".utf8.count < 10_000)
  }

  @Test func `a secret is part of no text`() {
    let secret = Secret("pré vert")
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains("vert"))
  }
}
