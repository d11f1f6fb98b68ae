/// What a tested line is worth: the one sentence that is said on the telephone.
package enum LinkVerdict: String, Sendable, Hashable, Codable, CaseIterable {
  /// Nothing is wrong with it.
  case good
  /// Frames are lost or broken on the way: the cable or the port.
  case faulty
  /// Hardly anything comes through as it should.
  case hopeless
  /// Nothing is lost, and it carries much less than it could.
  case slow
  /// Nothing is lost, and answers take long now and then: something holds them up.
  case unsteady
  /// The pocket could not be asked for more than its introduction.
  case unknown

  /// One repeat in a hundred frames happens on a good line when somebody moves it.
  static let faultyShare = 0.01
  static let hopelessShare = 0.2
  /// Frames and acknowledgements of their own take a few of a hundred.
  static let slowShare = 0.7
  static let unsteadyFactor: UInt64 = 20
  static let unsteadyMicroseconds: UInt64 = 500_000

  /// What the figures say; `hasProbes` is false where the pocket does not know the test.
  package init(_ figures: LinkFigures, hasProbes: Bool = true) {
    let loss = max(figures.toPocket.loss.share, figures.fromPocket.loss.share)
    let shares = [figures.toPocket, figures.fromPocket].compactMap(figures.share)
    let (median, slow) = (figures.medianMicroseconds ?? 0, figures.slowMicroseconds ?? 0)
    if loss >= Self.hopelessShare {
      self = .hopeless
    } else if loss >= Self.faultyShare {
      self = .faulty
    } else if !hasProbes {
      self = .unknown
    } else if shares.contains(where: { $0 < Self.slowShare }) {
      self = .slow
    } else if slow >= Self.unsteadyMicroseconds, slow >= median * Self.unsteadyFactor {
      self = .unsteady
    } else {
      self = .good
    }
  }
}
