import Crypto
import Testing

@testable import SecureChannel

struct SealedRecordTests {
  private func sealed(_ text: String, by sealer: inout Sealer) throws -> [UInt8] {
    var record = Array(text.utf8)
    try sealer.seal(&record)
    return record
  }

  private func failure(
    of record: [UInt8], in opener: inout Opener
  ) -> SecureChannelError? {
    var record = record
    do throws(SecureChannelError) {
      try opener.open(&record)
      return nil
    } catch { return error }
  }

  @Test(arguments: [0, 1, 15, 16, 17, 1000, 65_519])
  func `what is sealed in place comes back, and what stands before it stays`(
    length: Int
  ) throws {
    var ends = try Handshake().run()
    let plain = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
    var record = [9, 8, 7, 6] + plain
    try ends.initiator.sealer.seal(&record, from: 4)
    #expect(record.count == 4 + length + SealedRecord.overheadBytes)
    #expect(Array(record.prefix(4)) == [9, 8, 7, 6])
    if length > 16 { #expect(Array(record[4..<(4 + length)]) != plain) }
    try ends.responder.opener.open(&record, from: 4)
    #expect(record == [9, 8, 7, 6] + plain)
  }

  @Test func `a record that comes twice, early, late or from the other direction is refused`()
    throws
  {
    for fault in 0..<4 {
      var ends = try Handshake().run()
      let one = try sealed("one", by: &ends.initiator.sealer)
      let two = try sealed("two", by: &ends.initiator.sealer)
      let own = try sealed("own", by: &ends.responder.sealer)
      let order = [[one, one], [two], [one, two, one], [own]][fault]
      for record in order.dropLast() {
        #expect(failure(of: record, in: &ends.responder.opener) == nil)
      }
      #expect(failure(of: order.last!, in: &ends.responder.opener) == .notAuthentic)
      #expect(failure(of: two, in: &ends.responder.opener) == .ended, "after any refusal")
    }
  }

  @Test func `a record with any bit changed is refused, and so is a piece of one`() throws {
    for place in 0..<19 {
      var ends = try Handshake().run()
      var record = try sealed("abc", by: &ends.initiator.sealer)
      record[place] ^= 0x80
      #expect(failure(of: record, in: &ends.responder.opener) == .notAuthentic)
    }
    var ends = try Handshake().run()
    let record = try sealed("", by: &ends.initiator.sealer)
    #expect(
      failure(of: record.dropLast(), in: &ends.responder.opener)
        == .messageTooShort(bytes: 15, leastBytes: 16))
  }

  @Test func `a record over the limit is neither sealed nor opened`() throws {
    var ends = try Handshake().run()
    var long = [UInt8](repeating: 0, count: 65_520)
    #expect(throws: SecureChannelError.messageTooLong(bytes: 65_520, limitBytes: 65_519)) {
      try ends.initiator.sealer.seal(&long)
    }
    let huge = [UInt8](repeating: 0, count: 65_536)
    #expect(
      failure(of: huge, in: &ends.responder.opener)
        == .messageTooLong(bytes: 65_536, limitBytes: 65_535))
    // What was not sealed used no number.
    var ends2 = try Handshake().run()
    #expect(throws: SecureChannelError.self) { try ends2.initiator.sealer.seal(&long) }
    let next = try sealed("next", by: &ends2.initiator.sealer)
    #expect(failure(of: next, in: &ends2.responder.opener) == nil)
  }

  @Test func `the last number is never used`() throws {
    let key = SymmetricKey(size: .bits256)
    var sealer = Sealer(key: key, number: .max - 1)
    var opener = Opener(key: key, number: .max - 1)
    let last = try sealed("last", by: &sealer)
    #expect(throws: SecureChannelError.numbersExhausted) { _ = try sealed("x", by: &sealer) }
    #expect(throws: SecureChannelError.ended) { _ = try sealed("x", by: &sealer) }
    #expect(failure(of: last, in: &opener) == nil)
    #expect(failure(of: last, in: &opener) == .numbersExhausted)
  }

  @Test func `both directions take a new key after the same record and go on`() throws {
    let key = SymmetricKey(size: .bits256)
    let before = SealedRecord.recordsPerKey - 1
    var sealer = Sealer(key: key, number: before)
    var opener = Opener(key: key, number: before)
    for text in ["before", "after", "later"] {
      #expect(failure(of: try sealed(text, by: &sealer), in: &opener) == nil)
    }
    var stale = Opener(key: key, number: before + 1)
    sealer = Sealer(key: key, number: before)
    _ = try sealed("before", by: &sealer)
    #expect(failure(of: try sealed("after", by: &sealer), in: &stale) == .notAuthentic)
  }

  @Test func `the next key is the one that another ChaChaPoly makes`() throws {
    // Both made with Python's `cryptography`: the key is 0 to 31, then REKEY of revision 34, 4.2.
    var cipher = CipherState(
      key: SymmetricKey(data: Array(0..<32) as [UInt8]), number: 0x0102_0304_0506_0708)
    cipher.rekey()
    let sealed = try Array("after".utf8).withUnsafeBytes { try cipher.encrypt($0, with: []) }
    #expect(Array(sealed) == bytes("6e77bf634dbf6bef482403de6b23758c33e799086d"))
  }
}
