// expect: missing argument for parameter #1 in call
import Gate

func open() -> Bool {
  switch Gate.evaluate() {
  case .open: true
  case .closed: false
  }
}
