// expect: initializer is inaccessible due to 'fileprivate' protection level
import Gate
import Records

func forge() -> GateTicket {
  GateTicket(commit: CommitStamp(sequence: 1, nonce: 1), isPartial: false)
}
