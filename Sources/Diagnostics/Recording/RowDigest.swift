import Crypto

/// A digest of rows that does not depend on their order.
package enum RowDigest {
  /// SHA-256 over the sorted SHA-256 of each row, in hexadecimal.
  package static func hexadecimal(of rows: [[UInt8]]) -> String {
    let hashes = rows.map { Array(SHA256.hash(data: $0)) }
      .sorted { $0.lexicographicallyPrecedes($1) }
    var hash = SHA256()
    for row in hashes { hash.update(data: row) }
    return hash.finalize().map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }
}
