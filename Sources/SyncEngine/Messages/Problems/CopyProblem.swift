package import FarmDatabase

/// The copies on the medium are not the ones that are wanted.
package enum StoreProblem: Sendable, Hashable {
  case otherFarm(id: String)
  case unusableFarmName(String)
  case none
  case noSuchCopy(Int)
  case targetExists(path: String)
  case newerFormat(file: String, format: Int)
  case nothingSoOld(Moment)
  case noSuchTable(String, tables: [String])
}

/// A copy is not what was written.
package enum DamageProblem: Sendable, Hashable {
  case readBack(file: String)
  case base(file: String)
  case manifest(file: String)
  case file(String, segment: Int?)
  case missing(file: String)
  case image(copy: Int)
  case certificate(copy: Int, found: String)
  case found(files: [String])
}

/// A copy could not be written, read or compared.
package enum WritingProblem: Sendable, Hashable {
  case compression(code: Int)
  case snapshot(SnapshotError)
  case scratch(folder: String?, errno: Int32)
  case system(path: String, errno: Int32)
}

extension SnapshotError {
  /// The facts in a form for the technician, the same in every language.
  var facts: String {
    switch self {
    case .notLocked: "lock"
    case .notAFile: "memory"
    case .outOfRange(let firstPage, let count): "pages \(firstPage)+\(count)"
    case .stagedCopyDiffers(let pages, let stagedPages): "pages \(pages) ≠ \(stagedPages)"
    case .sqlite(let code): "SQLite \(code)"
    case .scratch(let errno): "errno \(errno)"
    }
  }
}
