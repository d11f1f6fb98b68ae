package import Backup
import Synchronization
import Transport

/// A person's wish to stop: raised by any thread, seen by the run between two of its steps.
package final class StopSignal: Sendable {
  private struct State {
    var isRaised = false
    var line: (any Transport)?
  }

  private let state = Mutex(State())

  /// Nobody wants to stop yet.
  package init() {}

  /// Asks for the end; a call that waits for a pocket returns at once.
  package func raise() {
    let line = state.withLock { state in
      state.isRaised = true
      return state.line
    }
    line?.interrupt()
  }

  /// True from `raise` on.
  package var isRaised: Bool { state.withLock { $0.isRaised } }

  /// Throws `interrupted` from `raise` on: for the progress of a copy or a restoration.
  package func check() throws(BackupError) {
    if isRaised { throw .interrupted }
  }

  func checkRun() throws(SyncError) {
    if isRaised { throw .interrupted }
  }

  /// Which line is to be woken; nil for none.
  func watch(_ line: (any Transport)?) {
    state.withLock { $0.line = line }
  }
}
