import Backup

/// What a store gave back after a fault.
package struct Judgement: Sendable, Hashable {
  /// Generations that were verified and restored to the bit.
  package var restored = 0
  /// Among them one that the fault hit after it was published.
  package var isNewOne = false
}

extension CopyYard {
  /// Every generation that was ever published verifies and restores to the bit, and nothing else
  /// is offered; throws the promise that does not hold.
  package func judge(_ place: String) throws -> Judgement {
    let known = expectations.generations
    let states = try offered(known, place)
    var result = Judgement()
    for state in states {
      guard case .complete(let manifest) = state else {
        throw Violation("\(place): a half-made generation is offered: \(state)")
      }
      let number = manifest.generation
      guard let digest = known[number] ?? expectations.awaitedDigest else {
        throw Violation("\(place): nobody wrote generation \(number)")
      }
      let found = try proving(place, "restoring \(number)") { try restored(number) }
      guard found == digest else {
        throw Violation("\(place): generation \(number) restores to another database")
      }
      if known[number] == nil {
        result.isNewOne = true
        try expectations.note(number, digest)
      }
      result.restored += 1
    }
    guard !states.isEmpty else { return result }
    let checked = try proving(place, "verifying") {
      try readingStore().verify(scratchFolder: scratch)
    }
    if let fault = checked.first(where: { $0.fault != nil }) {
      throw Violation("\(place): verify names \(fault.file): \(fault.fault!)")
    }
    return result
  }

  /// The judgement after a fault, then the next copy, which has to succeed, and a judgement of all.
  package func prove(_ place: String) throws -> Judgement {
    var result = try judge(place)
    try proving(place, "the next copy") { _ = try copy() }
    let next = try judge(place + ", then the next copy")
    guard next.restored == expectations.generations.count else {
      throw Violation("\(place): the next copy is not offered")
    }
    result.restored += next.restored
    return result
  }

  /// The generations of the listing, none of the known ones missing; none where no store was made.
  private func offered(_ known: [Int: String], _ place: String) throws -> [GenerationState] {
    let states: [GenerationState]
    do throws(BackupError) {
      states = try readingStore().generations()
    } catch {
      // A first copy that died before it made the folder.
      guard error == .noStore, known.isEmpty else { throw error }
      return []
    }
    let numbers = Set(states.map(\.number))
    guard numbers.isSuperset(of: known.keys) else {
      throw Violation("\(place): of \(known.keys.sorted()) only \(numbers.sorted()) are left")
    }
    return states
  }

  private func proving<Value>(
    _ place: String, _ work: String, _ body: () throws -> Value
  ) throws -> Value {
    do { return try body() } catch { throw Violation("\(place): \(work): \(error)") }
  }
}
