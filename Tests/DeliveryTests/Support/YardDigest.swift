import Crypto
import Foundation
import Records

/// SHA-256 of a database, as a yard notes it.
enum YardDigest {
  static func of(_ path: String) throws -> String {
    Hexadecimal.encode(SHA256.hash(data: try Data(contentsOf: URL(filePath: path))))
  }
}
