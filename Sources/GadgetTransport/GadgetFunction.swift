import CFunctionFS
import Foundation
package import Transport

/// The device's side of USB: a function of this machine's gadget; each connection is a transport.
/// Safe to share: what changes is under the monitor; faces and events are the thread's alone.
package final class GadgetFunction: @unchecked Sendable {
  /// Where the function is, and what it plays.
  package enum Role: Sendable {
    /// A pocket, which always shows the same face.
    case pocket
    /// A phone that becomes an accessory on request; `gadget` is its folder in configfs.
    case phone(gadget: String)
  }

  private static let changeMilliseconds = 5000

  private let folder: String
  private let phone: GadgetFolder?
  private let openFiles = OpenFiles()
  private let monitor = Monitor()
  /// The thread's own.
  private var control: ControlEndpoint
  // Under the monitor:
  private var waiting: EndpointTransport?
  private var current: EndpointTransport?
  private var failure: TransportError?

  /// Describes the function in the mounted FunctionFS; the gadget can be plugged in afterwards.
  package init(folder: String, role: Role) throws(TransportError) {
    self.folder = folder
    switch role {
    case .pocket: phone = nil
    case .phone(let gadget): phone = GadgetFolder(path: gadget)
    }
    let face: GadgetFace = phone == nil ? .pocket : .phone
    if let identity = face.identity {
      try phone?.identify(vendor: identity.vendor, product: identity.product)
    }
    control = try ControlEndpoint(
      folder: folder, describing: face.description, timeoutMilliseconds: Self.changeMilliseconds)
    Thread.detachNewThread { [self] in serve(face) }
  }

  /// The next connection; nil where none came in time. An older one that still waits is dropped.
  package func accept(timeoutMilliseconds: Int) throws(TransportError) -> EndpointTransport? {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    return try monitor.withLock { () throws(TransportError) in
      while waiting == nil, failure == nil, !deadline.isOver {
        monitor.wait(untilMicroseconds: deadline.microseconds)
      }
      defer { waiting = nil }
      if let waiting { return waiting }
      if let failure { throw failure }
      return nil
    }
  }

  // MARK: - The thread

  private func serve(_ first: GadgetFace) {
    var face = first
    var introduction: AccessoryIntroduction?
    do throws(TransportError) {
      while true {
        introduction = try follow(face, introduction)
        disconnected()
        face = face == .phone ? .accessory : .phone
        try show(face)
      }
    } catch {
      disconnected()
      control.close()
      monitor.withLock {
        failure = error
        monitor.signal()
      }
    }
  }

  /// Follows the events of a face until it is over; how the host introduced itself to a phone.
  private func follow(
    _ face: GadgetFace, _ introduction: AccessoryIntroduction?
  ) throws(TransportError) -> AccessoryIntroduction? {
    var requests = AccessoryRequests()
    var wasConnected = false
    while true {
      switch try control.event() {
      case .setup(let request):
        guard face == .phone else {
          control.stall(request)
          continue
        }
        if answer(request, &requests) { return requests.introduction }
      case .kernel(FUNCTIONFS_ENABLE):
        disconnected()
        if face != .phone { connected(introduction) }
        wasConnected = true
      case .kernel(FUNCTIONFS_DISABLE): disconnected()
      case .kernel(FUNCTIONFS_UNBIND):
        disconnected()
        requests = AccessoryRequests()
        if face == .accessory { return nil }
      // The kernel drops an event that a later one makes old: this one says that the cable went.
      case .kernel(FUNCTIONFS_BIND) where wasConnected && face == .accessory: return nil
      // A host that sleeps comes back to the same connection.
      case .kernel: continue
      }
    }
  }

  /// True where the phone is to become an accessory.
  private func answer(
    _ request: AccessoryRequests.Request, _ requests: inout AccessoryRequests
  ) -> Bool {
    switch requests.answer(request) {
    case .give(let bytes): control.give(bytes)
    case .takeBytes:
      guard let bytes = control.take(request.length) else { break }
      // Too late to refuse: a string that is none is missing when the host wants to start.
      _ = requests.receive(bytes, of: request)
    case .start: return control.take(0) != nil
    case .stall: control.stall(request)
    }
    return false
  }

  private func connected(_ introduction: AccessoryIntroduction?) {
    // A cable that was pulled again by now is the next event.
    guard
      let transport = try? EndpointTransport(
        folder: folder, introduction: introduction, openFiles: openFiles)
    else { return }
    monitor.withLock {
      current = transport
      waiting = transport
      monitor.signal()
    }
  }

  private func disconnected() {
    let ended = monitor.withLock {
      defer { (current, waiting) = (nil, nil) }
      return current
    }
    ended?.end()
  }

  /// Leaves the bus and comes back with another face; stays off where the cable is out.
  private func show(_ face: GadgetFace) throws(TransportError) {
    guard let phone, let identity = face.identity else { return }
    let controller = try phone.controller()
    // The kernel takes the gadget off its bus with the function's last file.
    control.close()
    guard openFiles.awaitNone(timeoutMilliseconds: Self.changeMilliseconds) else {
      throw .busy(path: folder, holder: nil)
    }
    try phone.identify(vendor: identity.vendor, product: identity.product)
    control = try ControlEndpoint(
      folder: folder, describing: face.description, timeoutMilliseconds: Self.changeMilliseconds)
    if !controller.isEmpty {
      try phone.plug(into: controller, timeoutMilliseconds: Self.changeMilliseconds)
    }
  }
}
