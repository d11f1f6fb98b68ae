import CUSB
import Glibc
import Transport

/// What libusb's return codes mean to a transport.
enum USBCall {
  /// The fact behind a code, in the words of the system.
  static func fault(_ call: String, _ code: Int32) -> TransportError {
    switch code {
    case LIBUSB_ERROR_NO_DEVICE.rawValue: .closed
    default: .system(call: call, errno: number(code))
    }
  }

  /// The system's number for a code; libusb gives up the original.
  static func number(_ code: Int32) -> Int32 {
    switch code {
    case LIBUSB_ERROR_INVALID_PARAM.rawValue: EINVAL
    case LIBUSB_ERROR_ACCESS.rawValue: EACCES
    case LIBUSB_ERROR_NO_DEVICE.rawValue: ENODEV
    case LIBUSB_ERROR_NOT_FOUND.rawValue: ENOENT
    case LIBUSB_ERROR_BUSY.rawValue: EBUSY
    case LIBUSB_ERROR_TIMEOUT.rawValue: ETIMEDOUT
    case LIBUSB_ERROR_OVERFLOW.rawValue: EOVERFLOW
    case LIBUSB_ERROR_PIPE.rawValue: EPIPE
    case LIBUSB_ERROR_INTERRUPTED.rawValue: EINTR
    case LIBUSB_ERROR_NO_MEM.rawValue: ENOMEM
    case LIBUSB_ERROR_NOT_SUPPORTED.rawValue: ENOSYS
    default: EIO
    }
  }
}
