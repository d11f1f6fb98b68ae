import Synchronization
package import Transport

/// One connection of a gadget's function: from the host's choice of it until the cable goes.
package final class EndpointTransport: Transport {
  /// The endpoint files of the function, in the order of its descriptors.
  private static let outFile = "/ep1"
  private static let inFile = "/ep2"

  private let reader: EndpointReader
  private let writer: EndpointWriter
  /// How the host introduced itself, where it had to.
  package let introduction: AccessoryIntroduction?

  /// Opens both endpoints.
  init(
    folder: String, introduction: AccessoryIntroduction?, openFiles: OpenFiles
  ) throws(TransportError) {
    self.introduction = introduction
    reader = try EndpointReader(path: folder + Self.outFile, openFiles: openFiles)
    do throws(TransportError) {
      writer = try EndpointWriter(path: folder + Self.inFile, openFiles: openFiles)
    } catch {
      reader.close()
      throw error
    }
  }

  /// See `Transport`.
  package func receive(
    maximumBytes: Int, timeoutMilliseconds: Int
  ) throws(TransportError) -> [UInt8] {
    try reader.receive(maximumBytes: maximumBytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  /// See `Transport`.
  package func send(
    _ bytes: ArraySlice<UInt8>, timeoutMilliseconds: Int
  ) throws(TransportError) -> Int {
    try writer.send(bytes, timeoutMilliseconds: timeoutMilliseconds)
  }

  /// See `Transport`.
  package var backlogBytes: Int { 0 }

  /// See `Transport`.
  package var lineBytesPerSecond: Int? { nil }

  /// See `Transport`.
  package func interrupt() { reader.interrupt() }

  /// See `Transport`; a host that still reads gets what was sent.
  package func close() {
    writer.drain()
    end()
  }

  /// As `close` where the host is gone.
  func end() {
    reader.close()
    writer.close()
  }
}
