package import Diagnostics
import Transport

extension Finding {
  /// What a person is told where something is wrong; nil where nothing is.
  package var problem: Problem? {
    switch reason {
    case .fact: nil
    case .fault(let fault): .doctor(fault)
    case .line(let error, let address): error.problem(at: address)
    case .database(let error): error.problem
    case .gate(let refusal): .gate([refusal])
    case .outbox(let error): error.problem
    case .settings(.unreadable(let path, let detail)):
      .usage(.fileUnreadable(path: path, detail: detail))
    case .settings(.exposed(let path, let mode)): .channel(.exposed(path: path, mode: mode))
    }
  }

  /// What is said where nothing is wrong; nil where something is.
  package var sentence: Sentence? {
    guard case .fact(let fact) = reason else { return nil }
    switch fact {
    case .device(let fact): return .doctor(.device(fact))
    case .farm(let fact): return .doctor(.farm(fact))
    }
  }
}
