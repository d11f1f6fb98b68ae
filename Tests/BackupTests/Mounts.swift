import Foundation
import Glibc
import Testing

@testable import Backup

/// Mounting needs root; where it is not given, the tests that mount are reported as skipped.
let canMount: Bool = {
  var template = Array("/tmp/copy-mount-XXXXXX".utf8CString)
  let folder = String(cString: mkdtemp(&template)!)
  defer { rmdir(folder) }
  guard mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0 else { return false }
  return umount2(folder, Int32(MNT_DETACH)) == 0
}()

extension Workbench {
  /// Runs `body` with a tmpfs of `kilobytes` over the pretended medium.
  func onSmallMedium(kilobytes: Int, _ body: () throws -> Void) throws {
    try on(medium, kilobytes: kilobytes, body)
  }

  /// Runs `body` with a tmpfs of `kilobytes` over the folder for temporary files.
  func withSmallScratch(kilobytes: Int, _ body: () throws -> Void) throws {
    try on(scratch, kilobytes: kilobytes, body)
  }

  private func on(_ folder: String, kilobytes: Int, _ body: () throws -> Void) throws {
    try #require(mount("tmpfs", folder, "tmpfs", 0, "size=\(kilobytes)k") == 0)
    defer { umount2(folder, Int32(MNT_DETACH)) }
    try body()
  }

  /// Changes the text of a manifest and makes its self hash right again.
  func rewrite(_ generation: Int, _ change: (String) throws -> String) throws {
    let path = store + "/" + StoreNames.manifest(generation)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = try change(text)
    try #require(changed != text)
    let rest = changed.split(separator: "\n", maxSplits: 2)[2].dropLast()
    try Data(SelfHashedText.sealed(rest.utf8)).write(to: URL(fileURLWithPath: path))
  }

  /// The generations that can be used.
  func usable() throws -> [Int] {
    try openStore().generations().compactMap { state in
      if case .complete(let manifest) = state { manifest.generation } else { nil }
    }
  }
}
