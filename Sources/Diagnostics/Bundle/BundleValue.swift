/// A value on its way into a bundle; whether its field takes it, the schema says.
package enum BundleValue: Sendable, Hashable {
  case number(Int64)
  case flag(Bool)
  /// Text that its field's rule must know.
  case text(String)
  /// A name in its mask.
  case mask(Mask)
}

/// One line of a file: what is known, by the names of its fields.
package struct BundleRecord: Sendable {
  /// In the order of the file.
  package private(set) var fields: [(name: String, value: BundleValue)] = []

  /// Nothing is known yet.
  package init() {}

  /// A count, a size or an identity that means nothing elsewhere; unknown ones are left out.
  package mutating func add(_ name: String, _ number: (some BinaryInteger)?) {
    if let number { fields.append((name, .number(Int64(clamping: number)))) }
  }

  /// Yes or no.
  package mutating func add(_ name: String, _ flag: Bool?) {
    if let flag { fields.append((name, .flag(flag))) }
  }

  /// Text that the field's rule must know.
  package mutating func add(_ name: String, _ text: String?) {
    if let text { fields.append((name, .text(text))) }
  }

  /// A masked name.
  package mutating func add(_ name: String, _ mask: Mask?) {
    if let mask { fields.append((name, .mask(mask))) }
  }
}

/// One file on its way into a bundle.
package struct BundleFile: Sendable {
  /// One of the schema's names.
  package var name: String
  /// Its lines, in order.
  package var records: [BundleRecord]

  /// Takes both as they stand.
  package init(_ name: String, _ records: [BundleRecord]) {
    self.name = name
    self.records = records
  }
}
