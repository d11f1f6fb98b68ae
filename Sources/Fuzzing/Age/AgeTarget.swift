import Age

extension FuzzTarget {
  /// Files in the age format, their headers, armor and keys as text.
  static let age = FuzzTarget(
    "age", maximumBytes: 70_000,
    seeds: {
      guard let identity = try? Identity(secret), let one = try? Sealer(to: [identity.recipient])
      else { return [] }
      return [
        Sealer.file(Array("content".utf8), sealer: one), Array(secret.utf8),
        Array(identity.recipient.text.utf8),
      ]
    },
    run: { input throws(BrokenPromise) in
      guard let identity = try? Identity(secret) else { return try promise(false, "no key") }
      try readsAlike(input, identity)
      try keepsItsForm(input)
      try opensOnlyWhatWasSealed(input, identity)
    })

  /// The example of the specification.
  private static let secret =
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"

  /// Whole, in pieces and by place a file comes to the same.
  private static func readsAlike(
    _ input: [UInt8], _ identity: Identity
  ) throws(BrokenPromise) {
    let whole = outcome(input, pieceBytes: input.count + 1, identity)
    let pieces = outcome(input, pieceBytes: 1 + input.count / 7, identity)
    try promise(whole == pieces, "pieces: \(pieces.error as Any), whole: \(whole.error as Any)")
    let layout = try? SealedFile(
      opening: Array(input.prefix(SealedFile.openingBytesMaximum)), fileBytes: input.count,
      keys: [.identity(identity)])
    guard whole.error == nil else { return }
    try promise(layout?.contentBytes == whole.plain.count, "the layout of a sound file")
  }

  private struct Outcome: Equatable {
    var plain: [UInt8] = []
    var error: AgeError?
  }

  private static func outcome(
    _ input: [UInt8], pieceBytes: Int, _ identity: Identity
  ) -> Outcome {
    var outcome = Outcome()
    var opener = Opener(keys: [.identity(identity)])
    do throws(AgeError) {
      for start in stride(from: 0, to: input.count, by: pieceBytes) {
        let end = min(start + pieceBytes, input.count)
        try opener.take(input[start..<end], into: &outcome.plain)
      }
      try opener.finish(into: &outcome.plain)
    } catch {
      outcome.error = error
    }
    return outcome
  }

  /// What is read has one form: written again it is the same.
  private static func keepsItsForm(_ input: [UInt8]) throws(BrokenPromise) {
    if let header = try? Header(input) {
      try promise(input.starts(with: header.text), "a header comes back")
    }
    let text = String(decoding: input, as: UTF8.self)
    if let identity = try? Identity(text) {
      try promise(identity.secretText == text.uppercased(), "an identity comes back")
    }
    if let recipient = try? Recipient(text) {
      try promise(recipient.text == text.lowercased(), "a recipient comes back")
    }
    if let file = try? Armor.decode(input) {
      try promise(file.count <= input.count, "an armor of \(input.count) holds \(file.count)")
    }
  }

  /// The input as content: it comes back, and not once a bit was changed.
  private static func opensOnlyWhatWasSealed(
    _ input: [UInt8], _ identity: Identity
  ) throws(BrokenPromise) {
    guard let sealer = try? Sealer(to: [identity.recipient]) else {
      return try promise(false, "no sealer")
    }
    var file = Sealer.file(input, sealer: sealer)
    let keys = [AgeKey.identity(identity)]
    try promise((try? Opener.content(of: file, keys: keys)) == input, "content comes back")
    let place = input.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % file.count
    file[place] ^= 1
    try promise((try? Opener.content(of: file, keys: keys)) == nil, "a changed file opens")
  }
}
