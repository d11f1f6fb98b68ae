import CFuzzing
import Fuzzing
import Glibc

/// Feeds one reader of foreign bytes with libFuzzer: `pocket-fuzz TARGET [libFuzzer's arguments]`.
///
/// Without arguments it names the targets; `pocket-fuzz seeds FOLDER` writes what each begins with.
@main
enum PocketFuzz {
  static func main() {
    let arguments = CommandLine.arguments
    if arguments.count == 3, arguments[1] == "seeds" { return writeSeeds(to: arguments[2]) }
    guard arguments.count > 1, let target = FuzzTarget.all.first(where: { $0.name == arguments[1] })
    else {
      for target in FuzzTarget.all { print(target.name, target.maximumBytes) }
      exit(arguments.count > 1 ? 2 : 0)
    }
    chosen = target
    // What is made once, at first use, is made here.
    fuzz_ignore_leaks(1)
    for seed in target.seeds() { try? target.run(seed) }
    fuzz_ignore_leaks(0)
    var list: [UnsafeMutablePointer<CChar>?] = ([arguments[0]] + arguments[2...]).map { strdup($0) }
    var count = Int32(list.count)
    list.append(nil)
    let status = list.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      return fuzz(&count, &start) { bytes, length in tryInput(bytes, length) }
    }
    if status < 0 { print("libFuzzer is not in this build; scripts/fuzz makes one with it") }
    exit(status < 0 ? 2 : status)
  }
}

extension PocketFuzz {
  /// A folder for each target, a file for each of its seeds.
  fileprivate static func writeSeeds(to folder: String) {
    for target in FuzzTarget.all {
      let place = "\(folder)/\(target.name)"
      mkdir(place, 0o755)
      for (number, seed) in target.seeds().enumerated() {
        guard let file = fopen("\(place)/seed-\(number + 1)", "w") else { continue }
        fwrite(seed, 1, seed.count, file)
        fclose(file)
      }
    }
  }
}

/// Set once, before libFuzzer calls back.
private nonisolated(unsafe) var chosen: FuzzTarget?

private func tryInput(_ bytes: UnsafePointer<UInt8>?, _ length: Int) -> Int32 {
  // An array of exactly these bytes: one read past its end is seen.
  let input = Array(UnsafeBufferPointer(start: bytes, count: length))
  do throws(BrokenPromise) { try chosen?.run(input) } catch { fatalError("\(error)") }
  return 0
}
