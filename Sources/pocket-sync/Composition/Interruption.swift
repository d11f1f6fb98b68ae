import Foundation
import SyncEngine

/// Ctrl-C and a polite kill: the first ends the run in order, the second ends it at once.
enum Interruption {
  /// Raised by the first of the two signals, once `watch` was called.
  static let stop = StopSignal()

  /// Written once before a handler is in place; a handler may do no more than write a byte.
  nonisolated(unsafe) private static var wake: Int32 = -1

  /// From now on the signals are wishes; without it they end the process as ever.
  static func watch() {
    var ends: [Int32] = [-1, -1]
    guard wake < 0, pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    wake = ends[1]
    let source = ends[0]
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while read(source, &byte, 1) < 0, errno == EINTR {}
      stop.raise()
    }
    for signal in [SIGINT, SIGTERM] { handle(signal) }
  }

  private static func handle(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      var byte: UInt8 = 1
      _ = write(Interruption.wake, &byte, 1)
    }
    // A program that is started from here gets the usual handling back by itself.
    action.sa_flags = Int32(SA_RESTART) | Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(signal, &action, nil)
    // Whoever started the program may have held the signals back for its own threads.
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, signal)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
