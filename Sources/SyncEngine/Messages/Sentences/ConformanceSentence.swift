package import Diagnostics

/// What is said of a pocket that is held against the protocol.
package enum ConformanceSentence: Sendable, Hashable {
  case testPocketOnly
  case enterWork
  case passed
  case violated(RuleFinding)
  case notApplicable(Omission)
  case notJudged(Obstacle)
  case allKept(rules: Int)
  case counts(passed: Int, violated: Int)
  case leftOut(notApplicable: Int, notJudged: Int)
  case statedIn(document: String, number: String)
}
