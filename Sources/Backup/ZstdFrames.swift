import CZstd

/// The unit of compression: independent frames of at most 1 MiB of content.
package enum FrameLimits {
  /// Of one frame, uncompressed.
  package static let contentBytes = 1 << 20
  /// What the worst content compresses to.
  static let compressedBytes = ZSTD_compressBound(contentBytes)
}

/// Compresses one frame after the other, each with its content size and checksum.
package final class FrameEncoder {
  /// How hard it tries; measured on a farm's milk and log books in frames of 1 MiB.
  package enum Effort: Int32, Sendable {
    /// Of a full: a third of level 3's work for 5 % more bytes, which a slow stick feels.
    case full = 1
    /// Of a delta, which is small: 1.3 % more bytes than level 3.
    case delta = 2
  }
  private let context: OpaquePointer

  /// With the effort of one kind of copy.
  package init(_ effort: Effort = .delta) throws(BackupError) {
    guard let context = ZSTD_createCCtx() else { throw .zstd(code: 0) }
    self.context = context
    _ = ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, effort.rawValue)
    _ = ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
  }

  deinit { ZSTD_freeCCtx(context) }

  /// One frame of `content` at the start of `target`; returns its length in bytes.
  package func encode(
    _ content: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) throws(BackupError) -> Int {
    let count = ZSTD_compress2(
      context, target.baseAddress, target.count, content.baseAddress, content.count)
    guard ZSTD_isError(count) == 0 else {
      throw .zstd(code: Int(ZSTD_getErrorCode(count).rawValue))
    }
    return count
  }
}

/// Decompresses single frames; foreign bytes, so every size is checked before it is used.
package final class FrameDecoder {
  private let context: OpaquePointer

  /// With room for one frame.
  package init() throws(BackupError) {
    guard let context = ZSTD_createDCtx() else { throw .zstd(code: 0) }
    self.context = context
  }

  deinit { ZSTD_freeDCtx(context) }

  /// The content of one whole frame at the start of `target`; nil where the frame is damaged.
  package func decode(
    _ frame: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) -> Int? {
    let size = ZSTD_getFrameContentSize(frame.baseAddress, frame.count)
    // Unknown (2^64 - 1) and error (2^64 - 2) are over the limit too.
    guard size <= UInt64(min(FrameLimits.contentBytes, target.count)) else { return nil }
    let count = ZSTD_decompressDCtx(
      context, target.baseAddress, target.count, frame.baseAddress, frame.count)
    guard ZSTD_isError(count) == 0, count == Int(size) else { return nil }
    return count
  }

  /// The length of the frame that `bytes` start with; nil where no whole frame is there.
  package static func length(of bytes: UnsafeRawBufferPointer) -> Int? {
    guard !bytes.isEmpty else { return nil }
    let count = ZSTD_findFrameCompressedSize(bytes.baseAddress, bytes.count)
    return ZSTD_isError(count) == 0 ? count : nil
  }
}
