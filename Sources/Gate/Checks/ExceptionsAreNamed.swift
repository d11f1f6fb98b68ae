/// A pocket that is left out must be a registered one, and somebody must say why.
enum ExceptionsAreNamed {
  static func refusals(_ evidence: GateEvidence) -> [GateRefusal] {
    evidence.exceptions.flatMap { exception -> [GateRefusal] in
      guard evidence.pockets.contains(where: { $0.label == exception.label }) else {
        return [.unknownException(label: exception.label)]
      }
      let said = exception.reason.contains { !$0.isWhitespace }
      return said ? [] : [.exceptionWithoutReason(label: exception.label)]
    }
  }
}

extension GateEvidence {
  /// The pockets that count: registered and not left out by name.
  var requiredPockets: [PocketEvidence] {
    pockets.filter { pocket in !exceptions.contains { $0.label == pocket.label } }
  }
}
