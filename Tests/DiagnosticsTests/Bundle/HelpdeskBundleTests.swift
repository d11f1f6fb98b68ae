import Crypto
import Foundation
import Records
import Testing

@testable import Diagnostics

struct HelpdeskBundleTests {
  private func record(_ fill: (inout BundleRecord) -> Void) -> BundleRecord {
    var record = BundleRecord()
    fill(&record)
    return record
  }

  private func refusal(_ files: [BundleFile]) -> BundleFault? {
    do throws(BundleFault) {
      _ = try HelpdeskBundle(files, milliseconds: 0)
      return nil
    } catch { return error }
  }

  @Test func `an unknown file, an unknown field and a value of another kind make it refuse`() {
    let good = record { $0.add("merged", 3) }
    #expect(refusal([BundleFile("pockets.json", [good])]) == nil)
    #expect(refusal([BundleFile("notes.json", [good])]) == .unknownFile("notes.json"))
    #expect(
      refusal([BundleFile("pockets.json", [good, record { $0.add("label", 3) }])])
        == .unknownField(file: "pockets.json", field: "label"))
    #expect(
      refusal([BundleFile("pockets.json", [record { $0.add("merged", "three") }])])
        == .unfitValue(file: "pockets.json", field: "merged"))
    #expect(
      refusal([BundleFile("pockets.json", [record { $0.add("pocket", "Marie") }])])
        == .unfitValue(file: "pockets.json", field: "pocket"))
  }

  @Test func `every file of the schema has its place in the order, and no other`() {
    #expect(Set(BundleSchema.order) == Set(BundleSchema.files.keys))
    #expect(BundleSchema.order.count == BundleSchema.files.count)
  }

  @Test func `more than a bundle may be is refused`() {
    let many = (0..<60_000).map { number in
      record {
        $0.add("pocket", Masker().mask(.pocket, "\(number % 3)", label: ""))
        $0.add("started", 1_779_381_600_000 + number)
        $0.add("finished", 1_779_381_600_000 + number)
      }
    }
    guard case .tooLarge(let bytes, let limit)? = refusal([BundleFile("sessions.json", many)])
    else {
      Issue.record("taken")
      return
    }
    #expect(bytes > limit && limit == HelpdeskBundle.bytesMaximum)
  }

  @Test func `each file is JSON, and the hashes are those of the files`() throws {
    let masker = Masker()
    let bundle = try HelpdeskBundle(
      [
        BundleFile(
          "pockets.json",
          [
            record {
              $0.add("pocket", masker.mask(.pocket, "1", label: "Luc"))
              $0.add("is-retired", false)
              $0.add("merged", UInt64(12))
            }, record { $0.add("merged", 0) },
          ]),
        BundleFile("media.json", []),
      ], milliseconds: 0)
    #expect(bundle.parts.map(\.name) == ["pockets.json", "media.json", "SHA256SUMS"])
    #expect(bundle.parts.map(\.records) == [2, 0, 2])
    for part in bundle.parts.dropLast() {
      let lines = try #require(
        JSONSerialization.jsonObject(with: Data(part.bytes)) as? [[String: Any]])
      #expect(lines.count == part.records)
      let sum = Hexadecimal.encode(SHA256.hash(data: part.bytes)) + "  " + part.name + "\n"
      #expect(String(decoding: bundle.parts[2].bytes, as: UTF8.self).contains(sum))
    }
  }

  @Test func `tar and sha256sum of the system read it`() throws {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "bundle-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let long = (0..<40).map { number in record { $0.add("merged", number) } }
    let bundle = try HelpdeskBundle(
      [BundleFile("pockets.json", long), BundleFile("commits.json", [])],
      milliseconds: 1_779_381_600_000)
    let file = scratch.appending(path: "bundle.tar")
    try Data(bundle.archive).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-ec", "tar -xf bundle.tar && cd pocket-sync-bundle && sha256sum -c --strict SHA256SUMS",
    ]
    process.currentDirectoryURL = scratch
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let read = try Data(contentsOf: scratch.appending(path: "pocket-sync-bundle/pockets.json"))
    #expect(Array(read) == bundle.parts[0].bytes)
  }
}
