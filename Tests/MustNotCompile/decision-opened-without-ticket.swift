// expect: missing argument for parameter #1 in call
import Gate

func open() -> GateDecision {
  GateDecision.open()
}
