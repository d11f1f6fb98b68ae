/// Consistent overhead byte stuffing (Cheshire and Baker): bytes without a 0x00, one more in 254.
package enum COBS {
  static let blockBytes = 254

  /// The most bytes that `encode` makes of so many.
  package static func maximumEncodedBytes(_ count: Int) -> Int {
    count + count / blockBytes + 1
  }

  /// Appends the stuffed form of `input`, which holds no 0x00 and no delimiter.
  package static func encode(_ input: borrowing Span<UInt8>, to output: inout [UInt8]) {
    var codeIndex = output.count
    output.append(1)
    var runBytes = 0
    for index in input.indices {
      if runBytes == blockBytes {
        output[codeIndex] = 255
        codeIndex = output.count
        output.append(1)
        runBytes = 0
      }
      let byte = input[index]
      if byte == 0 {
        output[codeIndex] = UInt8(runBytes + 1)
        codeIndex = output.count
        output.append(1)
        runBytes = 0
      } else {
        output.append(byte)
        runBytes += 1
      }
    }
    output[codeIndex] = UInt8(runBytes + 1)
  }

  /// Replaces stuffed bytes by their plain form in place; false when they are not well formed.
  package static func decode(_ buffer: inout [UInt8]) -> Bool {
    var read = 0
    var written = 0
    while read < buffer.count {
      let code = Int(buffer[read])
      let end = read + code
      guard code != 0, end <= buffer.count else { return false }
      read += 1
      while read < end {
        buffer[written] = buffer[read]
        written += 1
        read += 1
      }
      if code <= blockBytes, read < buffer.count {
        buffer[written] = 0
        written += 1
      }
    }
    buffer.removeLast(buffer.count - written)
    return true
  }
}
