import Dispatch
import Synchronization

/// Work in three steps a piece: taken in order, worked on by every core, delivered in order.
enum Pipeline {
  /// Two cores at least give two workers; memory is one slot a worker, whatever the input's size.
  static let workers = 2

  /// `take` returns false at the end, `deliver` to give up; the first error stops everything.
  static func run<Slot>(
    slot makeSlot: @escaping () throws(BackupError) -> Slot,
    take: @escaping (inout Slot) throws(BackupError) -> Bool,
    work: @escaping (inout Slot) throws(BackupError) -> Void,
    deliver: @escaping (inout Slot) throws(BackupError) -> Bool
  ) throws(BackupError) {
    let line = Line()
    // The line lets only one worker at a time take, and one deliver; `work` has its own slot.
    nonisolated(unsafe) let (makeSlot, take, work, deliver) = (makeSlot, take, work, deliver)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      do throws(BackupError) {
        var slot = try makeSlot()
        while let place = try line.take(&slot, take) {
          try work(&slot)
          guard line.waitForTurn(place, worker: worker) else { return }
          guard try deliver(&slot) else { return line.stop(nil) }
          line.pass(place)
        }
      } catch {
        line.stop(error)
      }
    }
    if let failure = line.failure { throw failure }
  }
}

/// Who takes next and whose turn it is to deliver.
private final class Line: Sendable {
  private struct Order {
    var next = 0
    var isAtEnd = false
  }
  private struct Turn {
    var current = 0
    var isStopped = false
    var failure: BackupError?
  }

  private let order = Mutex(Order())
  private let turn = Mutex(Turn())
  /// One a worker: a signal that its owner does not need yet waits for it, and for nobody else.
  private let moved = (0..<Pipeline.workers).map { _ in DispatchSemaphore(value: 0) }

  var failure: BackupError? { turn.withLock { $0.failure } }

  func take<Slot>(
    _ slot: inout Slot, _ take: (inout Slot) throws(BackupError) -> Bool
  ) throws(BackupError) -> Int? {
    var place: Int?
    var fault: BackupError?
    order.withLock { order in
      guard !order.isAtEnd, !turn.withLock({ $0.isStopped }) else { return }
      do throws(BackupError) {
        guard try take(&slot) else {
          order.isAtEnd = true
          return
        }
        place = order.next
        order.next += 1
      } catch {
        order.isAtEnd = true
        fault = error
      }
    }
    if let fault { throw fault }
    return place
  }

  /// False where another worker stopped.
  func waitForTurn(_ place: Int, worker: Int) -> Bool {
    while true {
      let state = turn.withLock { ($0.current, $0.isStopped) }
      if state.1 { return false }
      if state.0 == place { return true }
      moved[worker].wait()
    }
  }

  func pass(_ place: Int) {
    turn.withLock { $0.current = place + 1 }
    for worker in moved { worker.signal() }
  }

  func stop(_ error: BackupError?) {
    turn.withLock { turn in
      if !turn.isStopped { turn.failure = error }
      turn.isStopped = true
    }
    for worker in moved { worker.signal() }
  }
}
