/// Why no bundle was made; nothing was written then.
package enum BundleFault: Error, Sendable, Hashable {
  /// A file that the schema does not have.
  case unknownFile(String)
  /// A field that the schema does not have in this file.
  case unknownField(file: String, field: String)
  /// A value that its field does not take; the value itself is told to nobody.
  case unfitValue(file: String, field: String)
  /// More than a bundle may be.
  case tooLarge(bytes: Int, limitBytes: Int)
}
