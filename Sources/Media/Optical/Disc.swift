/// A disc as its drive shows it at one moment: equal where nothing was written to it since.
package struct Disc: Sendable, Hashable {
  /// What can still be done with it.
  package enum State: String, Sendable, Hashable {
    case blank
    case appendable
    case closed
  }

  /// One session of it.
  package struct Session: Sendable, Hashable {
    /// Its first block.
    package let firstBlock: UInt64
    /// Its length in blocks.
    package let blocks: UInt64
    /// The name that it gives the disc.
    package let label: String
  }

  /// The kind in the words of its makers: `DVD+R`, `BD-RE`.
  package let kind: String
  /// Whether it is empty, takes more, or is finished.
  package let state: State
  /// Its sessions, oldest first.
  package let sessions: [Session]
  /// Bytes that can still be burnt.
  package let freeBytes: UInt64

  /// Bytes of a block, of every kind of disc that holds files.
  package static let blockBytes: UInt64 = 2_048
  private static let rewritable = ["CD-RW", "DVD-RW", "DVD+RW", "DVD-RAM", "BD-RE", "stdio file"]

  /// The label of the newest session; empty for a blank disc.
  package var label: String { sessions.last?.label ?? "" }

  /// True where the same disc can be erased and burnt anew.
  package var isRewritable: Bool { Self.rewritable.contains { kind.hasPrefix($0) } }

  /// True where nobody wrote to it since; how much room a file has depends on others.
  package func isUntouched(since other: Disc) -> Bool {
    kind == other.kind && state == other.state && sessions == other.sessions
  }

  /// Why no session can follow; nil where one can.
  package var refusal: DiscFault? { state == .closed ? .closed : nil }

  /// Room that closing the session and opening the next take beyond the files.
  package var reserveBytes: UInt64 {
    // Lead-out and next lead-in of a CD take 11,250 blocks, borders of a sequential DVD-R 96 MiB.
    if kind.hasPrefix("CD") { return 24 << 20 }
    if kind.hasPrefix("DVD-R") && !kind.hasPrefix("DVD-RAM") { return 128 << 20 }
    return kind.hasPrefix("stdio") ? 1 << 20 : 8 << 20
  }

  /// Throws unless so many bytes of files fit, each in whole blocks.
  package func makeSure(fits files: [UInt64]) throws(DiscFault) {
    // The tree is written anew each time: some blocks, and one for each file and its names.
    let blocks = files.reduce(UInt64(files.count)) {
      $0 + ($1 + Self.blockBytes - 1) / Self.blockBytes
    }
    let needed = blocks * Self.blockBytes + reserveBytes
    guard needed <= freeBytes else { throw .full(neededBytes: needed, freeBytes: freeBytes) }
  }
}
