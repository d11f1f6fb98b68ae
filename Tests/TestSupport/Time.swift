/// How long the body took, by the monotonic clock, in whole milliseconds.
package func milliseconds(of body: () throws -> Void) rethrows -> Int {
  Int(try ContinuousClock().measure(body) / .milliseconds(1))
}
