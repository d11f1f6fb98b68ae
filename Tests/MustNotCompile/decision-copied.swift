// expect: 'decision' consumed more than once
import Gate

func copyBoth(_ evidence: GateEvidence) {
  let decision = Gate.evaluate(evidence)
  let first = decision
  let second = decision
  _ = consume first
  _ = consume second
}
