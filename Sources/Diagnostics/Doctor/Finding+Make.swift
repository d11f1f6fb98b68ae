/// How checks say what they found.
extension Finding {
  static func passed(_ check: DoctorCheck, _ fact: DeviceFact) -> Finding {
    Finding(check, .passed, .fact(.device(fact)))
  }

  static func passed(_ check: DoctorCheck, _ fact: FarmFact) -> Finding {
    Finding(check, .passed, .fact(.farm(fact)))
  }

  static func nothing(_ check: DoctorCheck, _ fact: DeviceFact) -> Finding {
    Finding(check, .notApplicable, .fact(.device(fact)))
  }

  static func nothing(_ check: DoctorCheck, _ fact: FarmFact) -> Finding {
    Finding(check, .notApplicable, .fact(.farm(fact)))
  }

  static func unseen(_ check: DoctorCheck, _ fact: DeviceFact) -> Finding {
    Finding(check, .notLooked, .fact(.device(fact)))
  }

  static func unseen(_ check: DoctorCheck, _ fact: FarmFact) -> Finding {
    Finding(check, .notLooked, .fact(.farm(fact)))
  }
}

extension Reason {
  static func device(_ fault: DeviceFault) -> Reason { .fault(.device(fault)) }
  static func machine(_ fault: MachineFault) -> Reason { .fault(.machine(fault)) }
  static func books(_ fault: BooksFault) -> Reason { .fault(.books(fault)) }
  static func farm(_ fault: FarmFault) -> Reason { .fault(.farm(fault)) }
}
