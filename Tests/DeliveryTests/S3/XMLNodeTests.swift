import Testing

@testable import Delivery

/// What an object store answers is read strictly: elements, text, five entities, nothing more.
@Suite struct XMLNodeTests {
  private static func decode(_ text: String) -> XMLNode? { XMLNode.decode(Array(text.utf8)) }

  @Test func `elements, text and namespaces are read`() throws {
    let node = try #require(
      Self.decode(
        """
        \u{FEFF}<?xml version="1.0" encoding="UTF-8"?>
        <!-- a > comment -->
        <s3:List xmlns="http://s3.amazonaws.com/doc/2006-03-01/" note='a > b'>
          <Contents><Key>a&amp;b &lt;é&#xE9;&#13;</Key><Empty/></Contents>
          <Contents><Key> x </Key></Contents>
        </s3:List>

        """))
    #expect(node.name == "List")
    #expect(node.all("Contents").map { $0["Key"] } == ["a&b <éé", "x"])
    #expect(node.all("Contents")[0]["Empty"] == "")
    #expect(node["None"] == nil)
  }

  @Test(arguments: [
    "", "text", "<a>", "<a></b>", "<a/><b/>", "<a></a>x", "<a", "<a b='", "<!-- a", "<?xml",
    "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "<a>&e;</a>", "<a>&#xD800;</a>", "<a>&#;</a>",
    "<a>&#99999999999;</a>", "<a><![CDATA[x]]></a>", "< a></a>", "<></>", "<a></a", "<!a></!a>",
    "<?a></?a>", "<a:></a:>", "<é/>",
  ]) func `what is no such document is none`(_ text: String) {
    #expect(Self.decode(text) == nil)
  }

  @Test func `every cut of an answer is refused`() {
    let whole =
      "<?xml version='1.0'?><Error><Code>NoSuchKey</Code><Key a=\"1\">x&#x41;</Key></Error>"
    #expect(Self.decode(whole)?["Key"] == "xA")
    for count in 0..<whole.utf8.count {
      #expect(XMLNode.decode(Array(whole.utf8.prefix(count))) == nil)
    }
  }

  @Test func `depth and number of elements have a limit`() {
    let deep = String(repeating: "<a>", count: 33) + String(repeating: "</a>", count: 33)
    #expect(Self.decode(deep) == nil)
    let wide = "<a>" + String(repeating: "<b/>", count: 200_000) + "</a>"
    #expect(Self.decode(wide) == nil)
  }
}
