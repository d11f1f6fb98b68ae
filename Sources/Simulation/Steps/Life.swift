import Records

/// The steps of a run by weight, and the rest at its end.
extension World {
  func live() throws {
    for pocket in pockets { try dock(pocket, .none) }
    for _ in 0..<options.steps { try step() }
    try comeToRest()
  }

  private func step() throws {
    let events = options.events
    switch chance.below(1000) {
    case 0..<20: try decideSomething()
    case 20..<25: try takeSomethingBack()
    case 25..<390: if let pocket = chance.pick(pockets) { try editOnPocket(pocket) }
    case 390..<540: try editOnFarm()
    case 540..<880: try dockSomehow()
    case 880..<930: try makeCopy()
    case 930..<970: if events.contains(.restores) { try restoreHub() }
    case 970..<985: if events.contains(.clones) { try changePocket() }
    case 985..<997: jumpClock()
    default: if events.contains(.upgrades) { try upgrade() }
    }
    if chance.percent(4), let pocket = chance.pick(pockets), let image = pocket.image {
      pocket.images.append(image)
    }
  }

  private func jumpClock() {
    let days = (chance.below(4000) - 2000)
    let pocket = chance.percent(30) ? nil : chance.pick(pockets)
    (pocket?.clock ?? hub.clock).jump(days: days)
    counts.add("clock jump")
    tell("the clock of \(pocket?.label ?? "the PC") jumps by \(days) days")
  }

  private func makeCopy() throws {
    let verified = chance.percent(70)
    let partial = chance.percent(15)
    try hub.copy(verified: verified, partial: partial)
    counts.add(verified ? "copy" : "plain copy of the file")
    tell(
      "copy \(hub.copies.count), \(verified ? "verified" : "plain")\(partial ? ", partial" : "")")
  }

  private func restoreHub() throws {
    guard let index = chance.pick(Array(hub.copies.indices)) else { return }
    let copy = hub.copies[index]
    let keeps = chance.percent(60)
    hub.restore(copy, keepingLedger: keeps)
    for pocket in pockets { pocket.hasOldAcks = true }
    oracle.keepOnly(reachedBy: try everywhere())
    counts.add("PC restored")
    tell("the PC is put back to copy \(index + 1), \(keeps ? "with" : "without") its ledger")
  }

  private func changePocket() throws {
    guard let pocket = chance.pick(pockets) else { return }
    switch chance.below(3) {
    case 0:
      guard let image = chance.pick(pocket.images) else { return }
      try pocket.setBack(to: image)
      counts.add("pocket set back")
      tell("\(pocket.label) is set back to an older image")
    case 1:
      guard pockets.count < Self.pocketsMaximum, let image = pocket.image else { return }
      let twin = try addPocket(from: image)
      (twin.hasOldAcks, pocket.hasOldAcks) = (true, true)
      counts.add("pocket cloned")
      tell("\(twin.label) is a twin of \(pocket.label)")
      return
    default:
      try pocket.setBack(to: nil)
      counts.add("pocket reset")
      tell("\(pocket.label) is reset")
    }
    pocket.hasOldAcks = true
    oracle.keepOnly(reachedBy: try everywhere())
  }

  private func upgrade() throws {
    names += 1
    let table = Universe.tables[chance.below(Universe.tables.count)].name
    let column = "extra\(names)"
    try hub.asFarmProgram { try $0.run("ALTER TABLE \(table) ADD COLUMN \(column) TEXT") }
    hub.close()
    counts.add("schema upgrade")
    tell("farm program: \(table) gets the column \(column)")
  }

  /// Everybody docks until all know all; then everything must hold.
  private func comeToRest() throws {
    tell("rest")
    for _ in 0..<2 { for pocket in pockets { try dock(pocket, .none, alone: true) } }
    try checkAtRest()
  }
}
