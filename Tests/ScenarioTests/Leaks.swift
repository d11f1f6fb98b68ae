import Foundation

/// Looks for secrets in bytes, in every form in which they might have slipped in.
struct Leaks {
  /// What must not be found: texts, and bytes such as keys and identities.
  let secrets: [Data]

  private static let bytesMinimum = 6

  /// Shorter ones would be found by chance.
  init(_ texts: some Sequence<String>, bytes: [Data] = []) {
    secrets = (texts.map { Data($0.utf8) } + bytes).filter { $0.count >= Self.bytesMinimum }
  }

  /// The secrets that are in there, each with the form that it has.
  func found(in bytes: Data) -> [String] {
    // Hexadecimal of either case, and base64 with its two alphabets, are looked for as one.
    let lower = Data(bytes.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 })
    return secrets.flatMap { secret in
      Self.forms(of: secret).compactMap { name, form, isFolded in
        (isFolded ? lower : bytes).range(of: form) == nil
          ? nil : "\(String(decoding: secret, as: UTF8.self)) as \(name)"
      }
    }
  }

  /// Every form by its name, and whether the case of its letters counts.
  static func forms(of secret: Data) -> [(name: String, bytes: Data, isFolded: Bool)] {
    let text = String(data: secret, encoding: .utf8)
    var forms: [(String, Data, Bool)] = [
      ("itself", secret, false), ("reversed", Data(secret.reversed()), false),
      ("hexadecimal", Data(secret.map { String(format: "%02x", $0) }.joined().utf8), true),
      ("percent", Data(secret.map { String(format: "%%%02x", $0) }.joined().utf8), true),
    ]
    if let text {
      forms += [
        ("any case", Data(text.lowercased().utf8), true),
        ("UTF-16LE", text.data(using: .utf16LittleEndian)!, false),
        ("UTF-16BE", text.data(using: .utf16BigEndian)!, false),
        (
          "URL", Data(text.addingPercentEncoding(withAllowedCharacters: .alphanumerics)!.utf8),
          false
        ),
        ("JSON", Data(escaped(text).utf8), true),
      ]
    }
    for shift in 0..<3 {
      let base64 = inner(base64: secret, shift: shift)
      forms.append(("base64 at \(shift)", Data(base64.utf8), false))
      let url = base64.replacing("+", with: "-").replacing("/", with: "_")
      forms.append(("base64url at \(shift)", Data(url.utf8), false))
    }
    return forms
  }

  /// Of the middle, which does not depend on what stands before and after.
  private static func inner(base64 secret: Data, shift: Int) -> String {
    let text = (Data(count: shift) + secret).base64EncodedString()
    let bits = (shift + secret.count) * 8
    let first = (shift * 8 + 5) / 6
    return String(text.dropFirst(first).prefix(bits / 6 - first))
  }

  private static func escaped(_ text: String) -> String {
    text.utf16.map { String(format: "\\u%04x", $0) }.joined()
  }
}
