import Foundation

/// Debian's xorriso at one drive: each call is a child process with fixed arguments.
package struct Xorriso: Sendable, Hashable {
  /// A file of this PC and its path on the disc.
  package struct File: Sendable, Hashable {
    let place: String
    let path: String

    /// Takes both as they stand; `path` begins with "/".
    package init(place: String, path: String) {
      self.place = place
      self.path = path
    }
  }

  /// Where Debian puts it.
  package static let debian = "/usr/bin/xorriso"
  /// The name that a blank disc gets.
  package static let label = "POCKET_SYNC"

  /// The drive that it works at.
  package let drive: DiscDrive
  let program: String

  /// At this drive; another program than Debian's is for tests.
  package init(_ drive: DiscDrive, program: String = debian) {
    self.drive = drive
    self.program = program
  }

  /// What disc is in the drive.
  package func look() throws(DiscFault) -> Disc {
    // A disc that somebody looks at in the file manager can be looked at here as well.
    let report = try call(["-dev", drive.address, "-toc", "-tell_media_space", "-rollback_end"])
    return try report.disc()
  }

  /// All files below a folder of the disc, by their paths, with their sizes in bytes.
  package func files(below folder: String) throws(DiscFault) -> [String: Int] {
    let find = ["-find", "/", "-type", "f", "-wholename", folder + "/*", "-exec", "report_lba"]
    return try call(["-indev", drive.address] + find + ["--", "-rollback_end"]).files()
  }

  /// Reads files of the disc into new files; their folders are there already.
  package func extract(_ files: [File]) throws(DiscFault) {
    if files.isEmpty { return }
    let extract = files.flatMap { ["-extract_single", $0.path, $0.place] }
    // As they are: xorriso would give out nothing of a damaged file, and nobody could say which.
    let plain = ["-md5", "off", "-osirrox", "on", "-indev", drive.address]
    let words = plain + extract + ["-rollback_end"]
    do throws(DiscFault) { _ = try call(words) } catch .driveRefused(let detail) {
      throw .unreadable(detail: detail)
    }
  }

  /// Burns the files as one more session; `progress` takes hundredths of a percent, false ends it.
  package func burn(
    _ files: [File], below root: String, on disc: Disc, progress: (UInt64) -> Bool
  ) throws(DiscFault) {
    let name = disc.sessions.isEmpty ? ["-volid", Self.label] : []
    let maps = files.flatMap { ["-map", $0.place, $0.path] }
    var isStopped = false
    let words = ["-joliet", "on", "-dev", drive.address] + name + maps + Self.readable(root)
    do throws(DiscFault) {
      let report = try call(words + ["-commit", "-end"], isExclusive: true) { hundredths in
        isStopped = !progress(hundredths)
        return !isStopped
      }
      guard report.hasBurnt else { throw .burnFailed(detail: report.complaint) }
    } catch {
      if isStopped { throw .interrupted }
      guard case .driveRefused(let detail) = error else { throw error }
      throw .burnFailed(detail: detail)
    }
  }

  /// Gives files of the disc another name, in one more session.
  package func rename(_ names: [(from: String, to: String)]) throws(DiscFault) {
    let moves = names.flatMap { ["-mv", $0.from, $0.to, "--"] }
    let words = ["-joliet", "on", "-dev", drive.address] + moves + ["-commit", "-end"]
    guard try call(words, isExclusive: true).hasBurnt else { throw .burnFailed(detail: "") }
  }

  /// Has xorriso read files again and hold them against the sums that it burnt with them.
  package func check(_ paths: [String]) throws(DiscFault) {
    let words = ["-indev", drive.address, "-check_md5", "SORRY"] + paths + ["--", "-rollback_end"]
    // What it calls a failure here is a file that differs: each that it does not call right counts.
    let report = try ended(words, isExclusive: false) { _ in true }.report
    let wrong = paths.filter { !report.matching().contains($0) }
    guard wrong.isEmpty else { throw .burntWrongly(files: wrong) }
  }

  /// Opens the tray; true where it did.
  package func eject() -> Bool {
    (try? call(["-outdev", drive.address, "-eject", "all", "-rollback_end"])) != nil
  }

  /// Whoever mounts the disc may read it: the staging folder is its owner's alone.
  private static func readable(_ root: String) -> [String] {
    ["-find", root, "-type", "d", "-exec", "chmod", "a=rx", "--"]
      + ["-find", root, "-type", "f", "-exec", "chmod", "a=r", "--"]
  }

  private func call(
    _ words: [String], isExclusive: Bool = false, progress: (UInt64) -> Bool = { _ in true }
  ) throws(DiscFault) -> DiscReport {
    let (report, isGood) = try ended(words, isExclusive: isExclusive, progress)
    guard isGood else { throw .driveRefused(detail: report.complaint) }
    return report
  }

  private func ended(
    _ words: [String], isExclusive: Bool, _ progress: (UInt64) -> Bool
  ) throws(DiscFault) -> (report: DiscReport, isGood: Bool) {
    try drive.check()
    guard access(program, X_OK) == 0 else { throw .programMissing }
    // The sums of earlier sessions are only kept where they are asked for before the disc is read.
    let always = [program, "-no_rc", "-pkt_output", "on", "-md5", "on", "-return_with", "SORRY"]
    let access = isExclusive ? "exclusive:unrestricted" : "shared:unrestricted"
    let plain = ["32", "-iso_rr_pattern", "off", "-disk_pattern", "off", "-drive_access", access]
    var report = DiscReport()
    var rest = Data()
    let child = ChildProgram(words: always + plain + words, isApart: true)
    let ended = child.run { piece in
      rest += piece
      var goesOn = true
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
        rest = Data(rest[rest.index(after: end)...])
        report.take(line)
        if let done = DiscReport.hundredths(line), !progress(done) { goesOn = false }
      }
      return goesOn
    }
    guard let ended else { throw .programMissing }
    return (report, ended.status == 0)
  }
}
