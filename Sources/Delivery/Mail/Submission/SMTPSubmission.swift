import CCurl
import Foundation

/// One conversation with the account's server; blocks until it has ended.
struct SMTPSubmission {
  /// Names this PC to the server; a real name would tell more than the helpdesk needs.
  private static let ownName = "localhost.localdomain"
  private static let isPermitted = "smtp,smtps"
  /// A server that looks through a letter before it takes it is given time for that.
  private static let lookedThroughBytesPerSecond = 100_000
  /// Asks for nothing: a login that works is all that a check wants.
  private static let nothing = "NOOP"

  let account: MailAccount
  private var line: LineSettings

  init(account: MailAccount, line: LineSettings) {
    self.account = account
    self.line = line
  }

  /// What the server answered to the letter in a file of so many bytes.
  func send(_ path: String, bytes: Int) throws(MailError) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .file(path: path, errno: errno) }
    let exchange = SMTPExchange(file: file, bytes: bytes)
    var patient = self
    patient.line.silenceSeconds += bytes / Self.lookedThroughBytesPerSecond
    let fault = patient.fault(of: exchange) { handle, context in
      setLetter(handle, bytes, context)
    }
    if let errno = exchange.readError { throw .file(path: path, errno: errno) }
    try patient.judge(exchange, fault)
    return exchange.conversation.reply
  }

  /// Connects, proves the server, logs in and leaves.
  func verify() throws(MailError) {
    let exchange = SMTPExchange(file: -1, bytes: .max)
    let fault = fault(of: exchange) { handle, _ in
      handle.set(CURLOPT_CUSTOMREQUEST, Self.nothing)
    }
    try judge(exchange, fault)
  }

  private func judge(_ exchange: SMTPExchange, _ fault: TransferFault?) throws(MailError) {
    let outcome = SMTPOutcome(
      fault: fault, isHandedOver: exchange.isHandedOver, conversation: exchange.conversation)
    let judge = SMTPJudge(
      account: account, messageBytes: exchange.bytes, silenceSeconds: line.silenceSeconds)
    if let error = judge.error(of: outcome) { throw error }
  }

  private func fault(
    of exchange: SMTPExchange, _ setMore: (CurlHandle, UnsafeMutableRawPointer) -> Void
  ) -> TransferFault? {
    withExtendedLifetime(exchange) { perform(exchange, setMore) }
  }

  /// The handle says farewell when it goes, so it goes before the exchange.
  private func perform(
    _ exchange: SMTPExchange, _ setMore: (CurlHandle, UnsafeMutableRawPointer) -> Void
  ) -> TransferFault? {
    let handle = CurlHandle()
    let context = Unmanaged.passUnretained(exchange).toOpaque()
    handle.begin(line)
    setLine(handle)
    setListening(handle, context)
    setMore(handle, context)
    do throws(TransferFault) { try handle.perform() } catch { return error }
    return nil
  }

  private func setLine(_ handle: CurlHandle) {
    let scheme = account.protection == .tls ? "smtps" : "smtp"
    handle.set(CURLOPT_PROTOCOLS_STR, Self.isPermitted)
    handle.set(CURLOPT_URL, "\(scheme)://\(account.host):\(account.port)/\(Self.ownName)")
    // A proxy for web pages is none for mail.
    handle.set(CURLOPT_NOPROXY, "*")
    handle.set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
    guard !account.user.isEmpty else { return }
    handle.set(CURLOPT_USERNAME, account.user)
    handle.set(CURLOPT_PASSWORD, account.password.text)
  }

  private func setListening(_ handle: CurlHandle, _ context: UnsafeMutableRawPointer) {
    handle.set(CURLOPT_HEADERFUNCTION, CURLOPT_HEADERDATA, context: context) {
      Unmanaged<SMTPExchange>.fromOpaque($3!).takeUnretainedValue().take($0!, $1 * $2)
    }
    handle.set(CURLOPT_WRITEFUNCTION, CURLOPT_WRITEDATA, context: context) { _, size, count, _ in
      size * count
    }
    handle.setDebug(context: context) { _, kind, bytes, count, context in
      guard kind == CURLINFO_HEADER_OUT else { return 0 }
      Unmanaged<SMTPExchange>.fromOpaque(context!).takeUnretainedValue().note(bytes!, count)
      return 0
    }
  }

  private func setLetter(
    _ handle: CurlHandle, _ bytes: Int, _ context: UnsafeMutableRawPointer
  ) {
    handle.set(CURLOPT_MAIL_FROM, "<\(account.sender.text)>")
    handle.set(CURLOPT_MAIL_RCPT, ["<\(account.helpdesk.text)>"])
    handle.set(CURLOPT_UPLOAD, 1)
    handle.set(CURLOPT_INFILESIZE_LARGE, bytes: bytes)
    handle.set(CURLOPT_READFUNCTION, CURLOPT_READDATA, context: context) {
      Unmanaged<SMTPExchange>.fromOpaque($3!).takeUnretainedValue().give($0!, $1 * $2)
    }
  }
}

/// The letter's bytes on their way, and what is said meanwhile.
private final class SMTPExchange {
  let bytes: Int
  private(set) var conversation = SMTPConversation()
  private(set) var readError: Int32?
  private let file: Int32
  private var givenBytes = 0

  /// True where the letter's last byte was handed over.
  var isHandedOver: Bool { givenBytes >= bytes }

  init(file: Int32, bytes: Int) {
    self.file = file
    self.bytes = bytes
  }

  deinit { if file >= 0 { close(file) } }

  func give(_ room: UnsafeMutablePointer<CChar>, _ count: Int) -> Int {
    while true {
      let count = read(file, room, count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { readError = errno }
      givenBytes += max(0, count)
      return count < 0 ? Int(CURL_READFUNC_ABORT) : count
    }
  }

  func take(_ bytes: UnsafeMutablePointer<CChar>, _ count: Int) -> Int {
    conversation.received(UnsafeRawBufferPointer(start: bytes, count: count))
    return count
  }

  func note(_ bytes: UnsafeMutablePointer<CChar>, _ count: Int) {
    conversation.sent(UnsafeRawBufferPointer(start: bytes, count: count))
  }
}
