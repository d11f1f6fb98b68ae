package import Age

/// How mail leaves this PC, and who gets it. There is no way without TLS.
package struct MailAccount: Sendable, Hashable {
  /// How the connection is protected; a server that offers neither gets nothing.
  package enum Protection: String, Sendable, Hashable, CaseIterable {
    /// From the first command on, or the connection ends (port 587).
    case startTLS = "starttls"
    /// From the first byte on (port 465).
    case tls

    /// The port that is meant where none is named.
    package var usualPort: Int {
      switch self {
      case .startTLS: 587
      case .tls: 465
      }
    }
  }

  /// Of a message with its attachment, as it goes over the line.
  package static let usualLimitBytes = 20_000_000
  /// What an account may say of it.
  package static let limitBytesRange = 100_000...200_000_000

  /// The server's name; its certificate must be for it.
  package var host: String
  /// 1 to 65,535.
  package var port: Int
  /// From when on the connection is protected.
  package var protection: Protection
  /// The name to log in with; empty where the server asks for none.
  package var user: String
  /// Goes with the name.
  package var password: Secret
  /// The farmer's address.
  package var sender: MailAddress
  /// The helpdesk's address.
  package var helpdesk: MailAddress
  /// The helpdesk's public key; without it nothing is attached but a receipt.
  package var recipient: Recipient?
  /// Longer messages are not made.
  package var limitBytes: Int
  /// A file of certificates that are believed instead of the system's; nil for the system's.
  package var certificateFile: String?

  /// Takes everything as it stands; the settings check it.
  package init(
    host: String, port: Int? = nil, protection: Protection = .startTLS, user: String,
    password: Secret, sender: MailAddress, helpdesk: MailAddress, recipient: Recipient?,
    limitBytes: Int = usualLimitBytes, certificateFile: String? = nil
  ) {
    self.host = host
    self.port = port ?? protection.usualPort
    self.protection = protection
    self.user = user
    self.password = password
    self.sender = sender
    self.helpdesk = helpdesk
    self.recipient = recipient
    self.limitBytes = limitBytes
    self.certificateFile = certificateFile
  }
}
