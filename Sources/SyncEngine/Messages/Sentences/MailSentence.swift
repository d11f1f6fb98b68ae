/// What a letter to the helpdesk says around the farmer's own words, and what is told of it.
package enum MailSentence: Sendable, Hashable {
  /// The subject; without a code where nothing was told.
  case subject(farm: String, code: String?)
  /// A question of the form, and the heading above its answer.
  case askWho
  case askProblem
  case askPurpose
  case copyAttached(copy: UInt64)
  case receiptAttached(copy: UInt64, isOnServer: Bool)
  case nothingAttached
  /// Above the facts in the letter.
  case forTechnician
  case sent(address: String)
  case written(path: String)
  case openedInMailProgram
  case openYourself
}

/// What `channels` tells.
package enum ChannelSentence: Sendable, Hashable {
  case server(endpoint: String, bucket: String, prefix: String)
  case noServer
  case mail(helpdesk: String, sender: String, host: String)
  case noMail
  case limit(bytes: UInt64)
  case noHelpdeskKey
  case saved(path: String)
  case askPassword(user: String)
  case askSecretKey(id: String)
  case mailChecked(host: String)
  case serverChecked(endpoint: String)
}
