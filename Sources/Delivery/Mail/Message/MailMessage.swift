/// A whole message as it goes over the line and into a file: ASCII in lines ended by CR and LF.
///
/// The same values give the same bytes, so that a second try sends what the first one did.
package struct MailMessage: Sendable {
  /// Told by its Message-ID.
  package let identity: MailIdentity
  /// When it was written.
  package let date: MailDate
  /// Who sends it, with the name shown beside the address.
  package let from: (address: MailAddress, name: String)
  /// Who gets it.
  package let to: MailAddress
  /// Any text.
  package let subject: String
  /// Two letters.
  package let language: String
  /// Name and version of this program.
  package let program: String
  /// The text, line by line.
  package let body: [String]
  /// What goes along.
  package let attachments: [MailAttachment]

  /// A run of the message's bytes, or of a file that goes in between in base 64.
  package enum Piece: Sendable, Hashable {
    /// As they stand.
    case bytes([UInt8])
    /// A file of so many bytes, in base 64.
    case file(path: String, bytes: Int)
  }

  /// In order; a draft is one that a mail program opens to be sent by a person.
  package func pieces(isDraft: Bool = false) -> [Piece] {
    var pieces: [Piece] = [.bytes(header(isDraft: isDraft)), .bytes(part(head: text(body)))]
    for attachment in attachments {
      switch attachment.content {
      case .text(let lines):
        pieces.append(.bytes(part(head: text(lines, calling: attachment.name))))
      case .file(let path, let bytes):
        pieces.append(.bytes(part(head: head(ofFile: attachment.name))))
        pieces.append(.file(path: path, bytes: bytes))
      }
    }
    return pieces + [.bytes(Array("\r\n--\(identity.boundary)--\r\n".utf8))]
  }

  /// How long the whole message is, exactly, before anything of it is made.
  package var bytes: Int {
    pieces().reduce(0) { sum, piece in
      switch piece {
      case .bytes(let bytes): sum + bytes.count
      case .file(_, let bytes): sum + Base64Lines.bytes(of: bytes)
      }
    }
  }

  private func header(isDraft: Bool) -> [UInt8] {
    let fields = [
      isDraft ? "X-Unsent: 1\r\n" : "",
      "Date: \(date.text)\r\n",
      "Message-ID: \(identity.messageID(of: from.address))\r\n",
      HeaderField.address("From", from.address, calling: from.name),
      HeaderField.address("To", to),
      HeaderField.text("Subject", subject),
      HeaderField.text("User-Agent", program),
      HeaderField.text("Content-Language", language),
      "MIME-Version: 1.0\r\n",
      "Content-Type: multipart/mixed;\r\n boundary=\"\(identity.boundary)\"\r\n",
    ]
    return Array(fields.joined().utf8)
  }

  private func part(head: [UInt8]) -> [UInt8] {
    Array("\r\n--\(identity.boundary)\r\n".utf8) + head
  }

  private func text(_ lines: [String], calling name: String? = nil) -> [UInt8] {
    let disposition = name.map { Self.disposition("attachment", $0) } ?? ""
    let head =
      "Content-Type: text/plain; charset=utf-8\r\n"
      + "Content-Transfer-Encoding: quoted-printable\r\n\(disposition)\r\n"
    return Array(head.utf8) + QuotedPrintable.encode(lines)
  }

  private func head(ofFile name: String) -> [UInt8] {
    let head =
      "Content-Type: application/octet-stream\r\n"
      + "Content-Transfer-Encoding: base64\r\n\(Self.disposition("attachment", name))\r\n"
    return Array(head.utf8)
  }

  private static func disposition(_ kind: String, _ name: String) -> String {
    "Content-Disposition: \(kind);\r\n filename=\"\(name)\"\r\n"
  }
}
