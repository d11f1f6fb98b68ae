package import Diagnostics

/// Why there is no bundle for the helpdesk; nothing was written then.
package enum BundleProblem: Sendable, Hashable {
  case unknownFile(String)
  case unknownField(file: String, field: String)
  case unfitValue(file: String, field: String)
  case tooLarge(bytes: UInt64, limitBytes: UInt64)
  /// It leaves the farm for the helpdesk's key only, and there is none.
  case noHelpdeskKey

  var number: Int {
    switch self {
    case .unknownFile: 1
    case .unknownField: 2
    case .unfitValue: 3
    case .tooLarge: 4
    case .noHelpdeskKey: 5
    }
  }
}

extension BundleFault {
  /// What a person is told.
  package var problem: Problem {
    switch self {
    case .unknownFile(let file): .bundle(.unknownFile(file))
    case .unknownField(let file, let field): .bundle(.unknownField(file: file, field: field))
    case .unfitValue(let file, let field): .bundle(.unfitValue(file: file, field: field))
    case .tooLarge(let bytes, let limitBytes):
      .bundle(.tooLarge(bytes: UInt64(bytes), limitBytes: UInt64(limitBytes)))
    }
  }
}
