import Backup
import FarmDatabase
import Foundation
import Records
import SyncEngine

/// The page that is printed and kept: with it copies open although the passphrase is forgotten.
enum RecoverySheet {
  static func write(
    _ key: CopyKey, of farm: FarmDatabase, to path: String, _ console: Console
  ) throws {
    let now = Moment(milliseconds: farm.surroundings.nowMilliseconds)
    let page = page(key, farm: farm.farmName, made: now, in: console.language)
    try CopyKeyFile.create(path, Array(page.utf8))
    console.result(.seal(.sheetWritten(path: path)))
    console.result(.seal(.printSheet))
  }

  /// The page itself.
  static func page(
    _ key: CopyKey, farm: String, made: Moment, in language: Language
  ) -> String {
    func text(_ sentence: SealSentence) -> String {
      PrintedPage.escaped(language.text(.seal(sentence)))
    }
    func line(_ sentence: CertificateSentence) -> String {
      PrintedPage.escaped(language.text(.certificate(sentence)))
    }
    return PrintedPage(
      language: language, title: language.text(.seal(.sheetTitle)), style: style,
      body: """
        <p>\(line(.farm(farm)))<br>\(line(.made(made)))</p>
        <h2>\(text(.sheetKey))</h2>
        <code>\(PrintedPage.escaped(key.recoveryKey))</code>
        <p><small>\(PrintedPage.escaped(key.recipient))</small></p>
        <p>\(text(.sheetUse))</p>
        <p>\(text(.sheetWithoutProgram))</p>
        <strong>\(text(.loseBoth))</strong>
        <strong>\(text(.sheetKeep))</strong>
        """
    ).text
  }

  private static let style = """
    body { font: 12pt sans-serif; margin: 2cm; max-width: 17cm; }
    code { display: block; font: 11pt monospace; border: 1pt solid; padding: 4mm; }
    code { overflow-wrap: anywhere; }
    strong { display: block; margin: 6mm 0; }
    """
}
