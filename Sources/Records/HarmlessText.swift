extension Unicode.Scalar {
  /// Stands for a character that was taken out of a text.
  package static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// True where it can neither steer a terminal, a header or a page, nor turn the text around.
  package var isHarmless: Bool {
    switch properties.generalCategory {
    case .format: self == Self.joiner
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      false
    default: true
    }
  }

  /// Holds some pictures together (a farmer is a person and a sheaf of rice).
  private static let joiner: Unicode.Scalar = "\u{200D}"
}
