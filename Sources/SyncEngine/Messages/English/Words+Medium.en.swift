extension EnglishWords {
  private static let choose = "Connect a USB stick or an external disk and choose it."
  private static let openIt = "Open it in the file manager, then try again."
  private static let nothingWritten = "Nothing was written; the earlier copies are intact."

  static func telling(_ problem: MediumProblem) -> Telling {
    Telling(headline(of: problem), nothingWritten, remedy(for: problem))
  }

  private static func headline(of problem: MediumProblem) -> String {
    switch problem {
    case .systemDisk(let path, let disk, let shared):
      "\(quoted(path)) is on the PC's own disk: the copy would be lost with the PC"
        + note(disk, shared) + "."
    case .databaseDisk(let path, let disk):
      "\(quoted(path)) is on the same disk as the database: the copy would be lost with it"
        + note(disk) + "."
    case .internalDisk(let path, let disk):
      "\(quoted(path)) is on a disk fixed in the PC: the copy would be lost with the PC"
        + note(disk) + "."
    case .network(let path, let fileSystem):
      "\(quoted(path)) is a folder on the network, not an external medium\(note(fileSystem))."
    case .memory(let path, let fileSystem):
      "\(quoted(path)) is in the PC's memory: the copy would go with the power\(note(fileSystem))."
    case .overlay(let path):
      "\(quoted(path)) is an overlaid folder: its disk is not known."
    case .fuse(let path, let fileSystem):
      "\(quoted(path)) goes through another program: its disk is not known\(note(fileSystem))."
    case .readOnly(let path):
      "\(quoted(path)) can only be read."
    case .noDevice(let path, let fileSystem):
      "\(quoted(path)) is on no disk that this PC knows\(note(fileSystem))."
    case .noFolder(let path):
      "\(quoted(path)) is no folder of this PC."
    case .notMounted(let path, let device):
      "\(quoted(path)) is connected but not opened yet\(note(device))."
    case .locked(let path, let device):
      "\(quoted(path)) is connected, but encrypted and locked\(note(device))."
    case .disputed(let path, let disk):
      "\(quoted(path)): this PC takes the disk for a fixed one, though it seems external"
        + note(disk) + "."
    case .databaseNotFound(let path, let fileSystem):
      "This PC does not tell on which disk the database lies: a copy on \(quoted(path))"
        + " could be lost with it\(note(fileSystem))."
    }
  }

  private static func remedy(for problem: MediumProblem) -> String {
    switch problem {
    case .notMounted: openIt
    case .locked:
      "Open it in the file manager with its password, then try again."
    case .databaseNotFound:
      "Call the helpdesk: the database has to be in a folder of an ordinary disk."
    case .disputed: "Take another USB stick or external disk."
    case .systemDisk, .databaseDisk, .internalDisk, .network, .memory, .overlay, .fuse, .readOnly,
      .noDevice, .noFolder:
      choose
    }
  }

  static func telling(_ problem: VolumeProblem) -> Telling {
    switch problem {
    case .none:
      Telling("No USB stick or external disk is connected.", nothingWritten, choose)
    case .several(let names):
      Telling(
        "Several media are connected: \(some(names)).", nothingWritten, "Choose one with --to.")
    case .notFound(let name):
      Telling(
        "No connected medium is called \(quoted(name)).", nothingWritten,
        "Choose a name that “pocket-sync volumes” shows.")
    case .full(0, _):
      Telling(
        "The medium is full.", copiesKept, "Take a larger USB stick or disk and keep the old one.")
    case .full(let needed, let free):
      Telling(
        "The medium is full: \(size(needed)) are needed, \(size(free)) are free.", copiesKept,
        "Take a larger USB stick or disk and keep the old one.")
    case .readOnly:
      Telling(
        "The medium suddenly refuses to be written: its file system may be damaged.", copiesKept,
        "Take another one; this one needs a repair of its file system (fsck) first.")
    case .vanished:
      Telling(
        "The medium was removed during the work.",
        "The copy in progress does not count; the earlier ones were not touched.",
        "Connect it again, then try again.")
    case .replaced:
      Telling(
        "Another medium is in the place of the one that was chosen.", copiesKept,
        "Connect the right medium again, then try again.")
    case .ambiguous(let name, let places):
      Telling(
        "Several connected media are called \(quoted(name)): \(some(places)).", nothingWritten,
        "Choose one by its folder or its device with --to.")
    case .notOpened(let name, let detail):
      Telling("\(quoted(name)) could not be opened\(note(detail)).", nothingWritten, openIt)
    }
  }
}
