/// One file of a generation, with the hashes that prove it.
package struct FileRecord: Codable, Sendable, Hashable {
  /// The name in the farm's folder.
  package let name: String
  /// Its length in bytes.
  package let bytes: Int
  /// SHA-256 of all its bytes, lower-case hexadecimal.
  package let sha256: String
  /// The first 16 bytes of SHA-256 of every 8 MiB, lower-case hexadecimal.
  package let segments: [String]
}

/// Why a full was written where a delta could have been.
package enum FullReason: String, Codable, Sendable {
  case noBase
  case baseTooOld
  case tooManyDeltas
  case tooManyChanges
  case baseBroken
  case pageSizeChanged
  case keyChanged
  /// On a disc each generation stands for itself.
  case opticalDisc
}

/// What was read from the medium again before the manifest was published, and how.
package struct ReadBackRecord: Codable, Sendable, Hashable {
  /// How the page cache was kept from answering.
  package enum Method: String, Codable, Sendable {
    /// The kernel's cache of the files was dropped.
    case pageCacheDropped
    /// Dropped too, but a FUSE file system may have answered from the device's cache: weaker.
    case pageCacheDroppedOverFUSE
    /// In the folder that was burnt; what the disc gave back is not known before it is burnt.
    case beforeBurning
  }

  /// A run of 8 MiB segments of the base, counted over its parts in order.
  package struct BaseSlice: Codable, Sendable, Hashable {
    /// Generation of the full.
    package let generation: Int
    /// The first segment that was read.
    package let firstSegment: Int
    /// Segments read from there, starting over at the end.
    package let segmentCount: Int
    /// Segments that the base has.
    package let ofSegments: Int
  }

  /// How.
  package let method: Method
  /// Bytes of this generation that were read back: all of it.
  package let newBytes: Int
  /// The part of the base that was read; nil for a full.
  package let base: BaseSlice?
}

/// That and for whom the files of a generation are sealed, as age v1.
package struct SealRecord: Codable, Sendable, Hashable {
  /// The public half of the key, `age1…`.
  package let recipient: String
  /// The file with the identity, sealed by the passphrase.
  package let identityFile: FileRecord
}

/// One generation: it exists when its manifest does.
package struct Manifest: Codable, Sendable, Hashable {
  /// The two kinds of generation.
  package enum Kind: String, Codable, Sendable {
    case full
    case delta
  }

  /// The full that a delta rests on.
  package struct Base: Codable, Sendable, Hashable {
    /// Its number.
    package let generation: Int
    /// Its image hash.
    package let imageSHA256: String
  }

  /// Version of the format: 1, or 2 where it is sealed.
  package let format: Int
  /// The number, from 1, strictly increasing.
  package let generation: Int
  /// Full or delta.
  package let kind: Kind
  /// Why a full; nil for a delta.
  package let fullReason: FullReason?
  /// The full below; nil for a full.
  package let base: Base?
  /// The identity of the farm's database.
  package let farmID: String
  /// The identity of the store on the medium.
  package let mediumID: String
  /// Time of creation, UTC, for people.
  package let created: String
  /// The same: milliseconds since 1970.
  package let createdMilliseconds: UInt64
  /// Version of the program that wrote it.
  package let program: String
  /// Bytes of a database page.
  package let pageSize: Int
  /// Pages of the database.
  package let pageCount: Int
  /// SHA-256 over the 16-byte page hashes in order, under the key where it is sealed.
  package let imageSHA256: String
  /// SQLite's file change counter.
  package let changeCounter: UInt32
  /// Pages that this generation carries itself.
  package let carriedPages: Int
  /// The payload, in order.
  package let files: [FileRecord]
  /// The page hashes of a full; nil for a delta.
  package let index: FileRecord?
  /// What was proven before publishing.
  package let readBack: ReadBackRecord
  /// Tells an unchanged database file; nil where only hashing can.
  package let stateMark: String?
  /// The proof of freshness.
  package let certificate: Certificate
  /// For whom it is sealed; nil where it is plain.
  package let seal: SealRecord?

  /// True where it was burnt to a disc.
  package var isForDisc: Bool { readBack.method == .beforeBurning }

  /// The newest format that this program reads.
  package static let currentFormat = 2
  /// The format of what is not sealed, as every version of the program reads it.
  package static let plainFormat = 1
}
