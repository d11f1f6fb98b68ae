// A number is given once: a case that goes takes its number with it.

extension PocketProblem {
  var number: Int {
    switch self {
    case .none: 1
    case .several: 2
    case .notFound: 3
    case .noPermission: 4
    case .held: 5
    case .wentAway: 6
    case .silent: 7
    case .retired: 8
    }
  }
}

extension PortProblem {
  var number: Int {
    switch self {
    case .notTerminal: 11
    case .unsupportedRate: 12
    case .systemFault: 13
    case .badDescriptors: 14
    case .noAccessoryMode: 15
    case .phoneStayedAway: 16
    case .noPhoneService: 17
    case .noAppListens: 18
    case .phoneServiceFailed: 19
    case .networkTimedOut: 21
    case .networkRefused: 22
    case .hostNotFound: 23
    }
  }
}
