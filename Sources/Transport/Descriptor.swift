import Glibc
import Synchronization

/// An open file with a wake-up; the number is given back only when no thread uses it any more.
package final class Descriptor: Sendable {
  private struct State {
    var users = 0
    var isClosed = false
    var isReleased = false
  }

  private let file: Int32
  private let wake: Int32
  private let wakeWriter: Int32
  private let onRelease: @Sendable () -> Void
  private let state = Mutex(State())

  /// Takes ownership of an open file, which becomes non-blocking; `onRelease` runs once closed.
  package init(
    owning file: Int32, onRelease: @escaping @Sendable () -> Void = {}
  ) throws(TransportError) {
    self.onRelease = onRelease
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      let error = errno
      Glibc.close(file)
      throw .system(call: "pipe", errno: error)
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    wake = ends[0]
    wakeWriter = ends[1]
    self.file = file
    let flags = fcntl(file, F_GETFL)
    guard flags >= 0, fcntl(file, F_SETFL, flags | O_NONBLOCK) >= 0 else {
      let error = errno
      Glibc.close(file)
      Glibc.close(wake)
      Glibc.close(wakeWriter)
      throw .system(call: "fcntl", errno: error)
    }
  }

  deinit {
    close()
  }

  /// Runs the body with the file's number and the wake-up's number, both good until it returns.
  package func use<Result>(
    _ body: (Int32, Int32) throws(TransportError) -> Result
  ) throws(TransportError) -> Result {
    let isOpen = state.withLock { state in
      if !state.isClosed { state.users += 1 }
      return !state.isClosed
    }
    guard isOpen else { throw .closed }
    defer { leave() }
    return try body(file, wake)
  }

  /// Whether `close` was called.
  package var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Wakes the thread that waits for the file, or the next one that will.
  package func interrupt() {
    state.withLock { state in
      if !state.isReleased { signal() }
    }
  }

  /// Wakes every user and closes the file once the last has left.
  package func close() {
    state.withLock { state in
      guard !state.isClosed else { return }
      state.isClosed = true
      signal()
      releaseWhenUnused(&state)
    }
  }

  private func leave() {
    state.withLock { state in
      state.users -= 1
      releaseWhenUnused(&state)
    }
  }

  private func releaseWhenUnused(_ state: inout State) {
    guard state.isClosed, state.users == 0, !state.isReleased else { return }
    state.isReleased = true
    Glibc.close(file)
    Glibc.close(wake)
    Glibc.close(wakeWriter)
    onRelease()
  }

  private func signal() {
    var byte: UInt8 = 1
    // A full pipe wakes just as well.
    _ = write(wakeWriter, &byte, 1)
  }
}
