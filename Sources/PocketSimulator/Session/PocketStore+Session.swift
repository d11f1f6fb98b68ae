import PocketProtocol
import Records

extension PocketStore {
  /// True where a change is kept that no verified copy holds.
  var hasUnsafeChanges: Bool { state.last.number > state.safe }

  /// What the pocket says of itself to the farm database `hub`; another one's rows are its secret.
  func introduction(to hub: RowID, program: String) -> PocketIntroduction {
    let isKnown = state.hub == hub
    return PocketIntroduction(
      device: state.device, label: state.label, program: program, incarnation: state.incarnation,
      last: state.last,
      firstNumber: isKnown || state.hub == nil ? state.firstNumber : state.last.number + 1,
      recent: state.recent(limit: ProtocolLimit.recentDots.maximum), hub: isKnown ? hub : nil,
      commits: isKnown ? Locator.stamps(of: state.chain) : [],
      cursor: isKnown ? state.cursor : .start, schema: isKnown ? state.schema?.fingerprint : nil,
      wallMilliseconds: surroundings.nowMilliseconds,
      uptimeMilliseconds: surroundings.uptimeMilliseconds,
      waiting: state.last.number - min(state.safe, state.last.number))
  }

  /// What keeps the welcome, with nonces drawn for changes that get new numbers.
  func records(of welcome: Welcome, hub: RowID?) throws(ProtocolFault) -> [JournalRecord] {
    guard let hub else { preconditionFailure("a welcome before Hello") }
    let isNew = welcome.facts.incarnation != state.incarnation
    let isOther = state.hub.map { $0 != hub } ?? false
    let nonces = isNew && !isOther ? state.changes.map { _ in draw() } : []
    let bytes = try ToPocket.welcome(welcome).encoded()
    return [.welcome(bytes, hub: hub, nonces: nonces)]
  }

  /// What the pocket holds after it has kept the welcome, which says what the PC received.
  func adopted(_ welcome: Welcome) -> AdoptedFacts {
    guard let schema = state.schema else { preconditionFailure("a welcome without a schema") }
    return AdoptedFacts(
      firstNumber: state.firstNumber, last: state.last,
      receivedNonce: state.nonce(of: welcome.facts.receivedNumber), schema: schema)
  }
}

extension PocketState {
  /// The nonce of a change that is kept or was dropped last; nil of any other.
  func nonce(of number: UInt64) -> UInt64? {
    if let dropped, dropped.number == number { return dropped.nonce }
    guard number >= firstNumber, number <= last.number else { return nil }
    return changes.dot(Int(number - firstNumber)).nonce
  }

  /// The newest changes kept, the newest that the PC merged and the last one dropped, newest first.
  func recent(limit: Int) -> [DotCheck] {
    let newest = changes.indices.suffix(limit - 2)
    let merged = changes.count(through: self.merged)
    let isNamed = merged == 0 || newest.contains(merged - 1)
    let places = newest.reversed() + (isNamed ? [] : [merged - 1])
    return places.map(changes.dot) + (dropped.map { [$0] } ?? [])
  }

  /// Rows of commits after `common`, staged ones included: the PC lost them.
  func lost(after common: UInt64, targetBytes: Int) -> [LostBatch] {
    guard let schema else { return [] }
    var shown = images
    for batch in staged { shown.apply(batch.rows) }
    let nonces = Dictionary(uniqueKeysWithValues: chain.map { ($0.sequence, $0.nonce) })
    return shown.batches(schema: schema, targetBytes: targetBytes) { $0.sequence > common }
      .map { rows in
        LostBatch(rows: rows, nonces: rows.sequences.map { nonces[$0] ?? 0 })
      }
  }
}
