package import Transport

/// The pocket is not there, not free or not answering.
package enum PocketProblem: Sendable, Hashable {
  case none
  case several([String])
  case notFound(path: String)
  case noPermission(path: String)
  case held(path: String, by: DeviceHolder?)
  case wentAway(at: String)
  case silent(at: String, seconds: Int)
  case retired(label: String)
}

/// The device, port or network address is not usable.
package enum PortProblem: Sendable, Hashable {
  case notTerminal(path: String)
  case unsupportedRate(Int)
  case systemFault(at: String, call: String, errno: Int32)
  case badDescriptors(path: String, fault: String)
  case noAccessoryMode(path: String)
  case phoneStayedAway(path: String, seconds: Int)
  case noPhoneService(String)
  case noAppListens(device: String, port: UInt16)
  case phoneServiceFailed(service: String, answer: String)
  case networkTimedOut(host: String, port: UInt16)
  case networkRefused(host: String, port: UInt16, errno: Int32)
  case hostNotFound(host: String)
}
