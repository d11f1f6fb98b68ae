import SyncEngine

/// A page that any browser shows and prints: one HTML file without anything from elsewhere.
struct PrintedPage {
  let language: Language
  /// As text, not as HTML.
  let title: String
  let style: String
  /// As HTML; what is put into it is escaped.
  let body: String

  var text: String {
    """
    <!DOCTYPE html>
    <html lang="\(language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(Self.escaped(title))</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    <h1>\(Self.escaped(title))</h1>
    \(body)
    </body>
    </html>

    """
  }

  /// Text as HTML shows it.
  static func escaped(_ text: String) -> String {
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
