/// A description that says who writes, what happened and why it is sent; nothing else is sent.
package struct HelpdeskLetter: Sendable, Hashable {
  /// Of all three fields together, without the empty ones.
  package static let linesMinimum = 3
  /// Of all three fields together.
  package static let linesMaximum = 200
  /// Of one field, in Unicode scalars.
  package static let fieldScalarsMaximum = 4000
  /// Of a name, at least so many letters in a row.
  private static let nameLettersMinimum = 2
  /// Of a farm number or a telephone number, at least.
  private static let numberDigitsMinimum = 6

  private let fields: [LetterField: [String]]

  /// The lines of a field, harmless; the first and the last are not empty.
  package func lines(of field: LetterField) -> [String] { fields[field] ?? [] }

  /// Takes the draft, or tells every rule that it breaks.
  package init(_ draft: LetterDraft) throws(MailError) {
    let fields = Dictionary(
      uniqueKeysWithValues: LetterField.allCases.map { ($0, LetterText.lines(of: draft[$0])) })
    let faults = Self.faults(of: fields)
    guard faults.isEmpty else { throw .letter(faults) }
    self.fields = fields
  }

  private static func faults(of fields: [LetterField: [String]]) -> [LetterFault] {
    let lines = fields.values.reduce(0) { $0 + $1.count }
    let filled = fields.values.reduce(0) { $0 + $1.filter { !$0.isEmpty }.count }
    guard filled > 0 else { return [.tooFewLines(found: 0, minimum: linesMinimum)] }
    var faults: [LetterFault] = []
    if filled < linesMinimum {
      faults.append(.tooFewLines(found: filled, minimum: linesMinimum))
    }
    if !namesSomebody(fields[.who] ?? []) { faults.append(.noIdentity) }
    if fields[.problem]?.isEmpty ?? true { faults.append(.noProblem) }
    if fields[.purpose]?.isEmpty ?? true { faults.append(.noPurpose) }
    if lines > linesMaximum { faults.append(.tooManyLines(found: lines, maximum: linesMaximum)) }
    for field in LetterField.allCases {
      let scalars = (fields[field] ?? []).reduce(0) { $0 + $1.unicodeScalars.count }
      guard scalars > fieldScalarsMaximum else { continue }
      faults.append(.fieldTooLong(field, scalars: scalars, maximum: fieldScalarsMaximum))
    }
    return faults
  }

  /// A name, or a number by which the helpdesk finds the farm or reaches its people.
  private static func namesSomebody(_ lines: [String]) -> Bool {
    let text = lines.joined(separator: "\n")
    let digits = text.unicodeScalars.count { $0.properties.numericType == .decimal }
    let words = text.split { !$0.isLetter }
    return digits >= numberDigitsMinimum || words.contains { $0.count >= nameLettersMinimum }
  }
}

/// A rule that a description breaks.
package enum LetterFault: Error, Sendable, Hashable {
  /// Lines that are not empty, of all fields together.
  case tooFewLines(found: Int, minimum: Int)
  /// Nothing says who writes: no name, no farm number, no telephone.
  case noIdentity
  /// Nothing says what happened.
  case noProblem
  /// Nothing says why it is sent.
  case noPurpose
  /// All fields together.
  case tooManyLines(found: Int, maximum: Int)
  /// One field, in Unicode scalars.
  case fieldTooLong(LetterField, scalars: Int, maximum: Int)
}
