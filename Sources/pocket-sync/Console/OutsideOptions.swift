import ArgumentParser
import Delivery

/// What else leaves the house with a copy.
struct OutsideOptions: ParsableArguments {
  @Flag(help: "Send the copy to the protected server too, locked.")
  var server = false

  @Option(
    help: """
      Write to the helpdesk: who you are, what happened and why you send it, on three lines or \
      more.
      """)
  var mail: String?

  @Option(help: "The same, read from this text file.")
  var mailFile: String?

  @Option(help: "Write the letter to this new file for your own mail program; nothing is sent.")
  var draft: String?

  @Flag(help: "Lay ready what is to leave the house; a later run or the timer sends it.")
  var later = false

  func validate() throws {
    guard mail == nil || mailFile == nil else {
      throw ValidationError("Give either --mail or --mail-file.")
    }
    guard draft == nil || isLetterWanted else {
      throw ValidationError("--draft needs --mail or --mail-file.")
    }
  }

  var isLetterWanted: Bool { mail != nil || mailFile != nil }
  var isWanted: Bool { server || isLetterWanted }

  private static let textBytesMaximum = 64 << 10

  /// The letter, or every rule that it breaks.
  func letter() throws -> HelpdeskLetter {
    var text = mail ?? ""
    if let mailFile {
      text = String(
        decoding: try NamedFile.read(mailFile).prefix(Self.textBytesMaximum), as: UTF8.self)
    }
    return try HelpdeskLetter(LetterDraft(text: text))
  }
}
