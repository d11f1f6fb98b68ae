import Backup
import SyncEngine

/// A copy's certificate as a page for the farmer's file: one HTML file that any browser prints.
struct ReceiptPage {
  let language: Language
  let manifest: Manifest
  let farm: String
  /// What the check said, below the certificate.
  let proofs: [Sentence]

  var text: String {
    let lines = Console.lines(manifest, farm: farm).map { language.text(.certificate($0)) }
    let facts = lines.dropFirst() + proofs.map(language.text)
    let items = facts.map { "<li>\(PrintedPage.escaped($0))</li>" }
    let marks = [
      ("SHA-256", manifest.imageSHA256), ("commit", manifest.certificate.commitNonce),
      ("medium", manifest.mediumID),
    ]
    return PrintedPage(
      language: language, title: lines.first ?? "", style: Self.style,
      body: """
        <ul>
        \(items.joined(separator: "\n"))
        </ul>
        <footer>
        \(marks.map { "\($0.0) \($0.1)<br>" }.joined(separator: "\n"))
        </footer>
        """
    ).text
  }

  private static let style = """
    body { font: 12pt/1.5 system-ui, sans-serif; max-width: 40em; margin: 2em auto }
    ul { list-style: none; padding: 0 }
    li { border-bottom: 1px solid #bbb; padding: .3em 0 }
    footer { font: 9pt/1.5 monospace; overflow-wrap: anywhere; margin-top: 2em }
    """
}
