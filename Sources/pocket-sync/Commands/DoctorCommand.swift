import ArgumentParser
import Diagnostics
import Foundation
import SyncEngine

/// `pocket-sync doctor`: what is wrong with PC, cable and farm, and what mends it.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Find what is wrong, and what mends it; changes no record and no setting.",
    discussion: """
      Exit status: 0 all is well, 20 nothing bad was seen but not everything could be looked at,
      21 the worst is a warning, 22 something is broken.
      """)

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: "Show what would mend the finding of this code, such as DOC-01.")
  var mend: String?

  @Flag(name: .customLong("do"), help: "With --mend: do it.")
  var isDone = false

  @OptionGroup var docks: DockOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !isDone || mend != nil else { throw ValidationError("--do needs --mend CODE.") }
    guard !json || mend == nil else { throw ValidationError("--mend prints no JSON.") }
  }

  func run() throws {
    try speaking(common) { console in
      // Which database is a finding of its own.
      let path = try? database.path()
      let facts = try DoctorFacts.gather(database: path, pockets: docks.pocket)
      let findings = Doctor.examine(facts)
      if let mend { return try self.mend(mend, findings, path, console) }
      if json {
        try console.json(DoctorReport(findings, console.language))
      } else {
        console.tell(findings, given: given + docksGiven)
      }
      let status = ShellStatus(worst: Doctor.worst(findings))
      if status != .done { throw ExitCode(status.rawValue) }
    }
  }

  /// What has to be typed again for the same farm.
  private var given: [String] { database.database.map { ["--database", $0] } ?? [] }
  private var docksGiven: [String] { docks.pocket.flatMap { ["--pocket", $0] } }

  private func mend(
    _ code: String, _ findings: [Finding], _ path: String?, _ console: Console
  ) throws {
    let wanted = findings.filter { $0.problem?.code == code.uppercased() }
    let code = code.uppercased()
    guard !wanted.isEmpty else { throw Stop(.doctor(.mend(.nothingToMend(code: code)))) }
    let mends = wanted.compactMap(\.mend)
    let steps = mends.flatMap(\.steps).reduce(into: [MendStep]()) { all, step in
      if !all.contains(step) { all.append(step) }
    }
    for case .restore(let generation, let medium, _) in mends {
      console.result(.doctor(.copyToRestore(generation: generation, medium: medium)))
    }
    guard !steps.isEmpty else {
      for finding in wanted { if let problem = finding.problem { console.explain(problem) } }
      throw Stop(.doctor(.mend(.onlyByPerson(code: code))))
    }
    let run = MendRun(database: path, language: console.language, given: given)
    if !isDone { console.result(.doctor(.wouldDo(code: code))) }
    for step in steps {
      console.result(run.text(step), head: "  $ ")
      if isDone { try run.perform(step) }
    }
    guard isDone else {
      let words = ["pocket-sync", "doctor", "--mend", code, "--do"] + given + docksGiven
      console.result(.doctor(.doIt(command: ShellWords.text(words))))
      return
    }
    console.result(.doctor(.done(code: code)))
    for case .joinGroup(_, let group) in mends { console.result(.doctor(.newLogin(group: group))) }
    console.result(.doctor(.lookAgain))
  }
}

extension ShellStatus {
  /// What the doctor tells the shell.
  init(worst: CheckVerdict) {
    switch worst {
    case .passed, .notApplicable, .notice: self = .done
    case .notLooked: self = .notAllSeen
    case .warning: self = .foundWarning
    case .broken: self = .foundBroken
    }
  }
}
