import ArgumentParser
import Backup
import Delivery
import FarmDatabase
import Media
import SyncEngine

/// What a command sends out of the house beside its copy: looked at before, laid ready after it,
/// and sent when the medium may already be taken away. Nothing here ever stops a copy.
final class Outgoing {
  private let farm: FarmDatabase
  private let console: Console
  private let options: OutsideOptions
  private var server: (account: ServerAccount, key: CopyKey)?
  private var letter: (letter: HelpdeskLetter, account: MailAccount)?
  /// The first problem that a person has to do something about.
  private var problem: Problem?
  /// What refused the copy that a letter is about.
  private var refusal: Problem?
  /// True where the server has the copy, or will have it when it can be reached.
  private var isPacked = false

  /// Says at once what will not go, so that nobody waits for the copy to hear it.
  init(_ options: OutsideOptions, of farm: FarmDatabase, _ console: Console) {
    (self.options, self.farm, self.console) = (options, farm, console)
    if options.server { attempt { server = try Self.server(farm) } }
    if options.isLetterWanted {
      attempt { letter = (try options.letter(), try ChannelFile.current.mail()) }
    }
  }

  /// The account, the key that locks, and a farm program that the server takes copies of.
  private static func server(_ farm: FarmDatabase) throws -> (ServerAccount, CopyKey) {
    let account = try ChannelFile.current.server()
    try ServerVersionRule.check(
      try farm.programVersion() ?? Configuration.load().programVersion)
    guard let key = try CopyKeyFile.leaving(farm) else { throw Stop(.outbox(.noKey)) }
    return (account, key)
  }

  /// Lays ready what goes with a copy that was just made.
  func pack(_ report: CopyReport, at place: CopyPlace) {
    let (farm, name) = (farm, StoreName.folder(farm.farmName))
    pack(report.manifest, on: place.name) {
      let disc = try place.disc.map { try DiscFolder(of: $0.xorriso.drive) }
      return try Store(
        openAt: disc?.path ?? place.mountPoint, farm: name, expectedDevice: place.device,
        keys: try CopyKeyFile.of(farm).keys(), owner: disc?.scratch)
    }
  }

  /// Lays everything ready; `opened` gives the store that the copy is in.
  func pack(_ manifest: Manifest?, on medium: String, _ opened: () throws -> Store) {
    guard server != nil || letter != nil else { return }
    attempt {
      let post = OutsidePost(
        farm, outbox: OutboxPlace.outbox(of: farm), program: PocketSyncProgram.program)
      var copy: (manifest: Manifest, store: Store)?
      // A stick that is pulled now takes the parcel with it, and not the letter.
      attempt { copy = try manifest.map { (manifest: $0, store: try opened()) } }
      if let copy { attempt { try pack(copy.manifest, copy.store, on: medium, post) } }
      attempt { try write(about: copy, post) }
    }
  }

  private func pack(
    _ manifest: Manifest, _ store: Store, on medium: String, _ post: OutsidePost
  ) throws {
    guard let server else { return }
    let copy = manifest.generation
    console.say(.outside(.packing(copy: copy)))
    let entry = try post.add(
      manifest, of: store, on: medium, for: server.key, to: server.account)
    isPacked = true
    console.say(
      .outside(
        entry.map { .packed(copy: copy, bytes: $0.parcel.bytes) } ?? .onItsWay(copy: copy)))
  }

  private func write(about copy: (manifest: Manifest, store: Store)?, _ post: OutsidePost) throws {
    guard let (letter, account) = letter else { return }
    let channel = MailChannel(account: account, program: PocketSyncProgram.program)
    let subject = LetterSubject(
      copy: copy, codes: [refusal ?? problem].compactMap { $0?.code },
      server: isPacked ? server?.account.endpoint : nil)
    let missing: CopyAttachment.Reason?
    if let path = options.draft {
      let draft = try post.draft(
        letter, about: subject, in: console.language, by: channel, to: path)
      missing = draft.missing
      console.result(.mail(.written(path: path)))
      console.result(.mail(draft.isOpened ? .openedInMailProgram : .openYourself))
    } else {
      missing = try post.add(letter, about: subject, in: console.language, by: channel).missing
      console.say(.outside(.letterWritten))
    }
    // The letter goes all the same, with the receipt.
    if let missing { console.tell(missing.problem) }
  }

  /// Sends what waits; ends the program with a status of its own where a person has to act.
  func send() throws {
    guard options.isWanted else { return }
    attempt {
      let outbox = OutboxPlace.outbox(of: farm)
      if options.later { return try console.showWaiting(outbox) }
      let stopped = try console.send(outbox, .asked)
      problem = problem ?? stopped
    }
    if let problem { throw ExitCode(problem.exitStatus.rawValue) }
  }

  /// Where no copy came about the letter goes without one; then what stopped the copy is thrown.
  func refused(_ error: any Error) -> () throws -> Void {
    // Who pressed Ctrl-C wants nothing more.
    guard letter != nil, !Interruption.stop.isRaised else { return { throw error } }
    refusal = Stop(of: error).problem
    pack(nil, on: "") { throw error }
    return {
      do { try self.send() } catch is ExitCode {}
      throw error
    }
  }

  /// At a dock without a copy: what waits and is due again, and the letter that was asked for.
  func sendAfterDock() throws {
    if options.isWanted {
      pack(nil, on: "") { throw BackupError.noStore }
      return try send()
    }
    // Nobody asked for it: what stops it is told, and stops nothing.
    if options.later { return }
    attempt { _ = try console.send(OutboxPlace.outbox(of: farm), .due) }
  }

  private func attempt(_ body: () throws -> Void) {
    do { try body() } catch {
      let problem = Stop(of: error).problem
      console.explain(problem)
      self.problem = self.problem ?? problem
    }
  }
}
