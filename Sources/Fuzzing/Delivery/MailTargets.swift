import Delivery
import Foundation

extension FuzzTarget {
  /// What a person types for the helpdesk, in the message that it becomes.
  static let letter = FuzzTarget(
    "letter", maximumBytes: 6000,
    seeds: {
      [
        "Luc Dubois, 0470 12 34 56\nLe pocket est muet.\nPouvez-vous aider ?",
        "Qui : Luc\r\nProblème : .\r\n..\r\nFrom là\r\nPourquoi : =?utf-8?B?\u{202E}",
      ].map { Array($0.utf8) }
    },
    run: { input throws(BrokenPromise) in
      let text = String(decoding: input, as: UTF8.self)
      guard let sender = MailAddress("a@b.be"), let identity = MailIdentity(entry) else { return }
      guard let letter = try? HelpdeskLetter(LetterDraft(text: text)) else { return }
      let account = MailAccount(
        host: "localhost", user: "", password: Secret(""), sender: sender, helpdesk: sender,
        recipient: nil)
      let mail = HelpdeskMail(
        identity: identity, date: MailDate(seconds: 0, secondsFromUTC: 0), letter: letter,
        words: LetterWords(
          language: "fr", subject: text, headings: [.who: text], attachment: text, facts: text),
        facts: HelpdeskFacts(program: "fuzz", farm: text, farmID: "1"), attachments: [])
      try staysOneMessage(MailChannel(account: account, program: "fuzz").message(mail))
    })

  private static let entry = "00112233445566778899aabbccddeeff"
  private static let lineBytesMaximum = 78
  private static let headers: Set<String> = [
    "Date", "Message-ID", "From", "To", "Subject", "User-Agent", "Content-Language",
    "MIME-Version", "Content-Type",
  ]

  /// No text makes a header, a part or a line of its own.
  private static func staysOneMessage(_ message: MailMessage) throws(BrokenPromise) {
    var bytes: [UInt8] = []
    for case .bytes(let piece) in message.pieces() { bytes += piece }
    try promise(bytes.count == message.bytes, "\(message.bytes) bytes are \(bytes.count)")
    try promise(bytes.allSatisfy { $0 < 0x80 }, "not ASCII")
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    try promise(lines.allSatisfy { !$0.utf8.contains { $0 == 13 || $0 == 10 } }, "a bare line end")
    try promise(lines.allSatisfy { $0.utf8.count <= lineBytesMaximum }, "a long line")
    let names = lines.prefix { !$0.isEmpty }.filter { !$0.hasPrefix(" ") }
      .map { String($0.prefix { $0 != ":" }) }
    try promise(names.count == headers.count && Set(names) == headers, "headers \(names)")
    let edges = lines.filter { $0.hasPrefix("--=_pocket-sync_") }
    try promise(edges.count == 2, "\(edges.count) edges of parts")
  }

  /// What a mail server says, in any pieces.
  static let mailReplies = FuzzTarget(
    "mail-replies",
    seeds: {
      ["220 here\r\n250-here\r\n250-SIZE 100\r\n250 AUTH PLAIN\r\n", "550-no\r\n550 5.1.1 x\r\n"]
        .map { Array($0.utf8) }
    },
    run: { input throws(BrokenPromise) in
      var (whole, pieces) = (SMTPConversation(), SMTPConversation())
      whole.sent(Array("EHLO x\r\n".utf8))
      pieces.sent(Array("EHLO x\r\n".utf8))
      whole.received(input)
      for byte in input { pieces.received([byte]) }
      try promise(whole == pieces, "pieces come to the same")
      try promise(whole.reply.unicodeScalars.count <= 300, "a long reply")
      try promise(
        whole.reply.unicodeScalars.allSatisfy { $0.value >= 32 && $0 != "\u{202E}" },
        "a reply that steers")
    })

  /// The file of the channels' settings.
  static let channelSettings = FuzzTarget(
    "channel-settings", maximumBytes: 8192,
    seeds: {
      [
        """
        {"format": 1,
        "mail": {"host": "a.be", "sender": "a@b.be", "helpdesk": "c@d.be", "port": 25},
        "server": {"endpoint": "https://a.be", "bucket": "abc", "keyID": "k", "secret": "s"}}
        """
      ].map { Array($0.utf8) }
    },
    run: { input throws(BrokenPromise) in
      guard let settings = try? ChannelSettings(file: Data(input)) else { return }
      let again = try? ChannelSettings(file: settings.file)
      try promise(again == settings, "settings come back")
    })
}
