import Backup
import Foundation

extension FuzzTarget {
  /// A manifest and `medium.json`, as they are and with a hash that fits.
  static let manifest = FuzzTarget(
    "manifest", maximumBytes: 16_384,
    seeds: { [Array(manifestText.utf8), Array("\"format\":1}".utf8)] },
    run: { input throws(BrokenPromise) in
      for text in [input, SelfHashedText.sealed(input)] {
        if let manifest = SelfHashedText.decode(Manifest.self, from: text) {
          let again = SelfHashedText.encode(manifest)
          let read = SelfHashedText.decode(Manifest.self, from: again)
          try promise(read == manifest, "a manifest comes back")
          try check(manifest)
        }
        if let identity = SelfHashedText.decode(StoreIdentity.self, from: text) {
          let again = SelfHashedText.encode(identity)
          try promise(
            SelfHashedText.decode(StoreIdentity.self, from: again) == identity,
            "an identity comes back")
        }
      }
    })

  /// What readers compute from a manifest that they may use: each sum and product must fit.
  private static func check(_ manifest: Manifest) throws(BrokenPromise) {
    guard manifest.isPlausible else { return }
    let bytes = manifest.pageCount * manifest.pageSize
    try promise(bytes > 0 && bytes <= 1 << 48, "an image of \(bytes) bytes")
    let stored = manifest.files.reduce(manifest.index?.bytes ?? 0) { $0 + $1.bytes }
    try promise(stored >= 0, "\(stored) bytes stored")
    for file in manifest.files {
      try promise(!file.name.contains("/"), "a file elsewhere: \(file.name)")
    }
    let slice = manifest.readBack.base
    let end = (slice?.firstSegment ?? 0) + (slice?.segmentCount ?? 0)
    try promise(end >= 0, "a slice that ends at \(end)")
    let certificate = manifest.certificate
    try promise(Int64(exactly: certificate.commitSequence) != nil, "a commit beyond the ledger")
    let rows = certificate.facts.rowCounts.values.reduce(0, +)
    try promise(rows >= 0, "\(rows) rows")
    for pocket in certificate.facts.pockets {
      try promise(abs(pocket.clockSkewMilliseconds) >= 0, "a clock")
    }
  }

  /// The header of a delta.
  static let delta = FuzzTarget(
    "delta", maximumBytes: 64,
    seeds: {
      var bytes = Array("PSDELTA1".utf8)
      for number: UInt8 in [0, 12, 3, 1] { bytes += [0, number == 0 ? 16 : 0, 0, 0, 0, 0, 0, 0] }
      return [bytes]
    },
    run: { input throws(BrokenPromise) in
      guard let header = input.withUnsafeBytes({ DeltaFormat.header(of: $0) }) else { return }
      try promise(header.records <= header.pageCount, "no more records than pages")
      try promise(DeltaFormat.encode(header) == input, "a header comes back")
    })

  /// Compressed frames: lengths, and content no longer than its limit.
  static let compressed = FuzzTarget(
    "compressed",
    seeds: {
      let content = Array(repeating: UInt8(7), count: 5000)
      var target = [UInt8](repeating: 0, count: 8192)
      let count = target.withUnsafeMutableBytes { target in
        content.withUnsafeBytes { try? FrameEncoder().encode($0, into: target) }
      }
      return [Array(target.prefix(count ?? 0))]
    },
    run: { input throws(BrokenPromise) in
      guard let decoder = try? FrameDecoder() else { return try promise(false, "no decoder") }
      guard let length = input.withUnsafeBytes({ FrameDecoder.length(of: $0) }) else { return }
      try promise(length <= input.count, "a frame of \(length) bytes in \(input.count)")
      var content = [UInt8](repeating: 0, count: FrameLimits.contentBytes)
      let count = content.withUnsafeMutableBytes { content in
        input.withUnsafeBytes { decoder.decode(.init(rebasing: $0[..<length]), into: content) }
      }
      try promise((count ?? 0) <= FrameLimits.contentBytes, "content over the limit")
      var small = [UInt8](repeating: 0, count: 64)
      let few = small.withUnsafeMutableBytes { small in
        input.withUnsafeBytes { decoder.decode($0, into: small) }
      }
      try promise((few ?? 0) <= 64, "content over the room")
    })

  private static let manifestText = """
    "base":null,"carriedPages":2,"certificate":{"commitNonce":"00000000000000ff",\
    "commitSequence":7,"facts":{"missing":[],"openConflicts":0,"pockets":[{"clockSkewMilliseconds"\
    :-5,"label":"a","lastMerged":3,"lastRecord":3,"sessionMilliseconds":1}],"profile":"farm",\
    "quarantine":0,"rowCounts":{"work":2},"schemaFingerprint":"ab"},"isPartial":false,"medium":\
    {"fileSystem":"vfat","isPretended":false,"label":"","model":"","uuid":""}},"changeCounter":9,\
    "created":"2026-05-21T06:12:00Z","createdMilliseconds":1,"farmID":"f","files":[{"bytes":5,\
    "name":"000001-full.sqlite.zst","segments":["00"],"sha256":"00"}],"format":1,"fullReason":\
    "noBase","generation":1,"imageSHA256":"00","index":null,"kind":"full","mediumID":"m",\
    "pageCount":2,"pageSize":4096,"program":"1","readBack":{"base":null,"method":\
    "pageCacheDropped","newBytes":5},"stateMark":null}
    """
}
