import Delivery

extension FuzzTarget {
  /// What a server answers in XML.
  static let serverAnswer = FuzzTarget(
    "server-answer", maximumBytes: 8_192,
    seeds: {
      [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code></Error>",
        "<L xmlns=\"http://s3\"><Contents><Key>a&amp;b&#x41;</Key><Size>7</Size></Contents></L>",
        "<a:b c='>'><!-- x --><d/> text </a:b>",
      ].map { Array($0.utf8) }
    },
    run: { input throws(BrokenPromise) in
      guard let node = XMLNode.decode(input) else { return }
      try promise(XMLNode.decode(written(node)) == node, "what is read comes back")
    })

  private static func written(_ node: XMLNode) -> [UInt8] {
    var text = "<\(node.name)>"
    for scalar in node.text.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      default: text.unicodeScalars.append(scalar)
      }
    }
    var bytes = Array(text.utf8)
    for child in node.children { bytes += written(child) }
    return bytes + Array("</\(node.name)>".utf8)
  }
}
