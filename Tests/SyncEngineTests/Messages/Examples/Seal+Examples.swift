@testable import SyncEngine

extension SealSentence: Exemplary {
  static let first = SealSentence.loseBoth

  var next: SealSentence? {
    switch self {
    case .loseBoth: .staysReadable
    case .staysReadable: .choosePassphrase
    case .choosePassphrase: .repeatPassphrase
    case .repeatPassphrase: .unlock
    case .unlock: .keyMade
    case .keyMade: .keyTaken
    case .keyTaken: .wayLost
    case .wayLost: .sheetWritten(path: "/home/luc/feuille.html")
    case .sheetWritten: .printSheet
    case .printSheet: .mediaStayPlain
    case .mediaStayPlain: .outsideKeyMade
    case .outsideKeyMade: .olderStayPlain
    case .olderStayPlain: .sheetTitle
    case .sheetTitle: .sheetKey
    case .sheetKey: .sheetUse
    case .sheetUse: .sheetWithoutProgram
    case .sheetWithoutProgram: .sheetKeep
    case .sheetKeep: nil
    }
  }
}
