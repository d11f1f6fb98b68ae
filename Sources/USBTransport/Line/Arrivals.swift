import CUSB
import Transport

/// Notes that devices were plugged in. The callback opens nothing: it runs on the event thread.
/// Safe to share: all that changes is in the monitor, and libusb calls nobody after `end`.
final class Arrivals: @unchecked Sendable {
  private let monitor = Monitor()
  private let events: EventThread
  private var arrived = 0
  private var registration: libusb_hotplug_callback_handle?

  /// Begins to note; `end` must follow, before the thread is stopped.
  init(on events: EventThread) {
    self.events = events
    var handle: libusb_hotplug_callback_handle = 0
    let any = LIBUSB_HOTPLUG_MATCH_ANY
    let code = libusb_hotplug_register_callback(
      events.context, Int32(LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED.rawValue), 0, any, any, any,
      { _, _, _, owner in
        guard let owner else { return 0 }
        Unmanaged<Arrivals>.fromOpaque(owner).takeUnretainedValue().note()
        return 0
      }, Unmanaged.passUnretained(self).toOpaque(), &handle)
    // Where the system tells nothing, who waits looks at the list now and then.
    registration = code == 0 ? handle : nil
  }

  /// How many came so far.
  var count: Int { monitor.withLock { arrived } }

  /// Waits for another one, but not for long.
  func wait(after count: Int, milliseconds: Int) {
    let deadline = Deadline(milliseconds: milliseconds)
    monitor.withLock {
      while arrived == count, !deadline.isOver {
        monitor.wait(untilMicroseconds: deadline.microseconds)
      }
    }
  }

  func end() {
    if let registration { libusb_hotplug_deregister_callback(events.context, registration) }
  }

  private func note() {
    monitor.withLock {
      arrived += 1
      monitor.signal()
    }
  }
}
