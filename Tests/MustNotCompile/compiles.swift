// expect: nothing
// The control: the right way through the gate compiles, so the others fail for their own fault.
import Gate
import Records

func write(_ ticket: consuming GateTicket) -> CommitStamp { ticket.commit }

func copy(_ evidence: GateEvidence) -> CommitStamp? {
  switch Gate.evaluate(evidence) {
  case .open(let ticket): write(ticket)
  case .closed: nil
  }
}
