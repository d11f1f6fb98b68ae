/// The sender ends the session: a code of PROTOCOL.md and facts, never words for people.
package struct Refusal: Hashable, Sendable {
  /// Why.
  package var code: RefusalCode
  /// Facts for a log; cut to the limit when sent.
  package var detail: String

  /// Takes both as they stand.
  package init(code: RefusalCode, detail: String) {
    self.code = code
    self.detail = detail
  }

  init(_ wire: Pocket_V1_Refusal) {
    self.init(code: RefusalCode(rawValue: wire.code), detail: wire.detail)
  }

  var wire: Pocket_V1_Refusal {
    var wire = Pocket_V1_Refusal()
    wire.code = code.rawValue
    wire.detail = detail.cut(to: .detailBytes)
    return wire
  }
}

extension String {
  /// The longest beginning, in whole characters, that the limit allows.
  package func cut(to limit: ProtocolLimit) -> String {
    var text = self
    while text.utf8.count > limit.maximum { text.removeLast() }
    return text
  }
}
