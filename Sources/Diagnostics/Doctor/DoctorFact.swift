/// What the doctor says of a check that found nothing wrong, or that saw nothing.
package enum DoctorFact: Sendable, Hashable {
  case device(DeviceFact)
  case farm(FarmFact)
}

/// The PC, its ports and its programs.
package enum DeviceFact: Sendable, Hashable {
  case rulesCurrent
  case noUdev
  case unitReady
  case noSystemd
  case noDevice
  case mayOpen(path: String)
  /// Root may open everything; what the farmer may is not seen by it.
  case rightsOfRoot(user: String)
  case unheld(path: String)
  /// Programs of other users are seen by root only.
  case unheldByYours(path: String)
  /// A run of this program has it, which is what it is there for.
  case heldByUs(path: String, processID: Int32)
  case unclaimed(path: String)
  case awake(port: String)
  case onBus(port: String, hubs: Int, megabits: Int)
  case serialLine(path: String, baud: Int, driver: String, latencyMilliseconds: Int?)
  case noSerialLine
  case cleanLine(label: String, frames: UInt64)
  /// Too little passed to judge a cable by.
  case tooFewFrames
  case kernelQuiet(minutes: Int)
  case kernelUnreadable
  case room(path: String, freeBytes: UInt64)
  case roomUnknown(path: String)
  case clockPlausible
  case settingsReadable
}

/// The farm's file, its pockets and its copies.
package enum FarmFact: Sendable, Hashable {
  case databaseSound(bytes: UInt64)
  case databaseUnread
  case triggersStand
  case capturesByComparing
  case chainWhole(commits: Int)
  case journal(mode: String)
  /// What is judged by ages is not judged by a wrong clock.
  case clockFirst
  case noPockets
  case synchronised(label: String, milliseconds: UInt64)
  /// A run is under way: its session has not ended yet.
  case synchronising(label: String)
  case copied(medium: String, generation: UInt64, milliseconds: UInt64)
  case gateOpens
  case nothingWaits
  case versions(program: String, sqlite: String, kernel: String)
  case farmProgram(version: String)
  case profile(name: String, format: Int, fingerprint: String)
}
