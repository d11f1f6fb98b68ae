import FoundationEssentials
package import Records

/// The first message of a session, from the PC.
package struct Hello: Hashable, Sendable {
  /// The oldest version that the PC speaks.
  package var oldestVersion: UInt32
  /// The newest version that the PC speaks.
  package var newestVersion: UInt32
  /// Drawn for this session.
  package var session: RowID
  /// The farm database's identity.
  package var hub: RowID
  /// The farm's name, for people.
  package var farmName: String
  /// Name and version of the PC's program, for people.
  package var program: String
  /// The PC's clock: milliseconds since 1970.
  package var wallMilliseconds: UInt64

  /// Takes everything as it stands.
  package init(
    oldestVersion: UInt32 = ProtocolVersion.oldest, newestVersion: UInt32 = ProtocolVersion.newest,
    session: RowID, hub: RowID, farmName: String, program: String, wallMilliseconds: UInt64
  ) {
    self.oldestVersion = oldestVersion
    self.newestVersion = newestVersion
    self.session = session
    self.hub = hub
    self.farmName = farmName
    self.program = program
    self.wallMilliseconds = wallMilliseconds
  }

  init(_ wire: Pocket_V1_Hello) throws(ProtocolFault) {
    guard wire.oldestVersion > 0, wire.oldestVersion <= wire.newestVersion else {
      throw .malformed("Hello.oldest_version")
    }
    self.init(
      oldestVersion: wire.oldestVersion, newestVersion: wire.newestVersion,
      session: try RowID.one(wire.session, field: "Hello.session"),
      hub: try RowID.one(wire.hub, field: "Hello.hub"), farmName: wire.farmName,
      program: wire.program, wallMilliseconds: wire.wallMilliseconds)
  }

  var wire: Pocket_V1_Hello {
    var wire = Pocket_V1_Hello()
    wire.oldestVersion = oldestVersion
    wire.newestVersion = newestVersion
    wire.session = session.data
    wire.hub = hub.data
    wire.farmName = farmName.cut(to: .farmNameBytes)
    wire.program = program.cut(to: .programBytes)
    wire.wallMilliseconds = wallMilliseconds
    return wire
  }
}
