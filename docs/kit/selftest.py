#!/usr/bin/env python3
"""Holds the kit against the published vectors: selftest.py [folder of fixtures]."""
import json
import os
import re
import sys

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

import pocket_pb2
import wire
from channel import Noise, printed_key
from link import crc32c, stuffed, unstuffed
from wire import Refuse


def vector(folder, name):
    with open(os.path.join(folder, name + ".txtpb")) as text:
        head = [text.readline(), text.readline()]
    refused = re.match(r"# refused: (\d+) (.*)", head[1])
    message = head[0].strip().rpartition(".")[2]
    with open(os.path.join(folder, name + ".hex")) as text:
        return message, refused and (int(refused[1]), refused[2]), bytes.fromhex(text.read())


def taken(data):
    """What a session looks at in a message of the PC."""
    name, message = wire.decode(data)
    if name == "hello":
        wire.require(len(message.session) == 16, wire.MALFORMED, "Hello.session")
    if name == "welcome" and message.HasField("schema"):
        wire.check_schema(message.schema, message.schema_fingerprint)
    if name == "down_batch":
        rows = list(wire.rows_of(message))
        for index in range(len(message.columns)):
            column = [values[index] for _, _, _, values in rows]
            again = wire.cells_of(column)
            assert wire.values_of(again, len(rows), "") == column
    return message


def messages(folder):
    names = sorted(name[:-6] for name in os.listdir(folder) if name.endswith(".txtpb"))
    for name in names:
        message, refused, data = vector(folder, name)
        if message == "ToPC":
            if not refused:
                assert pocket_pb2.ToPC.FromString(data).SerializeToString() == data, name
        elif refused:
            try:
                taken(data)
                raise AssertionError(f"{name} was taken")
            except Refuse as refusal:
                assert (refusal.code, refusal.detail) == refused, (name, refusal)
        else:
            taken(data)
    return len(names)


def noise(path):
    """The responder's messages of the handshake, byte for byte."""
    count = 0
    for one in json.load(open(path))["vectors"]:
        key = lambda name: X25519PrivateKey.from_private_bytes(bytes.fromhex(one[name]))
        psks = one.get("init_psks") or []
        pocket = Noise(
            bytes.fromhex(one["resp_prologue"]), key("resp_static"),
            bytes.fromhex(psks[0]) if psks else None)
        pocket.ephemeral = key("resp_ephemeral")
        texts = [(bytes.fromhex(text["payload"]), bytes.fromhex(text["ciphertext"]))
                 for text in one["messages"]]
        assert pocket.first(texts[0][1]) == texts[0][0]
        assert pocket.second(texts[1][0]) == texts[1][1]
        assert pocket.third(texts[2][1]) == texts[2][0]
        for index, (plain, sealed) in enumerate(texts[3:], 3):
            if index % 2:
                assert pocket.outgoing.seal(plain) == sealed
            else:
                assert pocket.incoming.open(sealed) == plain
        count += 1
    return count


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    fixtures = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "../../fixtures")
    assert crc32c(b"123456789") == 0xE3069283
    for plain in (b"", b"\0", b"a\0\0b", bytes(range(256)) * 5, b"x" * 254, b"x" * 254 + b"\0"):
        assert unstuffed(stuffed(plain)) == plain and 0 not in stuffed(plain)
    assert printed_key("00000-00000-00000-00000") is None
    count = messages(os.path.join(fixtures, "protocol/vectors"))
    folder = os.path.join(fixtures, "noise")
    shakes = sum(noise(os.path.join(folder, name)) for name in ("cacophony.json", "snow.json"))
    print(f"{count} messages and {shakes} handshakes as published")


if __name__ == "__main__":
    main()
