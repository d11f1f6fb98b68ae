extension EnglishWords {
  static func telling(_ problem: StoreProblem) -> Telling {
    switch problem {
    case .none:
      Telling(
        "There is no copy of this farm on the medium.", untouched,
        "Take the USB stick or disk on which the copy was made.")
    case .noSuchCopy(let copy):
      Telling(
        "There is no usable copy \(copy) on the medium.", untouched,
        "Choose a number that “pocket-sync generations” shows.")
    case .otherFarm(let id):
      Telling(
        "The folder on the medium belongs to another farm\(note(id)).", copiesKept,
        "Take another USB stick or disk.")
    case .unusableFarmName(let name):
      Telling(
        "The name \(quoted(name)) cannot be that of a folder on a USB stick.", untouched,
        "Take a name of letters without accents, digits and hyphens.")
    case .targetExists(let path):
      Telling(
        "The file \(quoted(path)) exists already.", "It was not replaced.",
        "Restore to a new file.")
    case .newerFormat(let file, let format):
      Telling(
        "\(quoted(file)) comes from a newer version of this program"
          + note("format \(format)") + ".",
        copiesKept, updatePC)
    case .nothingSoOld(let moment):
      Telling(
        "All copies on the medium are younger than \(dateAndTime(moment)).", untouched,
        "Choose a later day, or take another medium.")
    case .noSuchTable(let name, let tables):
      Telling(
        "The copy has no table \(quoted(name)).", untouched,
        "Check the spelling. It has: \(tables.map(shown).joined(separator: ", ")).")
    }
  }

  static func telling(_ problem: DamageProblem) -> Telling {
    let data = "Your data on the PC were not touched."
    let other = "Make a new copy on another medium at once."
    return switch problem {
    case .readBack(let file):
      Telling(
        "The medium gives back something else than what was written\(note(file)).",
        "This copy does not count; the earlier ones were not touched.",
        "Take another USB stick or disk, then try again.")
    case .base(let file):
      Telling("The full copy on which others rest is damaged\(note(file)).", data, other)
    case .manifest(let file):
      Telling("The description of a copy is damaged\(note(file)).", data, other)
    case .file(let file, let segment):
      Telling(
        "A file of a copy is damaged\(note(file, segment.map { "segment \($0)" } ?? "")).",
        data, other)
    case .missing(let file):
      Telling("A file of a copy is missing\(note(file)).", data, other)
    case .image(let copy):
      Telling("Copy \(copy), rebuilt, is not the one that was made.", data, other)
    case .certificate(let copy, let found):
      Telling(
        "Copy \(copy) is not what its certificate says\(note(found)).", data, other)
    case .found(let files):
      Telling(
        "The check found \(count(files.count, "damaged file", "damaged files")): \(some(files)).",
        data, other)
    }
  }

  static func telling(_ problem: WritingProblem) -> Telling {
    switch problem {
    case .compression(let code):
      Telling(
        "The copy could not be packed or unpacked\(note("zstd \(code)")).", copiesKept, helpdesk)
    case .snapshot(let error):
      Telling(
        "The database could not be read for the copy\(note(error.facts)).", copiesKept, helpdesk)
    case .scratch(let folder, let errno):
      Telling(
        "The PC's working folder cannot be used\(note(folder ?? "", "errno \(errno)")).",
        copiesKept, "Make room on the PC's disk, then try again.")
    case .system(let path, let errno):
      Telling(
        "Reading or writing \(quoted(path)) failed\(note("errno \(errno)")).", copiesKept,
        "Reconnect the USB stick or disk, then try again.")
    }
  }
}
