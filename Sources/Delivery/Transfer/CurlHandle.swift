package import CCurl
import Glibc

/// One handle of libcurl with what each line of ours has: TLS verified, limits of time, a way out.
///
/// It keeps its connection between transfers, and is used by one thread at a time.
package final class CurlHandle {
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
  private static let errorBytes = Int(CURL_ERROR_SIZE)
  private static let signalsNever = 1

  /// libcurl's own handle, for what has no call here.
  package let easy: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>
  private var lists: [UnsafeMutablePointer<curl_slist>] = []
  private var trustFile: String?
  private var isStopped: @Sendable () -> Bool = { false }
  private var refusedOption: CURLcode?

  /// A handle without a connection yet.
  package init() {
    precondition(Self.isReady, "libcurl does not start")
    guard let easy = curl_easy_init() else { preconditionFailure("libcurl has no memory") }
    self.easy = easy
    errorText = .allocate(capacity: Self.errorBytes)
  }

  deinit {
    curl_easy_cleanup(easy)
    freeLists()
    errorText.deallocate()
  }

  /// Forgets the options of the transfer before, and sets those that all lines have.
  package func begin(_ settings: LineSettings) {
    curl_easy_reset(easy)
    freeLists()
    refusedOption = nil
    errorText[0] = 0
    trustFile = settings.trustFile
    isStopped = settings.isStopped
    set(CURLOPT_NOSIGNAL, Self.signalsNever)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    set(CURLOPT_CONNECTTIMEOUT, settings.connectSeconds)
    set(CURLOPT_LOW_SPEED_LIMIT, LineSettings.slowestBytesPerSecond)
    set(CURLOPT_LOW_SPEED_TIME, settings.silenceSeconds)
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, settings.silenceSeconds)
    set(CURLOPT_NOPROGRESS, 0)
    if let file = settings.trustFile { set(CURLOPT_CAINFO, file) }
    note(pocket_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText))
    note(pocket_curl_set_pointer(easy, CURLOPT_XFERINFODATA, context))
    note(
      pocket_curl_set_progress(easy) { context, _, _, _, _ in
        let handle = Unmanaged<CurlHandle>.fromOpaque(context!).takeUnretainedValue()
        return handle.isStopped() ? 1 : 0
      })
  }

  private var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// Sets a number.
  package func set(_ option: CURLoption, _ value: Int) {
    note(pocket_curl_set_long(easy, option, value))
  }

  /// Sets a length of a body.
  package func set(_ option: CURLoption, bytes: Int) {
    note(pocket_curl_set_offset(easy, option, curl_off_t(bytes)))
  }

  /// Sets a text, which libcurl copies.
  package func set(_ option: CURLoption, _ value: String) {
    note(pocket_curl_set_text(easy, option, value))
  }

  /// Sets lines: headers, or recipients of a mail.
  package func set(_ option: CURLoption, _ values: [String]) {
    var list: UnsafeMutablePointer<curl_slist>?
    for value in values { list = curl_slist_append(list, value) }
    guard let list else { return }
    lists.append(list)
    note(pocket_curl_set_list(easy, option, list))
  }

  /// Sets who gives or takes bytes; the context must live until the transfer has ended.
  package func set(
    _ option: CURLoption, _ contextOption: CURLoption, context: UnsafeMutableRawPointer,
    _ callback: @escaping pocket_curl_bytes
  ) {
    note(pocket_curl_set_bytes(easy, option, callback))
    note(pocket_curl_set_pointer(easy, contextOption, context))
  }

  /// Sets who goes back in a body that is sent again.
  package func setSeek(
    context: UnsafeMutableRawPointer, _ callback: @escaping pocket_curl_seek
  ) {
    note(pocket_curl_set_seek(easy, callback))
    note(pocket_curl_set_pointer(easy, CURLOPT_SEEKDATA, context))
  }

  /// Sets who hears what is said on the line, secrets included.
  package func setDebug(
    context: UnsafeMutableRawPointer, _ callback: @escaping pocket_curl_debug
  ) {
    set(CURLOPT_VERBOSE, 1)
    note(pocket_curl_set_debug(easy, callback))
    note(pocket_curl_set_pointer(easy, CURLOPT_DEBUGDATA, context))
  }

  /// Runs the transfer that was set, on the calling thread, until it has ended.
  package func perform() throws(TransferFault) {
    if isStopped() { throw .interrupted }
    let code = refusedOption ?? curl_easy_perform(easy)
    guard code != CURLE_OK else { return }
    throw TransferFault(
      code, systemError: Int32(pocket_curl_long(easy, CURLINFO_OS_ERRNO)),
      detail: detail(of: code), trustFile: trustFile)
  }

  /// The number that the other end answered last: HTTP's status or SMTP's reply; 0 for none.
  package var responseCode: Int { pocket_curl_long(easy, CURLINFO_RESPONSE_CODE) }

  private func detail(of code: CURLcode) -> String {
    let text = String(cString: errorText)
    return text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
  }

  /// An option that this libcurl does not take must not be left out in silence.
  private func note(_ code: CURLcode) {
    if code != CURLE_OK, refusedOption == nil { refusedOption = code }
  }

  private func freeLists() {
    for list in lists { curl_slist_free_all(list) }
    lists = []
  }
}
