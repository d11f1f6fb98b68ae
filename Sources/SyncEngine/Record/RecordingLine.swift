import Diagnostics
import Link
import Records
import SealedChannel

/// Notes every call on the line to a pocket, and passes it on as it is.
final class RecordingLine: PocketLine {
  private let inner: any PocketLine
  private let note: (RecordedStep) -> Void

  init(over inner: any PocketLine, note: @escaping (RecordedStep) -> Void) {
    self.inner = inner
    self.note = note
  }

  func begin(timeoutMilliseconds: Int) throws(SealedChannelError) -> RowID? {
    try noting(.begin) { () throws(SealedChannelError) in
      let device = try inner.begin(timeoutMilliseconds: timeoutMilliseconds)
      note(.began(device: device))
      return device
    }
  }

  func pass(_ message: [UInt8]) throws(SealedChannelError) {
    note(.sent(message))
    try noting(.pass) { () throws(SealedChannelError) in try inner.pass(message) }
  }

  func receive(timeoutMilliseconds: Int) throws(SealedChannelError) -> [UInt8]? {
    try noting(.receive) { () throws(SealedChannelError) in
      let message = try inner.receive(timeoutMilliseconds: timeoutMilliseconds)
      note(message.map { .received($0) } ?? .silence)
      return message
    }
  }

  func keepAlive<Result, Failure: Error>(
    while body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try inner.keepAlive(while: body)
  }

  var statistics: LinkStatistics? { inner.statistics }

  func finish(timeoutMilliseconds: Int) {
    inner.finish(timeoutMilliseconds: timeoutMilliseconds)
  }

  private func noting<T>(
    _ call: LineCall, _ body: () throws(SealedChannelError) -> T
  ) throws(SealedChannelError) -> T {
    do throws(SealedChannelError) { return try body() } catch {
      note(.fault(call, error: error.recorded))
      throw error
    }
  }
}
