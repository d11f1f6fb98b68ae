import ArgumentParser
import Backup
import Delivery
import Diagnostics
import FarmDatabase
import Foundation
import SyncEngine

/// `pocket-sync bundle`: one file for the helpdesk, shown before anything is written.
struct BundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Make one file for the helpdesk: facts and counts, no record, no name, no key.",
    discussion: """
      Shows what is in it and asks, then writes it; “tar -xf” opens it. With --mail, --mail-file or
      --server it goes to the helpdesk instead, locked for the helpdesk's key.
      """)

  @Option(help: "The new file; without it, one in this folder that is named after the moment.")
  var to: String?

  @Flag(help: "Do not ask.")
  var yes = false

  @Flag(help: "Print every file of the bundle whole, and write nothing.")
  var show = false

  @OptionGroup var outside: OutsideOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard to == nil || !outside.isWanted else {
      throw ValidationError("Give --to for a file, or --mail and --server for the helpdesk.")
    }
    guard !show || (to == nil && !yes && !outside.isWanted) else {
      throw ValidationError("--show writes and sends nothing; give it alone.")
    }
  }

  func run() throws {
    Interruption.watch()
    try speaking(common) { console in
      let farm = Result { try database.open() }
      let facts = BundleFacts(farm)
      let bundle = try facts.bundle()
      if show { return console.show(bundle) }
      // What cannot go is said before anybody reads a list and answers.
      let sender = outside.isWanted ? try BundleSender(outside, try farm.get(), console) : nil
      console.preview(bundle, legend: facts.legend)
      let path = to ?? facts.name
      guard yes || console.isAgreed(.bundle(sender == nil ? .mayWrite(path: path) : .maySend))
      else {
        console.result(.bundle(.nothingWritten))
        throw ExitCode(ShellStatus.interrupted.rawValue)
      }
      let packed = try SmallFrame.pack(bundle.archive)
      if let sender { return try sender.send(packed, name: facts.name) }
      try NamedFile.createPrivate(path, packed)
      console.result(.bundle(.written(path: path, bytes: UInt64(packed.count))))
    }
  }
}

extension Console {
  /// What is in a bundle, what never is, and who is who behind its masks.
  func preview(_ bundle: HelpdeskBundle, legend: [(mask: String, name: String)]) {
    let bytes = bundle.parts.reduce(0) { $0 + $1.bytes.count }
    result(.bundle(.holds(bytes: UInt64(bytes))))
    table(
      .bundle,
      bundle.parts.map {
        [$0.name, String($0.records), Formatting(language: language).size(UInt64($0.bytes.count))]
      }, numbersFrom: 1)
    result(.bundle(.neverHolds))
    guard !legend.isEmpty else { return }
    result(.bundle(.whoIsWho))
    for entry in legend {
      result(.bundle(.alias(mask: entry.mask, name: entry.name)), head: "  ")
    }
  }

  /// Every file of a bundle as it would be written.
  func show(_ bundle: HelpdeskBundle) {
    for part in bundle.parts {
      plain("== \(part.name)")
      plain(String(decoding: part.bytes, as: UTF8.self))
    }
  }
}
