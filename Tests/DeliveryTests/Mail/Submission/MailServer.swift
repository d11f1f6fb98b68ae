import Foundation

@testable import Delivery

/// Debian's exim on loopback, with a certificate and a user of its own; nothing of it is installed.
final class MailServer {
  /// Where `scripts/setup` unpacks it.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: ".build/mail-server")
  private static let program = root.appending(path: "usr/sbin/exim4").path

  static let isInstalled = FileManager.default.isExecutableFile(atPath: program)

  let startTLSPort: Int
  let tlsPort: Int
  private let place: Scratch
  private let process: ServerProcess

  var certificate: String { place.path("certificate.pem") }

  init(_ place: Scratch, offersTLS: Bool = true, offersLogin: Bool = true) throws {
    self.place = place
    startTLSPort = try freePort()
    tlsPort = try freePort()
    try Certificate.make(in: place)
    try Self.writeNames(place)
    for folder in ["spool", "log", "mail"] {
      try FileManager.default.createDirectory(
        at: place.url.appending(path: folder), withIntermediateDirectories: true,
        attributes: Self.owner)
    }
    let text = Self.configuration(
      place.url.path, startTLSPort, tlsPort, offersTLS: offersTLS, offersLogin: offersLogin)
    let file = try place.write("exim.conf", text.utf8)
    let libraries = Self.root.appending(path: "usr/lib/x86_64-linux-gnu").path
    process = try ServerProcess(
      Self.program, ["-C", file, "-bdf"], in: place.url,
      environment: [
        "LD_LIBRARY_PATH": libraries, "LD_PRELOAD": libraries + "/libnss_wrapper.so",
        "NSS_WRAPPER_PASSWD": place.path("passwd"), "NSS_WRAPPER_GROUP": place.path("group"),
      ])
    guard process.waits(until: { log.contains("listening for") }) else {
      throw ProgramFailed(program: process.words() + log, status: 1)
    }
  }

  /// What exim noted.
  var log: String { (try? String(contentsOfFile: place.path("log/main"), encoding: .utf8)) ?? "" }

  /// The letters that arrived, oldest first.
  func letters() -> [String] {
    let folder = place.path("mail/new")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { folder + "/" + $0 }
  }

  /// Waits until so many letters lie in the mailbox.
  func waits(forLetters count: Int) -> Bool {
    process.waits(seconds: 10) { letters().count >= count }
  }

  /// Letters are to come later as long as this is on.
  func asksToComeLater(_ isOn: Bool) throws {
    if isOn {
      _ = try place.write("later", [])
    } else {
      try FileManager.default.removeItem(atPath: place.path("later"))
    }
  }

  /// Exim never works as root: there it becomes nobody.
  private static let identity =
    getuid() == 0 ? (user: UInt32(65534), group: UInt32(65534)) : (user: getuid(), group: getgid())

  private static var owner: [FileAttributeKey: Any] {
    [.ownerAccountID: Int(identity.user), .groupOwnerAccountID: Int(identity.group)]
  }

  /// The program knows one user by name, whom this machine need not have.
  private static func writeNames(_ place: Scratch) throws {
    let (user, group) = identity
    let others = "root:x:0:0::/root:/bin/sh\n"
    _ = try place.write(
      "passwd", "Debian-exim:x:\(user):\(group)::/nonexistent:/bin/false\n\(others)".utf8)
    _ = try place.write("group", "Debian-exim:x:\(group):\nroot:x:0:\n".utf8)
  }

  private static func configuration(
    _ folder: String, _ startTLSPort: Int, _ tlsPort: Int, offersTLS: Bool, offersLogin: Bool
  ) -> String {
    """
    exim_path = \(program)
    primary_hostname = localhost
    spool_directory = \(folder)/spool
    log_file_path = \(folder)/log/%s
    log_selector = +smtp_protocol_error +smtp_syntax_error +received_recipients
    pid_file_path =
    keep_environment = LD_LIBRARY_PATH : LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
    local_interfaces = 127.0.0.1
    daemon_smtp_ports = \(startTLSPort) : \(tlsPort)
    tls_on_connect_ports = \(tlsPort)
    tls_advertise_hosts = \(offersTLS ? "*" : "")
    tls_certificate = \(folder)/certificate.pem
    tls_privatekey = \(folder)/key.pem
    auth_advertise_hosts = \(offersLogin ? "${if eq{$tls_in_cipher}{}{}{*}}" : "")
    \(rules(folder))
    """
  }

  /// Who may send what, and where it is kept.
  private static func rules(_ folder: String) -> String {
    """
    message_size_limit = 3M
    host_lookup =
    rfc1413_query_timeout = 0s
    deliver_drop_privilege = true
    acl_smtp_mail = mail
    acl_smtp_rcpt = recipient
    acl_smtp_data = letter
    begin acl
    mail:
      deny senders = refused@example.be
           message = this sender is not welcome
      accept
    recipient:
      deny local_parts = unknown
           message = no such mailbox
      deny !authenticated = *
           message = log in first
      accept
    letter:
      defer condition = ${if exists{\(folder)/later}}
            message = come again
            log_message = deferred $h_message-id:
      deny condition = ${if match{$h_subject:}{unwanted}}
           message = content refused
      accept
    begin authenticators
    plain:
      driver = plaintext
      public_name = PLAIN
      server_prompts = :
      server_condition = ${if and{{eq{$auth2}{ferme}}{eq{$auth3}{pré vert}}}}
      server_set_id = $auth2
    begin routers
    all:
      driver = accept
      transport = box
    begin transports
    box:
      driver = appendfile
      directory = \(folder)/mail
      maildir_format
      use_crlf
      return_path_add
      envelope_to_add
    """
  }
}

/// A certificate that only its own file proves, for the name `localhost`.
enum Certificate {
  static func make(in place: Scratch) throws {
    _ = try run(
      "/usr/bin/openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", place.path("key.pem"), "-out", place.path("certificate.pem"), "-days", "30",
        "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-batch",
      ])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: place.path("key.pem"))
  }
}
