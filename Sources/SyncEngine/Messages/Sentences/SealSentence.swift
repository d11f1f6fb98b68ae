/// What `keys` tells, what its recovery sheet says, and what is asked where a copy is sealed.
package enum SealSentence: Sendable, Hashable {
  /// Told before a key is made: whoever loses both loses the copies.
  case loseBoth
  /// Told before a key is made: what stays readable without it.
  case staysReadable
  case choosePassphrase
  case repeatPassphrase
  /// A question: a passphrase or a recovery key, whichever there is.
  case unlock
  case keyMade
  case keyTaken
  case wayLost
  case sheetWritten(path: String)
  case printSheet
  case olderStayPlain
  /// Only what leaves the farm is locked.
  case mediaStayPlain
  case outsideKeyMade
  case sheetTitle
  case sheetKey
  case sheetUse
  case sheetWithoutProgram
  case sheetKeep
}
