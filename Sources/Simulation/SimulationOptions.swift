package import FarmDatabase

/// Which kinds of events a run may have.
package struct Events: OptionSet, Sendable, Hashable {
  /// A bit for each kind.
  package let rawValue: UInt16

  /// Takes the bits as they stand.
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Lines cut, programs killed, power cut.
  package static let faults = Events(rawValue: 1 << 0)
  /// The farm program replaces, cascades, rebuilds tables, gives row numbers away again.
  package static let tricks = Events(rawValue: 1 << 1)
  /// The PC's database is put back to an older copy.
  package static let restores = Events(rawValue: 1 << 2)
  /// A pocket is set back, cloned or reset.
  package static let clones = Events(rawValue: 1 << 3)
  /// The same natural key is made twice; keys that must be unique meet.
  package static let clashes = Events(rawValue: 1 << 4)
  /// Parents go while children come.
  package static let orphans = Events(rawValue: 1 << 5)
  /// The PC's tables get another column.
  package static let upgrades = Events(rawValue: 1 << 6)

  /// What every version of the engine has to stand.
  package static let basic: Events = [.faults, .tricks]
  /// Everything.
  package static let all: Events = [
    .faults, .tricks, .restores, .clones, .clashes, .orphans, .upgrades,
  ]
}

/// How runs are made; the same options and seed give the same run.
package struct SimulationOptions: Sendable {
  /// Which kinds of events there are.
  package var events: Events
  /// The guards that the engine has.
  package var guards: Guards
  /// Steps before everything comes to rest.
  package var steps: Int

  /// Takes everything as it stands.
  package init(events: Events = .all, guards: Guards = .all, steps: Int = 40) {
    self.events = events
    self.guards = guards
    self.steps = steps
  }
}
