extension ServerAccount {
  private static let secretBytesMaximum = 1024
  private static let rateRange = LineSettings.bandwidthMinimumBytesPerSecond...(1 << 30)

  /// Reads the section `server`; what the account itself forbids is refused by its key.
  init(_ values: [String: SettingValue]) throws(SettingsFault) {
    var reader = SettingsReader("server", values)
    self.init(
      endpoint: try reader.needed("endpoint"), bucket: try reader.needed("bucket"),
      keyID: try reader.needed("keyID"),
      secret: Secret(try reader.needed("secret", maximumBytes: Self.secretBytesMaximum)))
    region = try reader.text("region") ?? region
    prefix = try reader.text("prefix") ?? prefix
    addressing = try reader.choice("addressing", Endpoint.Addressing.self) ?? addressing
    trustFile = try reader.path("certificateFile")
    bandwidthBytesPerSecond = try reader.number("bytesPerSecond", in: Self.rateRange)
    lockDays = try reader.number("lockDays", in: 1...Self.lockDaysMaximum)
    partBytes =
      try reader.number("partBytes", in: Self.partBytesMinimum...Self.partBytesMaximum)
      ?? partBytes
    parallel = try reader.number("parallel", in: 1...Self.parallelMaximum) ?? parallel
    try reader.finish()
    do throws(ServerError) { _ = try checked() } catch {
      switch error {
      case .unusableAddress: throw reader.invalid("endpoint", "https://s3.example.be")
      case .unusableAccount(let field): throw reader.invalid(field, "")
      default: throw reader.invalid("endpoint", "\(error)")
      }
    }
  }

  /// As the section has it.
  var values: [String: SettingValue] {
    var values: [String: SettingValue] = [
      "endpoint": .text(endpoint), "region": .text(region), "bucket": .text(bucket),
      "keyID": .text(keyID), "secret": .text(secret.text), "addressing": .text(addressing.rawValue),
      "partBytes": .number(partBytes), "parallel": .number(parallel),
    ]
    if !prefix.isEmpty { values["prefix"] = .text(prefix) }
    if let trustFile { values["certificateFile"] = .text(trustFile) }
    if let bandwidthBytesPerSecond { values["bytesPerSecond"] = .number(bandwidthBytesPerSecond) }
    if let lockDays { values["lockDays"] = .number(lockDays) }
    return values
  }
}
