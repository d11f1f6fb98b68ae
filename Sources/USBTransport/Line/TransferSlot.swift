import CUSB

/// One transfer with its buffer; it is libusb's from `submit` until its end is told to the line.
final class TransferSlot {
  private let transfer: UnsafeMutablePointer<libusb_transfer>
  private let line: BulkLine
  let buffer: UnsafeMutablePointer<UInt8>
  /// True where the kernel's own memory is mapped here, so that it copies nothing.
  private let isMapped: Bool
  let isInput: Bool
  private(set) var isFlying = false

  /// A multiple of every packet size: a packet that does not fit whole would be lost.
  static let capacityBytes = 64 * 1024

  init?(of line: BulkLine, isInput: Bool) {
    guard let transfer = libusb_alloc_transfer(0) else { return nil }
    self.transfer = transfer
    self.line = line
    self.isInput = isInput
    let mapped = libusb_dev_mem_alloc(line.handle.pointer, Self.capacityBytes)
    isMapped = mapped != nil
    buffer = mapped ?? .allocate(capacity: Self.capacityBytes)
  }

  /// Gives its memory back, while the device is still open; nobody may use it afterwards.
  func free() {
    precondition(!isFlying, "a transfer under way was freed")
    libusb_free_transfer(transfer)
    if isMapped {
      libusb_dev_mem_free(line.handle.pointer, buffer, Self.capacityBytes)
    } else {
      buffer.deallocate()
    }
  }

  /// What has passed: also a transfer that failed or was cancelled has carried bytes.
  var actualBytes: Int { Int(transfer.pointee.actual_length) }
  /// What was to pass.
  var askedBytes: Int { Int(transfer.pointee.length) }
  var status: libusb_transfer_status { transfer.pointee.status }

  /// Copies the bytes into the buffer, which holds them all; their number.
  func fill(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      buffer.update(from: start, count: source.count)
    }
    return bytes.count
  }

  /// Hands the transfer over; `endsBurst` lets an empty packet follow where the last one is full.
  func submit(bytes: Int, endsBurst: Bool = false) -> Int32 {
    let endpoint = isInput ? line.bulk.input : line.bulk.output
    libusb_fill_bulk_transfer(
      transfer, line.handle.pointer, endpoint.address, buffer, Int32(bytes),
      { transfer in
        guard let owner = transfer?.pointee.user_data else { return }
        Unmanaged<TransferSlot>.fromOpaque(owner).takeUnretainedValue().ended()
      }, Unmanaged.passUnretained(self).toOpaque(), 0)
    let isFull = bytes % endpoint.packetBytes == 0
    transfer.pointee.flags =
      endsBurst && isFull ? UInt8(LIBUSB_TRANSFER_ADD_ZERO_PACKET.rawValue) : 0
    let code = libusb_submit_transfer(transfer)
    isFlying = code == 0
    return code
  }

  func cancel() {
    if isFlying { libusb_cancel_transfer(transfer) }
  }

  private func ended() {
    line.ended(self) { isFlying = false }
  }
}
