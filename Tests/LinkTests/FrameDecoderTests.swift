import Testing
import Transport

@testable import Link

@Suite struct FrameDecoderTests {
  private struct Decoded: Equatable {
    var header: FrameHeader
    var payload: [UInt8]
  }

  private func frame(_ number: Int, payloadBytes: Int) -> Decoded {
    var random = SplitMix64(seed: UInt64(number))
    var header = FrameHeader(
      kind: .data, isFromPocket: number.isMultiple(of: 2), epoch: UInt16(number))
    header.sequence = UInt16(truncatingIfNeeded: random.next())
    header.cumulative = UInt16(truncatingIfNeeded: random.next())
    header.transmission = UInt8(truncatingIfNeeded: random.next())
    header.echo = UInt8(truncatingIfNeeded: random.next())
    header.endsMessage = random.chance(0.5)
    header.isBusy = random.chance(0.5)
    return Decoded(header: header, payload: random.bytes(payloadBytes))
  }

  private func wire(_ frames: [Decoded]) -> [UInt8] {
    var encoder = FrameEncoder()
    var bytes: [UInt8] = []
    for frame in frames { encoder.append(frame.header, payload: frame.payload[...], to: &bytes) }
    return bytes
  }

  private func decode(
    _ bytes: [UInt8], pieceBytes: Int, with decoder: inout FrameDecoder
  ) -> [Decoded] {
    var found: [Decoded] = []
    for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
      let piece = Array(bytes[start..<min(start + pieceBytes, bytes.count)])
      var offset = 0
      while let header = decoder.next(in: piece, from: &offset) {
        found.append(Decoded(header: header, payload: Array(decoder.payload)))
      }
    }
    return found
  }

  @Test(arguments: [1, 2, 3, 7, 64, 100_000])
  func `frames come back in pieces of any size`(pieceBytes: Int) {
    let frames = [0, 1, 2, 253, 254, 255, 1023, 1024].enumerated().map {
      frame($0.offset, payloadBytes: $0.element)
    }
    var decoder = FrameDecoder()
    #expect(decode(wire(frames), pieceBytes: pieceBytes, with: &decoder) == frames)
    #expect(decoder.checksumErrors == 0 && decoder.malformedFrames == 0)
  }

  @Test func `a full frame takes the bytes that the note foresees`() {
    let size = wire([frame(1, payloadBytes: 1024)]).count
    #expect(size <= FrameLayout.maximumWireBytes - 1)
    #expect(size >= 1024 + 9 + 4 + 2)
  }

  @Test func `a frame with one wrong bit anywhere is dropped and the next one is found`() {
    let broken = frame(3, payloadBytes: 20)
    let good = frame(4, payloadBytes: 5)
    let bytes = wire([broken, good])
    let firstBytes = wire([broken]).count
    for bit in 0..<(firstBytes * 8) {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      var decoder = FrameDecoder()
      let found = decode(damaged, pieceBytes: 11, with: &decoder)
      let isDelimiter = bit / 8 == firstBytes - 1
      #expect(found == (isDelimiter ? [] : [good]), "bit \(bit)")
      #expect(decoder.checksumErrors + decoder.malformedFrames >= 1, "bit \(bit)")
    }
  }

  @Test func `garbage before a frame costs at most that frame`() {
    var random = SplitMix64(seed: 9)
    let frames = [frame(5, payloadBytes: 100), frame(6, payloadBytes: 100)]
    for _ in 0..<200 {
      let garbage = random.bytes(Int.random(in: 1...3000, using: &random))
      var decoder = FrameDecoder()
      let found = decode(garbage + wire(frames), pieceBytes: 97, with: &decoder)
      #expect(found.last == frames[1])
    }
  }

  @Test func `an endless run without delimiter is dropped in constant memory`() {
    var decoder = FrameDecoder()
    let run = [UInt8](repeating: 0x55, count: 5_000_000)
    #expect(decode(run, pieceBytes: 4096, with: &decoder).isEmpty)
    #expect(decoder.collectedBytes <= FrameLayout.maximumStuffedBytes)
    let good = frame(7, payloadBytes: 9)
    #expect(decode([0] + wire([good]), pieceBytes: 4096, with: &decoder) == [good])
    #expect(decoder.malformedFrames == 1)
  }

  @Test func `reserved bits and short frames are refused`() {
    var decoder = FrameDecoder()
    for plain: [UInt8] in [[], [1, 2, 3], [0x20, 0, 0, 0, 0, 0, 0, 0, 0]] {
      var body = plain
      let checksum = CRC32C.checksum(body.span)
      for shift: UInt32 in [0, 8, 16, 24] {
        body.append(UInt8(truncatingIfNeeded: checksum >> shift))
      }
      var bytes: [UInt8] = []
      COBS.encode(body.span, to: &bytes)
      #expect(decode(bytes + [0], pieceBytes: 1, with: &decoder).isEmpty)
    }
    #expect(decoder.malformedFrames == 3)
  }
}
