import Crypto
import Records

/// One file that was read entirely, and what is wrong with it.
package struct CheckedFile: Sendable, Hashable {
  /// The name in the farm's folder.
  package let file: String
  /// The generation that it belongs to; nil for the files beside them.
  package let generation: Int?
  /// Nil where every bit is the one that was written.
  package let fault: BackupError?
}

extension Store {
  /// Reads and rebuilds all generations, or one and its base; names every faulty file.
  package func verify(
    _ generation: Int? = nil, scratchFolder: String, report: @escaping ProgressReport = { _ in }
  ) throws(BackupError) -> [CheckedFile] {
    let states = try generations()
    let wanted = try generation.map { number throws(BackupError) in
      guard states.contains(where: { $0.number == number }) else {
        throw BackupError.noSuchGeneration(number)
      }
      let base = (try? manifest(number))?.base?.generation
      return Set([number] + [base].compactMap { $0 })
    }
    var verification = Verification(store: self, scratchFolder: scratchFolder, report: report)
    verification.checkFirstFiles()
    for state in states where wanted?.contains(state.number) ?? true {
      try verification.check(state)
    }
    // A vanished medium must not look like a damaged one.
    try prove()
    return verification.checked
  }
}

extension GenerationState {
  /// The generation's number.
  package var number: Int {
    switch self {
    case .complete(let manifest): manifest.generation
    case .broken(let generation, _): generation
    }
  }
}

/// One pass over the store; keeps what the newest full gave for the deltas above it.
private struct Verification {
  let store: Store
  let scratchFolder: String
  let report: ProgressReport
  private(set) var checked: [CheckedFile] = []
  private var newest: (generation: Int, index: Result<BaseIndex, BackupError>)?

  init(store: Store, scratchFolder: String, report: @escaping ProgressReport) {
    self.store = store
    self.scratchFolder = scratchFolder
    self.report = report
  }

  private mutating func note(_ file: String, _ generation: Int?, _ fault: BackupError?) {
    checked.append(CheckedFile(file: file, generation: generation, fault: fault))
  }

  mutating func checkFirstFiles() {
    note(
      StoreNames.medium, nil,
      store.identity == nil ? .fileDamaged(file: StoreNames.medium, segment: nil) : nil)
    for text in FirstFiles.texts {
      let known =
        store.identity?.files[text.name] ?? Hexadecimal.encode(SHA256.hash(data: text.bytes))
      do throws(BackupError) {
        let bytes = try store.folder.bytes(of: text.name, maximum: StoreIdentity.bytesMaximum)
        let isRight = Hexadecimal.encode(SHA256.hash(data: bytes)) == known
        note(text.name, nil, isRight ? nil : .fileDamaged(file: text.name, segment: nil))
      } catch {
        note(text.name, nil, error)
      }
    }
  }

  mutating func check(_ state: GenerationState) throws(BackupError) {
    let name = StoreNames.manifest(state.number)
    let manifest: Manifest
    do throws(BackupError) {
      manifest = try store.manifest(state.number)
    } catch {
      return note(name, state.number, error)
    }
    let before = checked.count
    if let index = manifest.index { checkFile(index, manifest) }
    if let seal = manifest.seal { checkIdentityFile(seal.identityFile, manifest) }
    do throws(BackupError) {
      try rebuild(manifest)
      for file in manifest.files { note(file.name, manifest.generation, nil) }
      note(name, manifest.generation, nil)
    } catch {
      if error.isOurs { throw error }
      for file in manifest.files { checkFile(file, manifest) }
      // Every file is as it was written, and still the image is not: then the generation itself.
      let isNamed = checked[before...].contains {
        $0.fault != nil && $0.file != manifest.index?.name
          && $0.file != manifest.seal?.identityFile.name
      }
      note(name, manifest.generation, isNamed ? nil : error)
    }
  }

  /// One file may stand for many generations: it is named once.
  private mutating func checkIdentityFile(_ record: FileRecord, _ manifest: Manifest) {
    if !checked.contains(where: { $0.file == record.name }) { checkFile(record, manifest) }
  }

