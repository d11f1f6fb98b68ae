import CUSB
import Glibc
import Transport

/// One context of libusb and the one thread that handles its events: callbacks run there alone.
/// Safe to share: libusb locks its context itself, and everything else here is in the monitor.
final class EventThread: @unchecked Sendable {
  let context: OpaquePointer
  private let monitor = Monitor()
  private var isStopping = false
  private var thread = pthread_t()
  /// An event ends a wait at once, so this only bounds a lost wake-up.
  private static let roundMilliseconds = 1000

  /// Starts the thread; `stop` must follow.
  init() throws(TransportError) {
    var context: OpaquePointer?
    let code = libusb_init(&context)
    guard code == 0, let context else { throw USBCall.fault("libusb_init", code) }
    self.context = context
    let started = start()
    guard started == 0 else {
      libusb_exit(context)
      throw .system(call: "pthread_create", errno: started)
    }
  }

  /// Ends the thread and the context; every handle is closed by then.
  func stop() {
    monitor.withLock { isStopping = true }
    libusb_interrupt_event_handler(context)
    pthread_join(thread, nil)
    libusb_exit(context)
  }

  private func start() -> Int32 {
    // A signal is for the program's own threads.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let owner = Unmanaged.passRetained(self)
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<EventThread>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, owner.toOpaque())
    if code != 0 { owner.release() }
    return code
  }

  private func run() {
    while !monitor.withLock({ isStopping }) {
      var time = timeval(tv_sec: Self.roundMilliseconds / 1000, tv_usec: 0)
      _ = libusb_handle_events_timeout_completed(context, &time, nil)
    }
  }
}
