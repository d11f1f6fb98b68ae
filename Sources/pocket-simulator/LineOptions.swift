import ArgumentParser

/// Which line the pocket listens on and what is wrong with it.
struct LineOptions: ParsableArguments {
  @Flag(help: "Listen on a pseudo-terminal; its path is printed.")
  var pty = false

  @Option(help: "Listen on this TCP port of the loopback; 0 for any. The address is printed.")
  var tcp: UInt16?

  @Option(help: "Listen on this serial device; opened again each time it comes back.")
  var serial: String?

  @Option(help: "Be the USB function of this mounted FunctionFS; each plug is a connection.")
  var functionfs: String?

  @Flag(help: "With --functionfs and --gadget: be a phone that becomes an accessory on request.")
  var accessory = false

  @Flag(help: "With --functionfs: give back what comes instead of being a pocket.")
  var loop = false

  @Option(help: "The gadget's folder in configfs, where a phone changes its face.")
  var gadget: String?

  @Option(help: "Make the line as slow as so many baud; with --serial, the device's own rate.")
  var baud: Int?

  @Option(help: "Delay of the line, each way, in milliseconds; needs --baud.")
  var latency = 0

  @Option(help: "Seed of the field work and of the line's faults.")
  var seed: UInt64 = 1

  @Option(help: "How likely a frame is lost, 0 to 1.")
  var drop = 0.0

  @Option(help: "How likely a frame has one wrong bit, 0 to 1.")
  var flip = 0.0

  @Option(help: "How likely a frame comes twice, 0 to 1.")
  var duplicate = 0.0

  @Option(help: "Die without a word after exactly so many bytes, both ways counted.")
  var cutAfter: Int?

  @Option(
    help: ArgumentHelp("Speak this version of the protocol and no other.", visibility: .hidden))
  var protocolVersion: UInt32?

  @Flag(
    help: ArgumentHelp(
      "Be a pocket that does not know the test of the line.", visibility: .hidden))
  var withoutProbes = false

  @Flag(help: "Print after each session over TCP how many bytes passed, both ways counted.")
  var countBytes = false

  private var lines: [Bool] { [pty, tcp != nil, serial != nil, functionfs != nil] }

  var isUsed: Bool { lines.contains(true) }

  func validate() throws {
    guard lines.count(where: { $0 }) <= 1 else {
      throw ValidationError("one of --pty, --tcp, --serial and --functionfs")
    }
    guard !loop || functionfs != nil else { throw ValidationError("--loop needs --functionfs") }
    guard accessory == (gadget != nil), !accessory || functionfs != nil else {
      throw ValidationError("--accessory, --gadget and --functionfs belong together")
    }
    guard baud.map({ $0 >= 10 }) ?? true, latency >= 0, cutAfter.map({ $0 >= 0 }) ?? true else {
      throw ValidationError("--baud, --latency and --cut-after are not negative")
    }
    guard tcp == nil || drop + flip + duplicate == 0 else {
      throw ValidationError("--drop, --flip and --duplicate need a serial line: TCP loses nothing")
    }
    for chance in [drop, flip, duplicate] where !(0...1).contains(chance) {
      throw ValidationError("--drop, --flip and --duplicate are between 0 and 1")
    }
  }
}
