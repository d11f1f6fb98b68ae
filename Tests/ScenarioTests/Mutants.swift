/// Pockets of the kit with one fault each; the texts are those of `docs/kit`.
extension Mutant {
  static let onTCP: [Mutant] = [
    Mutant("L6", "link.py", ("            self.frame(PROBE)\n", "            pass\n")),
    Mutant("L5", "link.py", ("if not found or found[0] & POCKET:", "if not found:")),
    Mutant(
      "L32", "link.py", ("return self.gone + 16 < self.credit", "return True"),
      ("room = min(65_536, self.credit - self.gone - 16)", "room = 65_536")),
    Mutant("L32", "link.py", ("            self.gone += 16 + len(piece)\n", "")),
    Mutant(
      "C31", "channel.py",
      (" or not hmac.compare_digest(fifth[:32], keyed(secret, \"goes on, pc\", h))", "")),
    Mutant("C44", "store.py", ("if known == key or name == pc:", "if known == key:")),
    Mutant(
      "C24", "channel.py",
      (
        "if channel.open(PERSON_SECONDS, SETTLING_BYTES) != b\"\\1\" or",
        "if channel.open(12) is None or"
      )),
    Mutant(
      "C32", "channel.py", ("    keys.keep_peer(noise.peer, pc, following, sessions + 1)\n", "")),
    Mutant("C10", "channel.py", (" or len(part) != PART_BYTES:\n", ":\n")),
    Mutant(
      "P1", "store.py",
      ("min(self[\"prune\"], self[\"shown\"])", "min(self[\"safe\"], self[\"shown\"])")),
    Mutant(
      "P1", "store.py",
      ("min(self[\"prune\"], self[\"shown\"])", "self[\"shown\"] if self[\"prune\"] else 0")),
    Mutant(
      "P7", "session.py",
      ("require(name in names, WRONG_STATE,", "require(name in names, MALFORMED,")),
    Mutant(
      "P12", "store.py",
      ("        self[\"cursor\"] = list(cursor)\n\n    def apply", "\n    def apply")),
    Mutant("P21", "session.py", ("own.get(received, welcome.received_nonce) ==", "True or 0 ==")),
    Mutant(
      "P25", "session.py",
      (
        "        if store[\"dropped\"]:\n            recent.append(store[\"dropped\"])\n", ""
      )),
    Mutant(
      "P26", "store.py",
      ("self[\"nonce\"] = change[\"nonce\"] = number64()", "self[\"nonce\"] = change[\"nonce\"]")),
    Mutant("P30", "store.py", ("min(change[\"seen\"], lost)", "change[\"seen\"]")),
    Mutant(
      "P30", "store.py",
      (
        "                if body[\"sequence\"] > lost:\n                    self.put(\"image\"",
        "                if False:\n                    self.put(\"image\""
      )),
    Mutant(
      "P40", "store.py",
      (
        "for name, value in values.items()}\n        else:",
        "for name, value in {**old, **values}.items()}\n        else:"
      )),
    Mutant("P41", "store.py", ("\"seen\": self.seen(), \"accepted\"", "\"seen\": 0, \"accepted\"")),
    Mutant(
      "P42", "store.py",
      ("if not change[\"accepted\"] or change[\"accepted\"][0] > common:", "if True:")),
    Mutant(
      "P44", "session.py",
      ("name=\"\" if column in places else column,", "name=\"\",")),
    Mutant(
      "P47", "store.py", ("if any(name in values for name in together):", "if False:")),
    Mutant(
      "P48", "wire.py", ("digest.update(bytes([kind]) + ", "digest.update(")),
    Mutant(
      "P65", "session.py",
      ("acks <= welcome.merged_number <= welcome.received_number", "True")),
    Mutant(
      "P65", "wire.py", (" and not (deleted and value is not None)", "")),
    Mutant(
      "P66", "session.py",
      ("require(len(message.columns) == len(table.columns),", "require(True,")),
    Mutant("P61", "wire.py", ("{-(-found // max(unit, 1))} > {most}", "")),
    Mutant(
      "P73", "wire.py", ("field.is_repeated or counts[field.name] == 1", "True")),
  ]

  static let onPTY: [Mutant] = [
    Mutant(
      "L21", "link.py",
      ("if crc32c(plain[:-4]) == int.from_bytes(plain[-4:], \"little\"):", "if True:")),
    Mutant(
      "L23", "link.py",
      ("bits = sum(1 << ((held - self.next - 1) & 0xFFFF) for held in self.held)", "bits = 0")),
    Mutant(
      "L25", "link.py",
      (
        "for number in [n for n, f in self.flight.items() if f[4] < late][:1]:",
        "for number in []:"
      )),
    Mutant(
      "L12", "link.py",
      (
        "            if kind == CLOSE:\n                self.frame(CLOSED)\n"
          + "            return False",
        "            return False"
      )),
  ]
}