  /// Reads one file against its record and names the first segment that differs.
  private mutating func checkFile(_ record: FileRecord, _ manifest: Manifest) {
    do throws(BackupError) {
      let file = try store.folder.open(record.name)
      file.dropCache()
      let buffer = Buffer(bytes: FrameLimits.contentBytes)
      var proof = FileProof()
      while true {
        let count = try file.read(into: buffer.all, at: proof.bytes)
        if count == 0 { break }
        proof.add(buffer.bytes(count))
      }
      let found = proof.record(name: record.name)
      let segment = zip(found.segments, record.segments).enumerated()
        .first { $0.element.0 != $0.element.1 }?.offset
      note(
        record.name, manifest.generation,
        found == record ? nil : .fileDamaged(file: record.name, segment: segment))
    } catch {
      note(record.name, manifest.generation, error)
    }
  }

  private mutating func rebuild(_ manifest: Manifest) throws(BackupError) {
    guard let base = manifest.base else {
      _ = try index(of: manifest)
      return
    }
    let index: BaseIndex
    do throws(BackupError) {
      index = try self.index(of: try store.manifest(base.generation))
    } catch {
      switch error {
      case .manifestDamaged(let file), .fileMissing(let file): throw .baseBroken(file: file)
      default: throw error
      }
    }
    guard index.imageHash == base.imageSHA256 else {
      throw .baseBroken(file: StoreNames.manifest(base.generation))
    }
    try DeltaImage(store: store, manifest: manifest, base: index, report: report).prove()
  }

  /// A full is read once, whole or damaged, however many deltas rest on it.
  private mutating func index(of full: Manifest) throws(BackupError) -> BaseIndex {
    if let newest, newest.generation == full.generation { return try newest.index.get() }
    let reader = BaseReader(
      store: store, base: full, scratchFolder: scratchFolder, report: report)
    do throws(BackupError) {
      let index = try reader.rebuiltIndex()
      newest = (full.generation, .success(index))
      return index
    } catch {
      newest = (full.generation, .failure(error))
      throw error
    }
  }
}

/// The hash of the image that a delta and its base make together, without making it.
private struct DeltaImage {
  let store: Store
  let manifest: Manifest
  let base: BaseIndex
  let report: ProgressReport

  func prove() throws(BackupError) {
    let identity = try store.identity(for: manifest)
    var image = RunningHash()
    var isHeaderRead = false
    var next = 0
    var records = 0
    let record = DeltaFormat.recordBytes(pageSize: manifest.pageSize)
    try Decompression.run(
      try store.frames(of: manifest), layout: manifest.layout, phase: .verifying, report: report
    ) { frame throws(BackupError) in
      guard isHeaderRead else {
        isHeaderRead = DeltaFormat.header(of: frame.content) == manifest.deltaHeader
        guard isHeaderRead else {
          throw BackupError.fileDamaged(file: frame.file, segment: nil)
        }
        return
      }
      for position in 0..<frame.pages {
        let page = DeltaFormat.page(
          of: frame.content.sub(position * record..<position * record + 4))
        guard page >= next, page < manifest.pageCount else {
          throw BackupError.fileDamaged(file: frame.file, segment: nil)
        }
        try addUnchanged(next..<page, to: &image)
        image.add(frame.hashes.sub(position * PageHash.bytes..<(position + 1) * PageHash.bytes))
        next = page + 1
        records += 1
      }
    }
    try addUnchanged(next..<manifest.pageCount, to: &image)
    guard records == manifest.carriedPages,
      ImageProof.text(of: image.digest(), identity) == manifest.imageSHA256
    else { throw .imageMismatch(generation: manifest.generation) }
  }

  private func addUnchanged(
    _ pages: Range<Int>, to image: inout RunningHash
  ) throws(BackupError) {
    guard pages.isEmpty || pages.upperBound <= base.pageCount else {
      throw .imageMismatch(generation: manifest.generation)
    }
    let end = pages.upperBound * PageHash.bytes
    for offset in stride(from: pages.lowerBound * PageHash.bytes, to: end, by: 64 << 10) {
      let count = min(64 << 10, end - offset)
      let chunk = Buffer(bytes: count)
      try base.hashes.readAll(into: chunk.all, at: offset)
      image.add(chunk.bytes(count))
    }
  }
}
