import ArgumentParser
import PocketSimulator
import SecureChannel

extension PrintedKey: ExpressibleByArgument {
  /// As a person types it, in any case and grouping.
  public init?(argument: String) { self.init(text: argument) }
}

/// How this pocket comes to know a PC.
struct PairingOptions: ParsableArguments {
  @Flag(help: "Its user asked to be paired: digits are printed, \"yes\" is read from the input.")
  var pair = false

  @Option(help: "The key that is printed on this pocket, which has no screen.")
  var printedKey: PrintedKey?

  var pairing: PairingWish {
    PairingWish(face: printedKey.map { .printedKey($0) } ?? .screen, isWanted: pair) {
      digits, pc in
      Output.line("digits \(digits) \(pc.name)")
      return readLine() == "yes"
    }
  }
}
