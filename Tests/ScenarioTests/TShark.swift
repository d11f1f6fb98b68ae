import Foundation

/// Wireshark's own engine with our dissector.
enum TShark {
  private static let program = "/usr/bin/tshark"
  private static let lua = CommandFile.project.path + "/fixtures/protocol/pocket.lua"
  static let isThere = FileManager.default.isExecutableFile(atPath: program)

  /// Each value of the fields, packet by packet; any error of the dissector is thrown.
  static func fields(
    _ names: [String], of file: String, keys: String?, twice: Bool = false, in folder: URL
  ) throws -> [[[String]]] {
    var arguments = ["-X", "lua_script:" + lua, "-r", file, "-T", "fields"]
    arguments += ["-E", "separator=|", "-E", "aggregator=;"]
    if let keys { arguments += ["-o", "pocket.keylog:" + keys] }
    if twice { arguments.append("-2") }
    // An error in a dissector stands in the packet; no other word is said of it.
    for name in names + ["_ws.expert.message"] { arguments += ["-e", name] }
    let outcome = try Program.run(program, arguments, in: folder)
    guard outcome.status == 0, !outcome.words.contains("Lua: ") else {
      throw ProgramFailed(words: outcome.words)
    }
    return try outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { line in
        let values = line.split(separator: "|", omittingEmptySubsequences: false)
        guard values.last == "" else { throw ProgramFailed(words: String(line)) }
        return values.dropLast().map { $0.split(separator: ";").map(String.init) }
      }
  }
}
