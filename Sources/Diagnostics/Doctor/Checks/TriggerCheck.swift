import FarmDatabase

/// Our triggers name what the farm program writes; without them everything is compared.
enum TriggerCheck {
  static func findings(_ facts: DoctorFacts) -> [Finding] {
    switch facts.farm?.condition.areTriggersThere {
    case true: [.passed(.triggers, .triggersStand)]
    case false: [Finding(.triggers, .warning, .books(.triggersGone), mend: .makeTriggers)]
    default: [.nothing(.triggers, .capturesByComparing)]
    }
  }
}
