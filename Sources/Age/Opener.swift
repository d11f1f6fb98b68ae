/// Opens one file that comes in pieces of any size; never holds more than a header or a chunk.
package struct Opener {
  private enum State {
    case header(HeaderReader)
    case nonce(FileKey)
    case payload(PayloadKey, next: UInt64)
    case failed(AgeError)
  }

  private let keys: [AgeKey]
  private var state = State.header(HeaderReader())
  /// What is not used yet: less than a line, a nonce or a chunk, and the piece at hand.
  private var pending: [UInt8] = []
  /// Of `pending`, within one call.
  private var used = 0
  private var headerBytes = 0

  /// Tries the keys in this order.
  package init(keys: [AgeKey]) { self.keys = keys }

  /// Appends what a piece leads to. Nothing unproven comes out; an error is the end.
  package mutating func take(
    _ piece: some Collection<UInt8>, into plain: inout [UInt8]
  ) throws(AgeError) {
    pending += piece
    defer {
      pending.removeFirst(used)
      used = 0
    }
    try step(isEnd: false, into: &plain)
  }

  /// Appends the rest, once the file ended; throws where it ended too early.
  package mutating func finish(into plain: inout [UInt8]) throws(AgeError) {
    try step(isEnd: true, into: &plain)
  }

  private mutating func step(isEnd: Bool, into plain: inout [UInt8]) throws(AgeError) {
    if case .failed(let error) = state { throw error }
    do throws(AgeError) {
      while case .header(var reader) = state {
        guard try readLine(&reader, isEnd: isEnd) else { return }
      }
      if case .nonce(let fileKey) = state {
        guard pending.count - used >= PayloadKey.nonceBytes else {
          if isEnd { throw .header(.truncated) }
          return
        }
        let nonce = Array(pending[used..<used + PayloadKey.nonceBytes])
        used += PayloadKey.nonceBytes
        state = .payload(PayloadKey(fileKey: fileKey, nonce: nonce), next: 0)
      }
      try readChunks(isEnd: isEnd, into: &plain)
    } catch {
      state = .failed(error)
      used = pending.count
      throw error
    }
  }

  /// False where the next line is not whole yet.
  private mutating func readLine(
    _ reader: inout HeaderReader, isEnd: Bool
  ) throws(AgeError) -> Bool {
    let room = Header.bytesMaximum - headerBytes
    let rest = pending[used...].prefix(room)
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
      if rest.count == room { throw .header(.tooLong(limitBytes: Header.bytesMaximum)) }
      if isEnd { throw .header(.truncated) }
      return false
    }
    let header = try reader.take(pending[used..<end])
    headerBytes += end + 1 - used
    used = end + 1
    state =
      try header.map { header throws(AgeError) in
        .nonce(try header.fileKey(with: keys))
      } ?? .header(reader)
    return true
  }

  private mutating func readChunks(isEnd: Bool, into plain: inout [UInt8]) throws(AgeError) {
    guard case .payload(let key, var next) = state else { return }
    // Only what follows tells that a whole chunk is not the last one.
    while pending.count - used > PayloadKey.sealedChunkBytes || isEnd {
      let end = min(used + PayloadKey.sealedChunkBytes, pending.count)
      let isLast = end == pending.count
      let sealed = used..<end
      do throws(AgeError) {
        plain += try open(sealed, key, number: next, isLast: isLast)
      } catch .payload(.notAuthentic, _) where sealed.count == PayloadKey.sealedChunkBytes {
        // A sound chunk in the wrong place comes out, as from readers that do not look ahead.
        plain += try open(sealed, key, number: next, isLast: !isLast)
        throw .payload(isLast ? .truncated : .trailing, chunk: next)
      }
      next += 1
      used = end
      if isLast { break }
    }
    state = .payload(key, next: next)
  }

  private func open(
    _ place: Range<Int>, _ key: PayloadKey, number: UInt64, isLast: Bool
  ) throws(AgeError) -> [UInt8] {
    var plain = [UInt8](repeating: 0, count: PayloadKey.chunkBytes)
    let count = try pending[place].withUnsafeBufferPointer { sealed throws(AgeError) in
      try plain.withUnsafeMutableBufferPointer { room throws(AgeError) in
        try key.open(
          UnsafeRawBufferPointer(sealed), number: number, isLast: isLast,
          into: UnsafeMutableRawBufferPointer(room))
      }
    }
    plain.removeLast(plain.count - count)
    return plain
  }

  /// The content of a whole small file.
  package static func content(
    of file: [UInt8], keys: [AgeKey]
  ) throws(AgeError) -> [UInt8] {
    var opener = Opener(keys: keys)
    var content: [UInt8] = []
    try opener.take(file, into: &content)
    try opener.finish(into: &content)
    return content
  }
}
