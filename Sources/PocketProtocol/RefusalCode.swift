/// Why a side ends a session: a number of PROTOCOL.md; unknown numbers are carried as they are.
package struct RefusalCode: RawRepresentable, Hashable, Sendable {
  /// The number on the wire.
  package let rawValue: UInt32

  /// Takes any number, known or not.
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The bytes are no message of this protocol.
  package static let malformed = RefusalCode(rawValue: 1)
  /// A limit was passed.
  package static let overLimit = RefusalCode(rawValue: 2)
  /// The message is not allowed at this point.
  package static let wrongState = RefusalCode(rawValue: 3)
  /// No version of the protocol is spoken by both.
  package static let versionMismatch = RefusalCode(rawValue: 4)
  /// A field contradicts what was said before.
  package static let contradiction = RefusalCode(rawValue: 5)

  /// The PC does not know the pocket: it must be paired first.
  package static let notPaired = RefusalCode(rawValue: 16)
  /// The pocket was retired on the PC.
  package static let retired = RefusalCode(rawValue: 17)
  /// Another session with this pocket or on this database is under way.
  package static let busy = RefusalCode(rawValue: 18)
  /// The pocket belongs to another farm database and holds changes for it.
  package static let otherFarm = RefusalCode(rawValue: 19)
  /// The changes cannot be continued: the PC's inbox holds what a twin of the pocket sent.
  package static let gap = RefusalCode(rawValue: 20)
  /// The side has no room left to keep what comes.
  package static let noRoom = RefusalCode(rawValue: 21)
  /// A person stopped the run.
  package static let stopped = RefusalCode(rawValue: 22)
  /// A fault of the side's own; its log says more.
  package static let ownFault = RefusalCode(rawValue: 23)
  /// The schema holds something that the pocket cannot keep.
  package static let schemaNotKept = RefusalCode(rawValue: 24)

  /// Every code that this version gives a meaning.
  package static let known: [RefusalCode] = [
    .malformed, .overLimit, .wrongState, .versionMismatch, .contradiction, .notPaired, .retired,
    .busy, .otherFarm, .gap, .noRoom, .stopped, .ownFault, .schemaNotKept,
  ]
}
