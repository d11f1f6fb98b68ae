import Age
import ArgumentParser
import Foundation
import Glibc

/// Seals and opens a file, ours and Debian's age in turn, in the same folder.
struct AgeBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "age", abstract: "Seal and open a file, beside Debian's age.")

  @Option(help: "Local folder with room for three times the file.")
  var scratch: String

  @Option(help: "Size of the file.")
  var megabytes = 512

  @Option(help: "Rounds; each tool runs once in each.")
  var rounds = 3

  func run() throws {
    let (plain, sealed, opened) = (scratch + "/plain", scratch + "/sealed", scratch + "/opened")
    let key = scratch + "/key"
    let identity = Identity()
    try write(plain)
    try Data((identity.secretText + "\n").utf8).write(to: URL(fileURLWithPath: key))
    defer { for path in [plain, sealed, opened, key] { unlink(path) } }
    for _ in 0..<rounds {
      let ours = try seconds { try seal(plain, to: sealed, for: identity.recipient) }
      let theirs = try seconds {
        try shell("age -r \(identity.recipient.text) -o \(opened) \(plain)")
      }
      report("seal", ours, theirs)
      let oursBack = try seconds { try open(sealed, to: opened, with: identity) }
      try shell("cmp \(plain) \(opened)")
      let theirsBack = try seconds { try shell("age -d -i \(key) -o \(opened) \(sealed)") }
      try shell("cmp \(plain) \(opened)")
      report("open", oursBack, theirsBack)
    }
  }

  private func report(_ name: String, _ ours: Double, _ theirs: Double) {
    let size = Double(megabytes)
    print(
      String(
        format: "%@: ours %.0f MB/s, age %.0f MB/s, %.2f x its speed", name, size / ours,
        size / theirs, theirs / ours))
  }

  private func write(_ path: String) throws {
    let file = try create(path)
    defer { close(file) }
    var generator = SystemRandomNumberGenerator()
    let block = (0..<125_000).flatMap { _ in
      withUnsafeBytes(of: generator.next()) { Array($0) }
    }
    for _ in 0..<megabytes { try block.withUnsafeBytes { try write($0, to: file) } }
  }

  private func seal(_ source: String, to target: String, for recipient: Recipient) throws {
    let input = Glibc.open(source, O_RDONLY)
    let output = try create(target)
    defer {
      close(input)
      close(output)
    }
    var sealer = try Sealer(to: [recipient])
    try sealer.opening.withUnsafeBytes { try write($0, to: output) }
    var size = stat()
    fstat(input, &size)
    let total = Int(size.st_size)
    let chunk = UnsafeMutableRawBufferPointer.allocate(
      byteCount: PayloadKey.chunkBytes, alignment: 64)
    let sealed = UnsafeMutableRawBufferPointer.allocate(
      byteCount: PayloadKey.sealedChunkBytes, alignment: 64)
    defer {
      chunk.deallocate()
      sealed.deallocate()
    }
    for start in stride(from: 0, to: total, by: chunk.count) {
      let count = pread(input, chunk.baseAddress, chunk.count, off_t(start))
      let bytes = sealer.seal(
        UnsafeRawBufferPointer(rebasing: chunk[..<count]), isLast: start + count == total,
        into: sealed)
      try write(UnsafeRawBufferPointer(rebasing: sealed[..<bytes]), to: output)
    }
  }

  private func open(_ source: String, to target: String, with identity: Identity) throws {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: source))
    let opening = try file.read(upToCount: SealedFile.openingBytesMaximum) ?? Data()
    let size = try file.seekToEnd()
    let layout = try SealedFile(
      opening: Array(opening), fileBytes: Int(size), keys: [.identity(identity)])
    let output = try create(target)
    let sealed = UnsafeMutableRawBufferPointer.allocate(
      byteCount: PayloadKey.sealedChunkBytes, alignment: 64)
    let chunk = UnsafeMutableRawBufferPointer.allocate(
      byteCount: PayloadKey.chunkBytes, alignment: 64)
    defer {
      close(output)
      chunk.deallocate()
      sealed.deallocate()
    }
    for number in 0..<layout.chunkCount {
      let place = layout.place(of: number)
      let count = pread(
        file.fileDescriptor, sealed.baseAddress, place.count, off_t(place.lowerBound))
      let bytes = try layout.open(
        number, UnsafeRawBufferPointer(rebasing: sealed[..<count]), into: chunk)
      try write(UnsafeRawBufferPointer(rebasing: chunk[..<bytes]), to: output)
    }
  }

  private func create(_ path: String) throws -> Int32 {
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { throw BenchmarkStop(what: path, number: errno) }
    return file
  }

  private func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) throws {
    guard Glibc.write(file, bytes.baseAddress, bytes.count) == bytes.count else {
      throw BenchmarkStop(what: "write", number: errno)
    }
  }

  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start) / .seconds(1)
  }

  private func shell(_ command: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BenchmarkStop(what: command, number: process.terminationStatus)
    }
  }
}

/// What a benchmark could not do.
private struct BenchmarkStop: Error {
  let what: String
  let number: Int32
}
