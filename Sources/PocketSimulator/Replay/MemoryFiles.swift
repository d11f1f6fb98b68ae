import Synchronization

/// A pocket's journal in memory; nothing of it outlives the replay.
final class MemoryFiles: PocketFiles {
  /// Any number of a file that is open.
  private static let descriptor: Int32 = 3
  private let journal: Mutex<[UInt8]>

  init(_ bytes: [UInt8]) { journal = Mutex(bytes) }

  func makeFolder(_ path: String) {}

  func open(_ path: String, _ flags: Int32) -> Int32 { Self.descriptor }

  func lock(_ descriptor: Int32) -> Bool { true }

  func write(_ bytes: [UInt8], to descriptor: Int32, path: String) {
    journal.withLock { $0 += bytes }
  }

  func read(_ path: String) -> [UInt8] { journal.withLock { $0 } }

  func truncate(_ descriptor: Int32, to size: Int, path: String) {
    journal.withLock { $0.removeLast($0.count - min(size, $0.count)) }
  }

  func sync(_ descriptor: Int32, path: String) {}

  func syncFolder(_ path: String) {}

  /// Only a journal that is made shorter is renamed; a replay ends before.
  func rename(_ from: String, to target: String) {}

  func close(_ descriptor: Int32) {}
}

/// Numbers that were drawn before, in their order; zero once they are used up.
final class DrawnBits: Sendable {
  private let left: Mutex<ArraySlice<UInt64>>

  init(_ bits: [UInt64]) { left = Mutex(bits[...]) }

  func next() -> UInt64 { left.withLock { $0.popFirst() ?? 0 } }
}
