/// Why a transport could not be opened or used; facts only.
package enum TransportError: Error, Sendable, Hashable, Codable {
  /// The other end is gone, or this end was closed.
  case closed
  /// Another thread called `interrupt`.
  case interrupted
  /// The user may not open the device.
  case permissionDenied(path: String)
  /// There is no device of this name, or it was pulled out.
  case noSuchDevice(path: String)
  /// Another program has the device open; the holder where it could be found.
  case busy(path: String, holder: DeviceHolder?)
  /// A name that fits several devices; where each of them is.
  case severalDevices([String])
  /// What the device says about itself is not sound, or names no interface of ours.
  case badDescriptors(path: String, fault: String)
  /// The phone knows no accessory mode.
  case noAccessoryMode(path: String)
  /// The phone went into accessory mode and was not seen again.
  case accessoryStayedAway(path: String, milliseconds: Int)
  /// The program of this PC that holds the cables to phones does not run.
  case noPhoneService(String)
  /// The phone is there, and nothing of ours listens in it.
  case noAppListens(device: String, port: UInt16)
  /// That program gave another answer than its protocol knows.
  case phoneServiceFailed(service: String, answer: String)
  /// The path is no terminal.
  case notTerminal(path: String)
  /// The line rate has no setting in this system.
  case unsupportedBaud(Int)
  /// Nobody answered in time.
  case connectTimedOut(host: String, port: UInt16, milliseconds: Int)
  /// The connection was refused or the network failed.
  case connectFailed(host: String, port: UInt16, errno: Int32)
  /// The name has no address; the code of getaddrinfo.
  case hostNotFound(host: String, code: Int32)
  /// A call of the system failed.
  case system(call: String, errno: Int32)
  /// A trace that does not begin as one.
  case notTrace
  /// A trace of a later format.
  case traceVersion(UInt8)
  /// What was sent differs from the trace, at this offset in all sent bytes (nil: none).
  case replayDiverged(sentOffset: Int, expected: UInt8?, actual: UInt8)
}

/// The program that has a device open.
package struct DeviceHolder: Sendable, Hashable, Codable {
  /// Its process id.
  package var processID: Int32
  /// Its short name, as the kernel tells it.
  package var program: String

  /// A holder by id and name.
  package init(processID: Int32, program: String) {
    self.processID = processID
    self.program = program
  }
}
