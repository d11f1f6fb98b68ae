import Backup
import Crypto
import Glibc
import Records

/// A file that is sent, held open; throws `localFile` as soon as it is not the one that was named.
final class LocalFile: Sendable {
  private static let stepBytes = 1 << 20

  let descriptor: Int32
  let file: ShippedFile

  init(_ file: ShippedFile) throws(ServerError) {
    self.file = file
    descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) == file.bytes
    else {
      if descriptor >= 0 { close(descriptor) }
      throw .localFile(file: file.name)
    }
  }

  deinit { close(descriptor) }

  /// The first bytes, as many as there are.
  func head(_ count: Int) throws(ServerError) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(0..<min(count, file.bytes)) { bytes += $0 }
    return bytes
  }

  /// The hashes that object stores ask for and answer with.
  func hashes(_ range: Range<Int>) throws(ServerError) -> (sha256: String, md5: String) {
    var sha256 = SHA256()
    var md5 = Insecure.MD5()
    try read(range) { bytes in
      sha256.update(bufferPointer: bytes)
      md5.update(bufferPointer: bytes)
    }
    return (Hexadecimal.encode(sha256.finalize()), Hexadecimal.encode(md5.finalize()))
  }

  /// Throws unless every bit is the one that was named.
  func prove() throws(ServerError) {
    guard try hashes(0..<file.bytes).sha256 == file.sha256 else {
      throw .localFile(file: file.name)
    }
  }

  /// The range as a body.
  func body(_ range: Range<Int>) -> HTTPRequest.Body {
    .file(descriptor: descriptor, offset: range.lowerBound, count: range.count)
  }

  private func read(
    _ range: Range<Int>, _ take: (UnsafeRawBufferPointer) -> Void
  ) throws(ServerError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.stepBytes, alignment: 16)
    defer { buffer.deallocate() }
    var offset = range.lowerBound
    while offset < range.upperBound {
      let wanted = min(buffer.count, range.upperBound - offset)
      let count = pread(descriptor, buffer.baseAddress!, wanted, off_t(offset))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .localFile(file: file.name) }
      take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      offset += count
    }
  }
}
