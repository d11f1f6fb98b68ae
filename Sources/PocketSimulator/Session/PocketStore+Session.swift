import PocketProtocol
import Records

extension PocketStore {
  /// True where a change is kept that no verified copy holds.
  var hasUnsafeChanges: Bool { state.last.number > state.safe }

  /// What the pocket says of itself to the farm database `hub`; another one's rows are its secret.
  func introduction(to hub: RowID, program: String) -> PocketIntroduction {
    let kept = state.changes.suffix(ProtocolLimit.recentDots.maximum - 1).reversed().map {
      DotCheck(number: $0.number, nonce: $0.nonce)
    }
    let isKnown = state.hub == hub
    return PocketIntroduction(
      device: state.device, label: state.label, program: program, incarnation: state.incarnation,
      last: state.last,
      firstNumber: isKnown || state.hub == nil ? state.firstNumber : state.last.number + 1,
      recent: kept + (state.dropped.map { [$0] } ?? []), hub: isKnown ? hub : nil,
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

  /// What the pocket holds after it has kept the welcome.
  var adopted: AdoptedFacts {
    guard let schema = state.schema else { preconditionFailure("a welcome without a schema") }
    return AdoptedFacts(firstNumber: state.firstNumber, last: state.last, schema: schema)
  }
}

extension PocketState {
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
