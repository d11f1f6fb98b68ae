import Crypto
import Testing

@testable import Backup

/// Two pages at a time or one after the other: what stands on a medium depends on neither.
@Suite struct PageHashTests {
  @Test(arguments: [512, 1_024, 4_096, 65_536])
  func `pages hashed in pairs have the hashes of the library`(pageSize: Int) {
    for count in 1...5 {
      let pages = (0..<count * pageSize).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 7) }
      let expected = stride(from: 0, to: pages.count, by: pageSize).flatMap { start in
        SHA256.hash(data: pages[start..<start + pageSize]).prefix(PageHash.bytes)
      }
      #expect(hashes(of: pages, pageSize, PageHash.hash) == expected)
      #expect(hashes(of: pages, pageSize, PageHash.hashEach) == expected)
    }
  }

  private typealias Hashing = (
    UnsafeRawBufferPointer, Int, UnsafeMutableRawBufferPointer
  ) -> Void

  /// With a byte behind them that must stay as it is.
  private func hashes(of pages: [UInt8], _ pageSize: Int, _ hash: Hashing) -> [UInt8] {
    let bytes = pages.count / pageSize * PageHash.bytes
    var hashes = [UInt8](repeating: 0xA5, count: bytes + 1)
    pages.withUnsafeBytes { pages in
      hashes.withUnsafeMutableBytes { hash(pages, pageSize, $0) }
    }
    #expect(hashes.removeLast() == 0xA5)
    return hashes
  }
}
