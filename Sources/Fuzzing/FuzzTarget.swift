/// A reader of foreign bytes, and what must hold whatever the bytes are.
package struct FuzzTarget: Sendable {
  /// By this name it is chosen, and its inputs stand in `fixtures/fuzz`.
  package let name: String
  /// Longer inputs find no more.
  package let maximumBytes: Int
  /// Reads an input; throws where a promise is broken, and a fault of the code itself traps.
  package let run: @Sendable ([UInt8]) throws(BrokenPromise) -> Void
  /// Inputs as the real other end makes them, to begin with.
  package let seeds: @Sendable () -> [[UInt8]]

  init(
    _ name: String, maximumBytes: Int = 4096, seeds: @escaping @Sendable () -> [[UInt8]],
    run: @escaping @Sendable ([UInt8]) throws(BrokenPromise) -> Void
  ) {
    self.name = name
    self.maximumBytes = maximumBytes
    self.run = run
    self.seeds = seeds
  }

  /// Every target.
  package static let all: [FuzzTarget] = [
    frames, serialLink, bulkLink, pocketHandshake, pcHandshake, records, printedKey, storedKeys,
    toPC, toPocket, pcSession, pocketSession, trace, replay, recording, address, profile,
    manifest, delta,
    compressed, descriptors, age, serverAnswer, letter, mailReplies, channelSettings,
  ]
}

/// What an input showed to be untrue.
package struct BrokenPromise: Error, CustomStringConvertible {
  /// The promise that does not hold.
  package let description: String
}

/// Throws what is promised where it does not hold.
func promise(
  _ holds: Bool, _ text: @autoclosure () -> String
) throws(BrokenPromise) {
  if !holds { throw BrokenPromise(description: text()) }
}
