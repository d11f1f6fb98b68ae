import Dispatch

/// Reads stored batches on another thread while those before them are merged; in their order.
final class ReadAhead {
  /// Batches that are read or wait at once; bounds the memory.
  private static let batchesMaximum = 4

  private let line = DispatchQueue(label: "pocket-sync.read-ahead")
  private var reading: [Reading] = []

  // Safe: written on the line before the signal, read after it by the only one who waits.
  private final class Reading: @unchecked Sendable {
    private let bytes: [UInt8]
    private let done = DispatchSemaphore(value: 0)
    private var batch: StoredBatch?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func run() {
      batch = StoredBatch(bytes)
      done.signal()
    }

    func wait() -> StoredBatch {
      done.wait()
      return batch!
    }
  }

  /// Takes one more batch; gives the oldest where enough are under way.
  func add(_ bytes: [UInt8]) -> StoredBatch? {
    let next = Reading(bytes)
    reading.append(next)
    line.async { next.run() }
    return reading.count > Self.batchesMaximum ? reading.removeFirst().wait() : nil
  }

  /// The oldest that is under way; nil for none.
  func next() -> StoredBatch? { reading.isEmpty ? nil : reading.removeFirst().wait() }
}
