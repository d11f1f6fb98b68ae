/// What the doctor finds wrong where no other part of the program has a word for it; facts only.
package enum DoctorFault: Error, Sendable, Hashable {
  case device(DeviceFault)
  case machine(MachineFault)
  case books(BooksFault)
  case farm(FarmFault)
  case mend(MendFault)

  /// A number is given once.
  package var number: Int {
    switch self {
    case .device(let fault): fault.number
    case .machine(let fault): fault.number
    case .books(let fault): fault.number
    case .farm(let fault): fault.number
    case .mend(let fault): fault.number
    }
  }
}

/// The way to a pocket is not as it should be.
package enum DeviceFault: Sendable, Hashable {
  case rulesMissing(path: String)
  /// Another text than this program's, or a file of `/etc` in front of it.
  case rulesOther(path: String)
  case hwdbNotCompiled
  /// It was compiled before our source of today was written.
  case hwdbOlder
  /// A plug starts nothing.
  case unitMissing(path: String)
  /// Another program uses the device, or will as soon as it looks at it.
  case claimed(path: String, program: String, isHeld: Bool)
  case mayFallAsleep(port: String)
  case manyHubs(port: String, hubs: Int)
  case slow(port: String, megabits: Int)
  case slowAdapter(path: String, milliseconds: Int)
  /// A name that the kernel keeps for a port which this PC does not have.
  case noPort(path: String)
  /// The kernel writes its own messages to the line.
  case console(path: String)

  var number: Int {
    switch self {
    case .rulesMissing: 1
    case .rulesOther: 2
    case .hwdbNotCompiled: 3
    case .unitMissing: 4
    case .claimed: 5
    case .mayFallAsleep: 6
    case .manyHubs: 7
    case .slow: 8
    case .slowAdapter: 9
    case .noPort: 17
    case .console: 18
    case .hwdbOlder: 19
    }
  }
}

/// Cable, disks or clocks are not as they should be.
package enum MachineFault: Sendable, Hashable {
  /// Of a thousand frames so many were lost or damaged.
  case lossy(label: String, permille: Int, frames: UInt64)
  case kernelComplains(count: Int, first: String)
  case littleRoom(path: String, freeBytes: UInt64)
  case noRoom(path: String, neededBytes: UInt64, freeBytes: UInt64)
  /// Something was written later than now.
  case clockBehind(nowMilliseconds: UInt64, evidenceMilliseconds: UInt64)
  /// The PC's own battery clock says something else.
  case clockApart(nowMilliseconds: UInt64, batteryMilliseconds: UInt64)
  case pocketClock(label: String, skewMilliseconds: Int64)

  var number: Int {
    switch self {
    case .lossy: 10
    case .kernelComplains: 11
    case .littleRoom: 12
    case .noRoom: 13
    case .clockBehind: 14
    case .clockApart: 15
    case .pocketClock: 16
    }
  }
}

/// What a mend was asked for cannot be done.
package enum MendFault: Sendable, Hashable {
  case nothingToMend(code: String)
  case onlyByPerson(code: String)
  case stepFailed(step: String, status: Int32)

  var number: Int {
    switch self {
    case .nothingToMend: 61
    case .onlyByPerson: 62
    case .stepFailed: 63
    }
  }
}
