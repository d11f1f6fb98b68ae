import Backup
import FarmDatabase
import Foundation
import Media
import Testing

@testable import SyncEngine

/// A copy on a disc counts when the disc gave it back; whatever goes wrong before, none is offered.
@Suite(.enabled(if: DiscFarm.canBurn)) struct DiscBurnTests {
  private func fault(of body: () throws -> Void) -> DiscFault? {
    do { try body() } catch SyncError.disc(let fault, _) { return fault } catch {
      Issue.record(error)
    }
    return nil
  }

  /// A disc with one copy, and something new to copy.
  private func burnt() throws -> DiscFarm {
    let bench = try DiscFarm()
    #expect(try bench.copy(to: try bench.place()).generation == 1)
    try bench.write("neu")
    return bench
  }

  /// Refused so; the disc offers just the first copy, sound, and the ledger knows of no more.
  private func expectRefused(
    _ bench: DiscFarm, _ program: String, isSpent: Bool = false, isFault: (DiscFault) -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let place = try bench.place(program)
    let fault = fault { _ = try bench.copy(to: place) }
    #expect(
      fault.map(isFault) == true, "\(String(describing: fault))", sourceLocation: sourceLocation)
    let offered = try bench.offered()
    #expect(offered.copies == [1] && offered.faults == [], sourceLocation: sourceLocation)
    let noted = try bench.farm.ledger.media().map(\.newest.generation)
    #expect(noted == [1], sourceLocation: sourceLocation)
    // Where the sums themselves were spoilt no later copy counts: the sentence asks for a new disc.
    if isSpent { return }
    #expect(try bench.copy(to: try bench.place()).generation > 1, sourceLocation: sourceLocation)
  }

  @Test func `each copy is a full in a session of its own, checked after burning`() throws {
    let bench = try burnt()
    let report = try bench.copy(to: try bench.place())
    #expect(report.generation == 2 && report.manifest.kind == .full)
    #expect(report.manifest.fullReason == .opticalDisc && report.removed == .success([]))
    #expect(report.manifest.certificate.medium.isPretended)
    let wanted: [CopyProgress.Phase] = [.publishing, .burning, .checkingDisc]
    #expect(bench.phases.filter(wanted.contains) == wanted)
    #expect(try Xorriso(bench.drive).look().sessions.count == 2)
    let offered = try bench.offered()
    #expect(offered.copies == [1, 2] && offered.faults == [])
  }

  @Test func `what the disc spoils is found by the sums, is withdrawn and never counts`() throws {
    let bench = try burnt()
    // The last files of the session, before its padding of 150 blocks.
    let spoil = try bench.wrapper(
      """
      xorriso "$@"; status=$?
      case "$*" in *" -map "*)
        size=$(stat -c %s '\(bench.image)')
        head -c 16384 /dev/zero | tr '\\0' '\\377' | dd status=none conv=notrunc bs=2048 \
          seek=$((size / 2048 - 150 - 24)) of='\(bench.image)';;
      esac
      exit $status
      """)
    try expectRefused(bench, spoil, isSpent: true) {
      if case .burntWrongly = $0 { true } else { false }
    }
  }

  @Test func `sums that lie do not make a copy: every file is read and held against its hash`()
    throws
  {
    let bench = try burnt()
    let lie = try bench.wrapper(
      """
      case "$*" in
      *" -check_md5 "*)
        for word; do case $word in /*/*/*) echo "R:1: md5 match   : '$word'";; esac; done; exit 0;;
      *" -extract_single "*full.sqlite*)
        xorriso "$@" || exit
        for word; do case $word in /var/*full.sqlite*) printf x >>"$word";; esac; done; exit 0;;
      esac
      xorriso "$@"
      """)
    try expectRefused(bench, lie) { $0 == .burntWrongly(files: ["000002-full.sqlite.zst"]) }
  }

  @Test func `sums that are not told of every file count as wrong`() throws {
    let bench = try burnt()
    let silent = try bench.wrapper(
      """
      case "$*" in *" -check_md5 "*) xorriso "$@" | grep -v 'json'; exit 0;; esac
      xorriso "$@"
      """)
    try expectRefused(bench, silent) { fault in
      if case .burntWrongly(let files) = fault { files.count == 2 } else { false }
    }
  }

  @Test func `a burn without success is none, whatever the exit status`() throws {
    let bench = try burnt()
    let mute = try bench.wrapper(
      """
      case "$*" in *" -map "*) exit 0;; esac
      xorriso "$@"
      """)
    try expectRefused(bench, mute) { if case .burnFailed = $0 { true } else { false } }
  }

  @Test func `a session that the disc does not show afterwards is none`() throws {
    let bench = try burnt()
    let forgetful = try bench.wrapper(
      """
      case "$*" in *" -map "*)
        cp '\(bench.image)' '\(bench.image)'.kept
        xorriso "$@"; status=$?
        cp '\(bench.image)'.kept '\(bench.image)'
        exit $status;;
      esac
      xorriso "$@"
      """)
    try expectRefused(bench, forgetful) { $0 == .burnFailed(detail: "") }
  }

  @Test func `a disc without room is not touched`() throws {
    let bench = try burnt()
    let small = try bench.wrapper(
      """
      xorriso "$@" | sed 's/^R:1: Media space .*/R:1: Media space  : 400s/'
      """)
    let before = try Data(contentsOf: URL(filePath: bench.image))
    let place = try bench.place(small)
    let found = fault { _ = try bench.copy(to: place) }
    guard case .full(let needed, 400 * 2_048)? = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(needed > 400 * 2_048)
    #expect(try Data(contentsOf: URL(filePath: bench.image)) == before)
  }

  @Test func `a disc that changed since it was chosen is not burnt`() throws {
    let bench = try burnt()
    let chosen = try bench.place()
    _ = try bench.copy(to: try bench.place())
    try bench.write("noch neuer")
    let before = try Data(contentsOf: URL(filePath: bench.image))
    #expect(fault { _ = try bench.copy(to: chosen) } == .changed)
    #expect(try Data(contentsOf: URL(filePath: bench.image)) == before)
  }

  @Test func `a disc that was taken out is told as such`() throws {
    let bench = try burnt()
    let chosen = try bench.place()
    try FileManager.default.removeItem(atPath: bench.image)
    #expect(fault { _ = try bench.copy(to: chosen) } == .changed)
    #expect(!FileManager.default.fileExists(atPath: bench.image))
  }

  @Test func `another disc with a copy of that number is not taken for the one that was burnt`()
    throws
  {
    let bench = try burnt()
    let other = bench.folder + "/other.iso"
    try FileManager.default.moveItem(atPath: bench.image, toPath: other)
    let before = try Data(contentsOf: URL(filePath: other))
    let swapped = try bench.wrapper(
      """
      xorriso "$@"; status=$?
      case "$*" in *" -map "*) cp '\(other)' '\(bench.image)';; esac
      exit $status
      """)
    #expect(fault { _ = try bench.copy(to: try bench.place(swapped)) } == .changed)
    #expect(try Data(contentsOf: URL(filePath: bench.image)) == before)
    #expect(try bench.offered().copies == [1])
  }

  @Test func `without xorriso the package is named`() throws {
    let bench = try burnt()
    let place = try bench.place(bench.folder + "/no-xorriso")
    #expect(fault { _ = try bench.copy(to: place) } == .programMissing)
  }

  @Test func `who stops before the burn leaves the disc as it is`() throws {
    let bench = try burnt()
    let place = try bench.place()
    let before = try Data(contentsOf: URL(filePath: bench.image))
    bench.stop.raise()
    #expect(throws: SyncError.self) { try bench.copy(to: place) }
    #expect(try Data(contentsOf: URL(filePath: bench.image)) == before)
  }

  @Test func `the disc of another farm is refused, and nothing is burnt`() throws {
    let (bench, other) = (try burnt(), try DiscFarm())
    let before = try Data(contentsOf: URL(filePath: bench.image))
    let place = bench.place(disc: try Xorriso(bench.drive).look())
    #expect(throws: SyncError.self) { try other.copy(to: place) }
    #expect(try Data(contentsOf: URL(filePath: bench.image)) == before)
  }
}
