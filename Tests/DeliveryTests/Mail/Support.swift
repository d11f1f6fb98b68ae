import Foundation

@testable import Delivery

extension Scratch {
  func path(_ name: String) -> String { url.appending(path: name).path }

  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    try Data(bytes).write(to: url.appending(path: name))
    return path(name)
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: url.appending(path: name)) }
}

/// Runs a program to its end; what it wrote on standard output.
func run(_ program: String, _ arguments: [String], input: Data = Data()) throws -> Data {
  let process = Process()
  process.executableURL = URL(filePath: program)
  process.arguments = arguments
  let (given, said) = (Pipe(), Pipe())
  process.standardInput = given
  process.standardOutput = said
  try process.run()
  try given.fileHandleForWriting.write(contentsOf: input)
  try given.fileHandleForWriting.close()
  let output = said.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw ProgramFailed(program: program, status: process.terminationStatus)
  }
  return output
}

struct ProgramFailed: Error {
  let program: String
  let status: Int32
}

/// A message as Python's `email` reads it: an independent parser.
struct ParsedMessage: Decodable {
  struct Part: Decodable {
    let type: String
    let name: String?
    let disposition: String?
    /// Of a text.
    let text: String?
    /// Of anything else: where it was written.
    let bytes: Int?
  }

  let headers: [String: String]
  let defects: [String]
  let longest: Int
  let parts: [Part]

  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  /// Attachments are written to `folder` by their names.
  init(_ path: String, attachmentsTo folder: String) throws {
    let output = try run("/usr/bin/python3", ["-c", Self.program, path, folder])
    self = try JSONDecoder().decode(ParsedMessage.self, from: output)
  }

  private static let program = """
    import email, email.policy, json, os, sys
    raw = open(sys.argv[1], "rb").read()
    assert b"\\n" not in raw.replace(b"\\r\\n", b""), "a bare line feed"
    assert max(raw) < 128, "not ASCII"
    message = email.message_from_bytes(raw, policy=email.policy.default)
    parts, defects = [], [str(d) for d in message.defects]
    for part in message.walk():
        defects += [str(d) for d in part.defects]
        for value in part.values():
            defects += [str(d) for d in value.defects]
        if part.is_multipart():
            continue
        name = part.get_filename()
        entry = {"type": part.get_content_type(), "name": name,
                 "disposition": part.get_content_disposition()}
        if part.get_content_maintype() == "text":
            entry["text"] = part.get_content().replace("\\r\\n", "\\n")
        else:
            content = part.get_content()
            open(os.path.join(sys.argv[2], os.path.basename(name)), "wb").write(content)
            entry["bytes"] = len(content)
        parts.append(entry)
    json.dump({"headers": {k.lower(): str(v) for k, v in message.items()}, "defects": defects,
               "longest": max(len(line) for line in raw.split(b"\\r\\n")), "parts": parts},
              sys.stdout)
    """
}

enum Sample {
  static let letter = try! HelpdeskLetter(
    LetterDraft(
      who: "Luc Dubois, Ferme du Moulin à Nandrin, 0470 12 34 56",
      problem: "Le pocket affiche « mémoire pleine » depuis mardi.\nLes encodages ne partent plus.",
      purpose: "Pouvez-vous regarder ? Merci d'avance. €uro = 3 %"))

  static let identity = MailIdentity("00112233445566778899aabbccddeeff")!
  static let date = MailDate(seconds: 1_779_381_600, secondsFromUTC: 7200)

  static let words = LetterWords(
    language: "fr", subject: "pocket-sync GATE-02 : Ferme du Moulin à Nandrin, n° 19",
    headings: [.who: "Qui êtes-vous ?", .problem: "Que s'est-il passé ?", .purpose: "Pourquoi ?"],
    attachment: "La copie n° 19 est jointe, verrouillée pour le helpdesk.",
    facts: "Pour le technicien :")

  static var facts: HelpdeskFacts {
    var facts = HelpdeskFacts(
      program: "pocket-sync 0.9", farm: "Ferme du Moulin à Nandrin", farmID: "a1b2")
    facts.codes = ["GATE-02"]
    facts.copy = HelpdeskFacts.CopyFacts(
      generation: 19, created: "2026-05-21T16:40:00Z", databaseBytes: 49_500_000,
      copyBytes: 410_000, isPartial: false)
    return facts
  }

  static func mail(_ attachments: [MailAttachment] = []) -> HelpdeskMail {
    HelpdeskMail(
      identity: identity, date: date, letter: letter, words: words, facts: facts,
      attachments: attachments)
  }
}
