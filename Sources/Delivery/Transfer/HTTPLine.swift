import CCurl
import Glibc

/// A line to an HTTP server: one request at a time, the connection kept from one to the next.
package final class HTTPLine {
  private static let isPermitted = "http,https"

  private let handle = CurlHandle()
  private let settings: LineSettings

  /// A line that is opened by its first request.
  package init(_ settings: LineSettings = LineSettings()) {
    self.settings = settings
  }

  /// Sends a request and waits for its answer; a status that refuses is an answer too.
  package func answer(
    to request: HTTPRequest, silenceSeconds: Int? = nil
  ) throws(TransferFault) -> HTTPAnswer {
    var settings = settings
    settings.silenceSeconds = silenceSeconds ?? settings.silenceSeconds
    handle.begin(settings)
    handle.set(CURLOPT_PROTOCOLS_STR, Self.isPermitted)
    handle.set(CURLOPT_URL, request.url)
    // What was signed must arrive as it is: no dots resolved, no redirection followed.
    handle.set(CURLOPT_PATH_AS_IS, 1)
    handle.set(CURLOPT_FOLLOWLOCATION, 0)
    handle.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    handle.set(CURLOPT_HTTPHEADER, Self.lines(request))
    if request.isLocal { handle.set(CURLOPT_NOPROXY, "*") }

    let exchange = HTTPExchange(request, settings: settings)
    let context = Unmanaged.passUnretained(exchange).toOpaque()
    setBody(of: request, context)
    handle.set(CURLOPT_HEADERFUNCTION, CURLOPT_HEADERDATA, context: context) {
      Unmanaged<HTTPExchange>.fromOpaque($3!).takeUnretainedValue().takeHeader($0!, $1 * $2)
    }
    handle.set(CURLOPT_WRITEFUNCTION, CURLOPT_WRITEDATA, context: context) {
      Unmanaged<HTTPExchange>.fromOpaque($3!).takeUnretainedValue().takeBody($0!, $1 * $2)
    }
    do throws(TransferFault) {
      try handle.perform()
    } catch {
      throw exchange.fault ?? error
    }
    return withExtendedLifetime(exchange) { $0.answer(status: handle.responseCode) }
  }

  private func setBody(of request: HTTPRequest, _ context: UnsafeMutableRawPointer) {
    guard request.method == .put || request.method == .post else {
      if request.method == .head { handle.set(CURLOPT_NOBODY, 1) }
      return
    }
    handle.set(CURLOPT_UPLOAD, 1)
    handle.set(CURLOPT_INFILESIZE_LARGE, bytes: request.body.count)
    handle.set(CURLOPT_READFUNCTION, CURLOPT_READDATA, context: context) {
      Unmanaged<HTTPExchange>.fromOpaque($3!).takeUnretainedValue().giveBody($0!, $1 * $2)
    }
    handle.setSeek(context: context) { context, offset, origin in
      guard origin == SEEK_SET else { return CURL_SEEKFUNC_CANTSEEK }
      let exchange = Unmanaged<HTTPExchange>.fromOpaque(context!).takeUnretainedValue()
      return exchange.goBack(to: Int(offset)) ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
    }
  }

  /// An empty value is sent with a semicolon, as libcurl wants it.
  private static func lines(_ request: HTTPRequest) -> [String] {
    request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
  }
}
