import Link
import LinkChannel
package import Transport

/// Opens the line to a pocket; the program that composes everything knows the real transports.
package typealias Connector = (PocketAddress) throws(TransportError) -> any Transport

/// Puts something around the line of a session before it begins.
package typealias LineDecorator = (any PocketLine) throws(SyncError) -> any PocketLine

extension SyncRun {
  /// Opens the line, runs `body` with a channel over it, and closes the line on every way out.
  func withLine<T>(
    to address: PocketAddress, _ body: (SealedLine) throws(SyncError) -> T
  ) throws(SyncError) -> T {
    try stop.checkRun()
    let transport: any Transport
    do throws(TransportError) { transport = try connect(address) } catch {
      throw .transport(error, at: address.text)
    }
    stop.watch(transport)
    defer {
      stop.watch(nil)
      transport.close()
    }
    let configuration =
      patience ?? transport.lineBytesPerSecond.map { LinkConfiguration(lineBytesPerSecond: $0) }
      ?? LinkConfiguration()
    let line = MessageChannel(
      over: transport, role: .host, form: address.form, configuration: configuration)
    return try body(SealedLine(over: line, of: farm, with: keys))
  }
}
