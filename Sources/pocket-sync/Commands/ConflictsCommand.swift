import ArgumentParser
import FarmDatabase
import SyncEngine

/// `pocket-sync conflicts`: what waits for a person's decision.
struct ConflictsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts", abstract: "List, show and decide what both sides changed.",
    subcommands: [List.self, Show.self, Decide.self], defaultSubcommand: List.self)

  /// The open items, newest first.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what waits for a decision, newest first (the default).")

    @Option(help: "How many to list at most.")
    var limit = 50

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try speaking(common) { console in
        let farm = try database.open()
        let items = try farm.reviews(limit: max(1, limit))
        let waiting = try farm.quarantine(limit: max(1, limit))
        if json {
          try console.json(
            ReviewLists(
              conflicts: items.map(ReviewLine.init), quarantine: waiting.map(WaitingLine.init)))
        } else {
          let open = try farm.openReviews()
          console.list(items, of: open.conflicts)
          console.list(waiting, of: open.quarantined)
        }
      }
    }
  }

  /// One item as a story with both values.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell one item: who had what, what stands, what can be done.")

    @Argument(help: "The number that the list shows.")
    var number: ItemNumber

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try speaking(common) { console in
        let farm = try database.open()
        switch number {
        case .conflict(let number):
          let item = try farm.review(number)
          if json { try console.json(ReviewLine(item)) } else { console.show(item) }
        case .quarantine(let number):
          let item = try farm.quarantined(number)
          if json { try console.json(WaitingLine(item)) } else { console.show(item) }
        }
      }
    }
  }

  /// A person's word on one item.
  struct Decide: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide one item; 'show' tells which choices it has.",
      discussion: """
        pocket, pc      what that side had
        keep            what stands now
        undo            for what an undo left alone: take it back all the same
        other VALUE…    a value for each column
        later           nothing yet
        retry, aside    for a number with q: try it once more, or take it off the list
        """)

    @Argument(help: "The number that the list shows.")
    var number: ItemNumber

    @Argument(help: "The choice.")
    var choice: ChoiceWord

    @Argument(help: "With 'other': a value for each column.")
    var values: [String] = []

    @Flag(help: "Decide although the record has changed since.")
    var anyway: Bool = false

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try speaking(common) { console in
        switch number {
        case .conflict(let number):
          guard let choice = choice.choice(values) else {
            throw Stop(.lookup(.choiceDoesNotFit(String(number))))
          }
          let item = try database.openAlone { try $0.decide(number, choice, anyway: anyway) }
          console.decided(item)
        case .quarantine(let number):
          try decide(quarantined: number, console)
        }
      }
    }

    private func decide(quarantined number: Int64, _ console: Console) throws {
      let name = "q\(number)"
      switch choice {
      case .retry:
        _ = try database.openAlone { try $0.retry(number) }
        console.result(.review(.placed(number: name)))
      case .aside:
        _ = try database.openAlone { try $0.setAside(number) }
        console.result(.review(.setAside(number: name)))
      case .later: console.result(.review(.nothingWritten(number: name)))
      case .pocket, .pc, .keep, .undo, .other: throw Stop(.lookup(.choiceDoesNotFit(name)))
      }
    }
  }
}

/// "3" for what was decided automatically, "q3" for what could not be placed.
enum ItemNumber: ExpressibleByArgument {
  case conflict(Int64)
  case quarantine(Int64)

  init?(argument: String) {
    if let number = Int64(argument) {
      self = .conflict(number)
    } else if argument.first?.lowercased() == "q", let number = Int64(argument.dropFirst()) {
      self = .quarantine(number)
    } else {
      return nil
    }
  }
}

/// What may be said of an item.
enum ChoiceWord: String, ExpressibleByArgument, CaseIterable {
  case pocket
  case pc
  case keep
  case undo
  case other
  case later
  case retry
  case aside

  /// As the database takes it; nil for what only the quarantine knows, and for values too many.
  func choice(_ values: [String]) -> ReviewChoice? {
    if self == .other { return .other(values) }
    guard values.isEmpty else { return nil }
    switch self {
    case .pocket: return .pocket
    case .pc: return .pc
    case .keep: return .keep
    case .undo: return .aside
    case .later: return .later
    case .other, .retry, .aside: return nil
    }
  }
}
