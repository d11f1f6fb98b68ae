import Foundation
import Glibc
import Testing

/// A refusal as people read it: one code, one sentence, one remedy, and the exit status.
func expectRefusal(
  _ outcome: Program.Outcome, _ status: Int32, _ anyOf: String...,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let words = outcome.words
  #expect(outcome.status == status, "\(words)", sourceLocation: sourceLocation)
  let codes = words.matches(of: /\[[A-Z]+-[0-9]{2}\]/).map { String($0.output) }
  #expect(codes.count == 1, "\(words)", sourceLocation: sourceLocation)
  #expect(anyOf.contains { codes == ["[\($0)]"] }, "\(words)", sourceLocation: sourceLocation)
  let remedies = words.split(separator: "\n").filter { $0.contains("→") }
  #expect(remedies.count == 1, "\(words)", sourceLocation: sourceLocation)
}

/// Mounting needs root; where it is not given, the tests that mount are reported as skipped.
let canMount: Bool = {
  let folder = NSTemporaryDirectory() + "scenario-mount-\(getpid())"
  guard mkdir(folder, 0o700) == 0 else { return false }
  defer { rmdir(folder) }
  guard mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0 else { return false }
  return umount2(folder, Int32(MNT_DETACH)) == 0
}()

/// What `setpriv` takes to run `pocket-sync` as nobody.
let nobody = [
  "--reuid=65534", "--regid=65534", "--clear-groups",
  Program.folder.appending(path: "pocket-sync").path,
]

/// Whether this user can act for another one; else the tests of permissions are skipped.
let canChangeUser: Bool = {
  let folder = FileManager.default.temporaryDirectory
  let outcome = try? Program.run("/usr/bin/setpriv", nobody + ["--version"], in: folder)
  return outcome?.status == 0
}()
