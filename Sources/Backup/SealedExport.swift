import Age
import Records

/// Copies as they leave the farm: every payload sealed, laid out as on a medium, in a local folder.
///
/// What is sealed on its medium goes as it is; what is plain there is sealed here, under the same
/// numbers, so that the folder opens as a store does.
package struct SealedExport {
  private let store: Store
  private let key: CopyKey
  private let target: MediumFolder
  private let folder: String

  /// `folder` is an empty one on the PC; nothing in it is ever written over.
  package init(
    of store: Store, for key: CopyKey, to folder: String
  ) throws(BackupError) {
    self.store = store
    self.key = key
    self.folder = folder
    guard store.identity != nil else { throw .fileDamaged(file: StoreNames.medium, segment: nil) }
    do throws(BackupError) {
      target = try MediumFolder(
        mountPoint: folder, farm: store.farm, expectedDevice: nil, create: true)
    } catch { throw Self.fault(of: folder, error) }
  }

  /// The store's folder below the folder of the export.
  package var name: String { target.name }

  /// What tells a person and `restore.py` how to go on; the identity of the store comes last.
  package func helpers() throws(BackupError) -> [ShippedFile] {
    var files: [ShippedFile] = []
    // What a person did to those of the medium stays there.
    for text in FirstFiles.texts { files.append(try write(text.bytes, as: text.name, .help)) }
    let identity = try store.folder.bytes(
      of: StoreNames.medium, maximum: StoreIdentity.bytesMaximum)
    return files + [try write(identity, as: StoreNames.medium, .help)]
  }

  /// One generation, without the full that a delta rests on; its manifest is the last one.
  package func files(of generation: Int) throws(BackupError) -> [ShippedFile] {
    let manifest = try store.usable(generation)
    let sealed = try manifest.seal == nil ? seal(manifest) : copy(manifest)
    let record = try write(
      SelfHashedText.encode(sealed), as: StoreNames.manifest(generation), .manifest)
    try onThisPC { () throws(BackupError) in try target.synchronize() }
    return [sealed.seal?.identityFile].compactMap { $0 }.map { shipped($0, .identity) }
      + sealed.files.map { shipped($0, .payload) } + [record]
  }

  private func shipped(_ record: FileRecord, _ kind: ShippedFile.Kind) -> ShippedFile {
    ShippedFile(
      name: record.name, path: "\(folder)/\(name)/\(record.name)", bytes: record.bytes,
      sha256: record.sha256, kind: kind)
  }

  private func copy(_ manifest: Manifest) throws(BackupError) -> Manifest {
    for file in manifest.files { _ = try transfer(file, as: file.name, for: nil) }
    if let seal = manifest.seal, try !target.exists(seal.identityFile.name) {
      _ = try transfer(seal.identityFile, as: seal.identityFile.name, for: nil)
    }
    // The index is a cache of what the full itself tells.
    return manifest.exported(manifest.files, seal: manifest.seal) { $0 }
  }

  private func seal(_ manifest: Manifest) throws(BackupError) -> Manifest {
    var files: [FileRecord] = []
    for file in manifest.files {
      files.append(
        try transfer(
          file, as: StoreNames.sealed(file.name, true), for: key.identity.recipient))
    }
    let seal = try onThisPC { () throws(BackupError) in
      try SealPublication(folder: target, key: key).record()
    }
    return manifest.exported(files, seal: seal) { hash in
      Hexadecimal.decode(hash).map { ImageProof.text(of: $0, key.identity) } ?? hash
    }
  }

  /// Proven against its record while it is read, and on the PC's disk when this returns.
  private func transfer(
    _ record: FileRecord, as name: String, for recipient: Recipient?
  ) throws(BackupError) -> FileRecord {
    let source = try ContentReader(
      try store.folder.open(record.name), record: record, identity: nil)
    let writer = try onThisPC { () throws(BackupError) in
      try ContentWriter(try target.create(name), for: recipient, expected: record.bytes)
    }
    let buffer = Buffer(bytes: FrameLimits.contentBytes)
    while true {
      let count = try source.read(into: buffer.all)
      if count == 0 { break }
      try onThisPC { () throws(BackupError) in try writer.append(buffer.bytes(count)) }
    }
    try source.finish()
    return try onThisPC { () throws(BackupError) in try writer.finish(name: name) }
  }

  private func write(
    _ bytes: [UInt8], as name: String, _ kind: ShippedFile.Kind
  ) throws(BackupError) -> ShippedFile {
    if try !target.exists(name) {
      try onThisPC { () throws(BackupError) in try WholeFile.write(bytes, to: target, as: name) }
    }
    var proof = FileProof()
    bytes.withUnsafeBytes { proof.add($0) }
    return shipped(proof.record(name: name), kind)
  }

  private func onThisPC<Value>(
    _ body: () throws(BackupError) -> Value
  ) throws(BackupError) -> Value {
    do throws(BackupError) { return try body() } catch { throw Self.fault(of: folder, error) }
  }

  /// The medium is sound where it is the PC's own disk that failed.
  private static func fault(of folder: String, _ error: BackupError) -> BackupError {
    if case .io(_, let errno) = error { return .scratch(folder: folder, errno: errno) }
    return error
  }
}

extension Manifest {
  /// The same generation with other files; `proof` turns the hash of an image into what is told.
  fileprivate func exported(
    _ files: [FileRecord], seal: SealRecord?, _ proof: (String) -> String
  ) -> Manifest {
    Manifest(
      format: Self.currentFormat, generation: generation, kind: kind, fullReason: fullReason,
      base: base.map { Base(generation: $0.generation, imageSHA256: proof($0.imageSHA256)) },
      farmID: farmID, mediumID: mediumID, created: created,
      createdMilliseconds: createdMilliseconds, program: program, pageSize: pageSize,
      pageCount: pageCount, imageSHA256: proof(imageSHA256), changeCounter: changeCounter,
      carriedPages: carriedPages, files: files, index: nil, readBack: readBack,
      stateMark: stateMark, certificate: certificate, seal: seal)
  }
}
