import Glibc
import SyncEngine

/// What a person types; Ctrl-C ends the wait for it.
enum Keyboard {
  private static let lookMilliseconds: Int32 = 100
  private static let lineBytesMaximum = 1000

  /// One line that does not appear on the screen.
  static func secret(stop: StopSignal) -> String? {
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return line(stop: stop) }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &hidden)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &shown) }
    return line(stop: stop)
  }

  /// One line; nil where no more can come, or whoever runs the program stopped it.
  static func line(stop: StopSignal) -> String? {
    var line: [UInt8] = []
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while !stop.isRaised {
      guard poll(&input, 1, lookMilliseconds) > 0 else { continue }
      var byte: UInt8 = 0
      guard read(STDIN_FILENO, &byte, 1) == 1 else {
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\n") || line.count == lineBytesMaximum {
        return String(decoding: line, as: UTF8.self)
      }
      line.append(byte)
    }
    return nil
  }
}
