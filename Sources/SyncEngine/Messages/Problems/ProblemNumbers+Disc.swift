extension DiscProblem {
  var number: Int {
    switch self {
    case .programMissing: 41
    case .notADrive: 42
    case .driveRefused: 43
    case .noDisc: 44
    case .closed: 45
    case .unusable: 46
    case .full: 47
    case .changed: 48
    case .burnFailed: 49
    case .burntWrongly: 50
    case .unreadable: 51
    case .notUnderstood: 52
    }
  }
}
