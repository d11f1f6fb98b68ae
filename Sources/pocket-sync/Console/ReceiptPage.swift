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
    let items = facts.map { "<li>\(Self.escaped($0))</li>" }.joined(separator: "\n")
    let marks = [
      ("SHA-256", manifest.imageSHA256), ("commit", manifest.certificate.commitNonce),
      ("medium", manifest.mediumID),
    ]
    let title = Self.escaped(lines.first ?? "")
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <style>
      body { font: 12pt/1.5 system-ui, sans-serif; max-width: 40em; margin: 2em auto }
      ul { list-style: none; padding: 0 }
      li { border-bottom: 1px solid #bbb; padding: .3em 0 }
      footer { font: 9pt/1.5 monospace; overflow-wrap: anywhere; margin-top: 2em }
      </style>
      </head>
      <body>
      <h1>\(title)</h1>
      <ul>
      \(items)
      </ul>
      <footer>
      \(marks.map { "\($0.0) \($0.1)<br>" }.joined(separator: "\n"))
      </footer>
      </body>
      </html>

      """
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { safe, character in
      switch character {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      default: safe.append(character)
      }
    }
  }
}
