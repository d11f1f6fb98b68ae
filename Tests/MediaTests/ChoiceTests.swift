import Testing

@testable import Media

/// Volumes that nobody opened yet, and what a name means; on `office-pc.txt`.
@Suite struct ChoiceTests {
  private func candidates(database: String = "/srv/farm.sqlite") throws -> [Candidate] {
    let system = try RecordedSystem("office-pc")
    return Media.candidates(database: database, view: system.view)
  }

  private func places(_ choice: Choice) -> [String] {
    switch choice {
    case .none: []
    case .one(let one): [one.place]
    case .several(let found): found.map(\.place)
    }
  }

  @Test func `external volumes that are not open are listed with what has to be done`() throws {
    let closed = try candidates().filter { $0.volume?.mountPoint == "" }
    #expect(closed.map(\.place) == ["/dev/sdc1", "/dev/sdd1", "/dev/sde1"])
    #expect(
      closed.map(\.verdict) == [
        .refused(.notMounted(device: "/dev/sdc1")), .refused(.locked(device: "/dev/sdd1")),
        .refused(.notMounted(device: "/dev/sde1")),
      ])
    #expect(closed[0].volume?.label == "PHOTOS" && closed[0].volume?.disks == ["sdc"])
  }

  @Test func `what is closed on the database's own stick is no medium either`() throws {
    let system = try RecordedSystem("office-pc")
    var view = system.view
    view.mountInfo += "90 22 8:32 / /srv/farm rw - ext4 /dev/sdc rw\n"
    let found = Media.candidates(database: "/srv/farm/farm.sqlite", view: view)
    let closed = found.first { $0.place == "/dev/sdc1" }
    #expect(closed?.verdict == .refused(.databaseDisk(name: "sdc")))
  }

  @Test(arguments: [
    ("BUP Slim", ["/media/jean/BUP Slim"]), ("bup slim", ["/media/jean/BUP Slim"]),
    ("Seagate BUP Slim", ["/media/jean/BUP Slim"]), ("/dev/sdb", ["/media/jean/BUP Slim"]),
    ("/dev/sdc1", ["/dev/sdc1"]), ("/media/jean/NVME1", ["/media/jean/NVME1"]),
    ("PHOTOS", ["/dev/sdc1", "/dev/sde1"]), ("SYSTEME", ["/"]), ("AUTRE", []), ("", []),
  ])
  func `a volume is chosen by label, model, device or folder`(
    name: String, expected: [String]
  )
    throws
  {
    #expect(places(Media.choose(name, among: try candidates())) == expected)
  }

  @Test func `without a name only the one that fits is chosen, an open one first`() throws {
    let all = try candidates()
    #expect(places(Media.choose(nil, among: all)).count == 3)
    let open = all.filter { $0.place == "/media/jean/BUP Slim" || $0.place.hasPrefix("/dev/") }
    #expect(places(Media.choose(nil, among: open)) == ["/media/jean/BUP Slim"])
    let closed = all.filter { $0.place == "/dev/sdc1" || $0.place == "/" }
    #expect(places(Media.choose(nil, among: closed)) == ["/dev/sdc1"])
    #expect(Media.choose(nil, among: all.filter { $0.place == "/" }) == .none)
  }
}
