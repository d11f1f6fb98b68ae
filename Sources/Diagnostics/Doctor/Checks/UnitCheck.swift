/// Where systemd starts what a plug wants, the unit must be there and know whose farm it is.
enum UnitCheck {
  static func findings(_ facts: DoctorFacts) -> [Finding] {
    guard facts.udev.hasSystemd else { return [.nothing(.unit, .noSystemd)] }
    guard let path = facts.udev.missingUnit else { return [.passed(.unit, .unitReady)] }
    return [Finding(.unit, .warning, .device(.unitMissing(path: path)), mend: .person)]
  }
}
