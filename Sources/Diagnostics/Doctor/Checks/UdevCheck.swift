/// The rules must be those of this program, and the database of devices compiled with ours.
enum UdevCheck {
  static func findings(_ facts: DoctorFacts) -> [Finding] {
    let udev = facts.udev
    guard udev.isRunning else { return [.nothing(.udev, .noUdev)] }
    var missing: [RuleFile] = []
    var other: [InstalledFile] = []
    for file in RuleFile.allCases {
      guard let found = udev.files[file] else {
        missing.append(file)
        continue
      }
      if found.text != file.text { other.append(found) }
    }
    let wrong = RuleFile.allCases.filter { udev.files[$0]?.text != $0.text }
    let mend = Mend.installRules(wrong)
    if let first = missing.first {
      return [Finding(.udev, .broken, .device(.rulesMissing(path: first.path)), mend: mend)]
    }
    if let first = other.first {
      return [Finding(.udev, .warning, .device(.rulesOther(path: first.path)), mend: mend)]
    }
    let compile = Mend.installRules([.hwdbSource])
    switch udev.compiled {
    case .missing: return [Finding(.udev, .broken, .device(.hwdbNotCompiled), mend: compile)]
    case .older: return [Finding(.udev, .warning, .device(.hwdbOlder), mend: compile)]
    case .current: return [.passed(.udev, .rulesCurrent)]
    }
  }
}
