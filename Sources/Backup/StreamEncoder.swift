import CZstd

/// Compresses a whole file as one frame: a sixth smaller than in frames of 1 MiB.
///
/// For what goes by mail, where each byte counts and seconds do not.
final class StreamEncoder {
  private static let level: Int32 = 9
  private static let workers: Int32 = 2
  private static let outputBytes = ZSTD_CStreamOutSize()

  private let context: OpaquePointer
  private let output = Buffer(bytes: StreamEncoder.outputBytes)

  /// The frame says how long its content is, and proves it.
  init(contentBytes: Int) throws(BackupError) {
    guard let context = ZSTD_createCCtx() else { throw .zstd(code: 0) }
    self.context = context
    _ = ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Self.level)
    _ = ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    // A library that was built without threads refuses, and works on one.
    _ = ZSTD_CCtx_setParameter(context, ZSTD_c_nbWorkers, Self.workers)
    _ = ZSTD_CCtx_setPledgedSrcSize(context, UInt64(contentBytes))
  }

  deinit { ZSTD_freeCCtx(context) }

  /// Takes the next content; what is ready is handed on, at the end all of it.
  func encode(
    _ content: UnsafeRawBufferPointer, isLast: Bool,
    into take: (UnsafeRawBufferPointer) throws(BackupError) -> Void
  ) throws(BackupError) {
    var input = ZSTD_inBuffer(src: content.baseAddress, size: content.count, pos: 0)
    while true {
      var ready = ZSTD_outBuffer(dst: output.all.baseAddress, size: output.all.count, pos: 0)
      let left = ZSTD_compressStream2(
        context, &ready, &input, isLast ? ZSTD_e_end : ZSTD_e_continue)
      guard ZSTD_isError(left) == 0 else {
        throw .zstd(code: Int(ZSTD_getErrorCode(left).rawValue))
      }
      if ready.pos > 0 { try take(output.bytes(ready.pos)) }
      if isLast ? left == 0 : input.pos == input.size { return }
    }
  }
}
