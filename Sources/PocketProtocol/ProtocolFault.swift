package import Records

/// What is wrong with a message or with its place; facts only, `code` is what the other side gets.
package enum ProtocolFault: Error, Hashable, Sendable {
  /// The bytes are no message, or the named field breaks its shape ("Introduction.device").
  case malformed(String)
  /// The named limit was passed.
  case overLimit(ProtocolLimit, found: Int)
  /// The message is known, but not allowed in this state.
  case wrongState(message: String, state: String)
  /// No version is spoken by both; theirs.
  case versionMismatch(oldest: UInt32, newest: UInt32)
  /// The pocket brings the commits of another farm database; that one.
  case otherFarm(RowID)
  /// The named field contradicts what the session already knows.
  case contradiction(String)

  /// The code that the refusal to the other side carries.
  package var code: RefusalCode {
    switch self {
    case .malformed: .malformed
    case .overLimit: .overLimit
    case .wrongState: .wrongState
    case .versionMismatch: .versionMismatch
    case .otherFarm: .otherFarm
    case .contradiction: .contradiction
    }
  }

  /// The facts that the refusal carries beside its code, in a form for logs.
  package var detail: String {
    switch self {
    case .malformed(let field): field
    case .overLimit(let limit, let found): "\(limit.rawValue) \(found) > \(limit.maximum)"
    case .wrongState(let message, let state): "\(message) in \(state)"
    case .versionMismatch(let oldest, let newest): "\(oldest)...\(newest)"
    case .otherFarm(let hub): hub.hexadecimal
    case .contradiction(let field): field
    }
  }
}
