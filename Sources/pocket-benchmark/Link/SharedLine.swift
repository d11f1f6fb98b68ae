import Foundation
import SerialTransport
import Transport

/// A serial line that any program can use: two terminals, and between them the line's pace and
/// damage by seed, the same for every protocol.
final class SharedLine {
  private static let readBytes = 256
  /// As short as a chip's own buffer: what waits in a long one looks like a slow line.
  private static let queueBytes = 256
  /// A damaged run of so many bytes has one wrong bit; our frames on the wire are as long.
  private static let blockBytes = 1040

  let one: PseudoTerminal
  let other: PseudoTerminal
  private let paced: [PacedTransport]

  init(baud: Int, latencyMilliseconds: Int, loss: Double, seed: UInt64) throws {
    let ends = (try PseudoTerminal(survivesClose: true), try PseudoTerminal(survivesClose: true))
    (one, other) = ends
    let faults = LossyTransport.Faults(flip: loss)
    paced = [ends.0, ends.1].enumerated().map { index, end in
      PacedTransport(
        over: LossyTransport(
          over: end, seed: seed &* 2 &+ UInt64(index), unit: .block(bytes: Self.blockBytes),
          outgoing: faults),
        baud: baud, latencyMilliseconds: latencyMilliseconds, directions: .outgoing,
        queueBytes: Self.queueBytes)
    }
    Self.carry(from: ends.0, to: paced[1])
    Self.carry(from: ends.1, to: paced[0])
  }

  private static func carry(from one: PseudoTerminal, to other: PacedTransport) {
    Thread.detachNewThread {
      do throws(TransportError) {
        while true {
          var bytes = try one.receive(maximumBytes: readBytes, timeoutMilliseconds: 60_000)[...]
          while !bytes.isEmpty {
            bytes = bytes.dropFirst(try other.send(bytes, timeoutMilliseconds: 60_000))
          }
        }
      } catch {
        other.close()
      }
    }
  }

  func close() {
    for line in paced { line.close() }
  }
}
