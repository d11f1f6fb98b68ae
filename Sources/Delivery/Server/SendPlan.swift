import Backup

/// What is to be done about each file, from what the server lists and what was noted; pure.
struct SendPlan: Equatable {
  /// One file and what is to be done.
  enum Step: Equatable {
    /// It is there, as it was sent.
    case keep
    /// Something of its name and length is there: its head must be looked at.
    case look
    case send
    /// Something else is there under its name.
    case refuse
  }

  let steps: [Step]

  init(
    _ files: [ShippedFile], listed: [String: StoredObject],
    sent: [String: SendingState.Sent]
  ) {
    steps = files.map { file in
      guard let there = listed[file.name] else { return .send }
      // Of another version of this program, and no part of any copy.
      if file.kind == .help { return .keep }
      guard there.bytes == file.bytes else { return .refuse }
      let known = SendingState.Sent(
        bytes: file.bytes, sha256: file.sha256, etag: there.etag)
      return sent[file.name] == known ? .keep : .look
    }
  }
}

/// The parts of an upload; pure.
struct PartPlan: Equatable {
  /// More parts than that no object store takes.
  static let partsMaximum = 10_000

  let partBytes: Int
  let bytes: Int

  /// Parts of the wanted size, or larger where there would be too many.
  init(bytes: Int, wantedPartBytes: Int) {
    self.bytes = bytes
    partBytes = max(wantedPartBytes, (bytes + Self.partsMaximum - 1) / Self.partsMaximum)
  }

  /// Taken over from an upload that was begun with it.
  init(bytes: Int, partBytes: Int) {
    self.bytes = bytes
    self.partBytes = partBytes
  }

  /// How many.
  var count: Int { max((bytes + partBytes - 1) / partBytes, 1) }

  /// The bytes of a part, from 1.
  func range(_ number: Int) -> Range<Int> {
    (number - 1) * partBytes..<min(number * partBytes, bytes)
  }
}
