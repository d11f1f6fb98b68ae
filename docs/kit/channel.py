"""The secure channel of CHANNEL.md, as the pocket runs it: Noise, then who knows whom."""
import hashlib
import hmac
import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from link import SessionOver

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PART_BYTES, MESSAGE_BYTES, RECORD_BYTES, SETTLING_BYTES = 16_383, 1_048_576, 65_535, 512
RECORDS_PER_KEY, ANSWER_SECONDS, PERSON_SECONDS = 16_384, 12, 180


class Refused(SessionOver):
    """What the other end sent is not taken: the session is over, without a word."""


def labelled(label, *parts):
    return hashlib.sha256(b"pocket-sync " + label.encode() + b"\0" + b"".join(parts)).digest()


def keyed(key, label, *parts):
    text = b"pocket-sync " + label.encode() + b"\0" + b"".join(parts)
    return hmac.digest(key, text, "sha256")


def printed_key(text):
    """Noise's psk of the key as it is printed; nothing where it was typed wrongly."""
    letters = text.upper().replace("-", "").replace("O", "0").replace("I", "1").replace("L", "1")
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    random = (number >> 20).to_bytes(10, "big")
    check = int.from_bytes(labelled("printed key check", random)[:3], "big") >> 4
    return labelled("printed key", random) if number & 0xFFFFF == check else None


class Cipher:
    """Noise's CipherState."""

    def __init__(self, key=None):
        self.key, self.number = key, 0

    def nonce(self):
        self.number += 1
        return struct.pack("<4xQ", self.number - 1)

    def seal(self, plain, also=b""):
        return ChaCha20Poly1305(self.key).encrypt(self.nonce(), plain, also) if self.key else plain

    def open(self, sealed, also=b""):
        try:
            if self.key:
                return ChaCha20Poly1305(self.key).decrypt(self.nonce(), sealed, also)
            return sealed
        except InvalidTag:
            raise Refused("a record that does not open")

    def rekey(self):
        last = struct.pack("<4xQ", (1 << 64) - 1)
        self.key = ChaCha20Poly1305(self.key).encrypt(last, bytes(32), b"")[:32]


class Noise:
    """The responder of Noise_XX(psk3)_25519_ChaChaPoly_SHA256."""

    def __init__(self, prologue, own, psk):
        name = b"Noise_XX%s_25519_ChaChaPoly_SHA256" % (b"psk3" if psk else b"")
        self.hash = name if len(name) <= 32 else hashlib.sha256(name).digest()
        self.chain, self.cipher = self.hash, Cipher()
        self.own, self.psk, self.ephemeral = own, psk, X25519PrivateKey.generate()
        self.mix_hash(prologue)

    def mix_hash(self, data):
        self.hash = hashlib.sha256(self.hash + data).digest()

    def derive(self, material, count):
        base, made = hmac.digest(self.chain, material, "sha256"), [b""]
        for number in range(1, count + 1):
            made.append(hmac.digest(base, made[-1] + bytes([number]), "sha256"))
        return made[1:]

    def mix_key(self, material):
        self.chain, key = self.derive(material, 2)
        self.cipher = Cipher(key)

    def mix_shared(self, private, public):
        try:
            self.mix_key(private.exchange(X25519PublicKey.from_public_bytes(public)))
        except ValueError:
            raise Refused("a key of small order")

    def seal(self, plain):
        sealed = self.cipher.seal(plain, self.hash)
        self.mix_hash(sealed)
        return sealed

    def open(self, sealed):
        plain = self.cipher.open(sealed, self.hash)
        self.mix_hash(sealed)
        return plain

    def mix_ephemeral(self, key):
        self.mix_hash(key)
        if self.psk:
            self.mix_key(key)

    def first(self, message):
        if len(message) < 32:
            raise Refused("message 1 is short")
        self.theirs = message[:32]
        self.mix_ephemeral(self.theirs)
        return self.open(message[32:])

    def second(self, payload):
        key = self.ephemeral.public_key().public_bytes_raw()
        self.mix_ephemeral(key)
        self.mix_shared(self.ephemeral, self.theirs)
        static = self.seal(self.own.public_key().public_bytes_raw())
        self.mix_shared(self.own, self.theirs)
        return key + static + self.seal(payload)

    def third(self, message):
        self.peer = self.open(message[:48])
        self.mix_shared(self.ephemeral, self.peer)
        if self.psk:
            self.chain, added, key = self.derive(self.psk, 3)
            self.mix_hash(added)
            self.cipher = Cipher(key)
        payload = self.open(message[48:])
        self.incoming, self.outgoing = (Cipher(key) for key in self.derive(b"", 2))
        return payload


class Channel:
    """Sealed messages with a PC that is proven; made by the handshake below."""

    def __init__(self, link, noise):
        self.link, self.incoming, self.outgoing = link, noise.incoming, noise.outgoing

    def seal(self, plain):
        self.link.send(self.outgoing.seal(plain))
        if self.outgoing.number % RECORDS_PER_KEY == 0:
            self.outgoing.rekey()

    def open(self, seconds, limit=RECORD_BYTES):
        sealed = self.link.receive(seconds)
        if len(sealed) > limit:
            raise Refused("a record above the limit")
        plain = self.incoming.open(sealed)
        if self.incoming.number % RECORDS_PER_KEY == 0:
            self.incoming.rekey()
        return plain

    def send(self, message):
        for start in range(0, max(1, len(message)), PART_BYTES):
            is_last = start + PART_BYTES >= len(message)
            self.seal(message[start:start + PART_BYTES] + bytes([0 if is_last else 1]))

    def receive(self, seconds=600):
        parts = b""
        while True:
            record = self.open(seconds)
            part, flag = record[:-1], record[-1:]
            if len(parts) + len(part) > MESSAGE_BYTES or len(part) > PART_BYTES:
                raise Refused("a message above the limit")
            parts += part
            if flag == b"\0":
                return parts
            if flag != b"\1" or len(part) != PART_BYTES:
                raise Refused("a part that is not full")


def identity(data):
    if len(data) < 17 or len(data) != 17 + data[16] or data[16] > 128:
        raise Refused("no identity")
    return data[:16], data[17:].decode(errors="replace")


def answer(link, keys, psk=None, is_pairing=False, ask=None):
    """Answers the PC's handshake; `keys` keeps what must be durable (store.py)."""
    offer = link.receive(ANSWER_SECONDS)
    if offer[:2] != b"PS" or len(offer) < 5 or not offer[2] <= 1 <= offer[3] or offer[4] > 1:
        raise Refused("no offer")
    if offer[4] and not psk:
        raise Refused("no key is printed on this pocket")
    is_willing = bool(offer[4]) if psk else is_pairing
    if is_willing and not psk:
        keys.renew_after_failed_pairings()
    noise = Noise(b"pocket-sync secure channel" + offer[:5], keys.own(), psk if offer[4] else None)
    if noise.first(offer[5:]) != b"":
        raise Refused("message 1 has a payload")
    name = keys.label.encode()[:128]
    link.send(noise.second(bytes([1, 1, 1]) + keys.device + bytes([len(name)]) + name))
    theirs = noise.third(link.receive(ANSWER_SECONDS))
    pc, pc_name = identity(theirs[1:])
    known = keys.judge(noise.peer, pc)
    channel, h, half = Channel(link, noise), noise.hash, os.urandom(32)
    standing = (1 if known else 0) | (2 if is_willing else 0)
    if is_willing and theirs[0] & 2:
        channel.seal(bytes([standing]) + labelled("pairing commitment", h, half))
        return pair(channel, keys, noise, half, pc, pc_name, None if psk else ask)
    if not known or not theirs[0] & 1:
        channel.seal(bytes([standing]))
        raise Refused("not paired")
    secret, sessions = known
    claim = struct.pack("<Q", sessions) + keyed(secret, "goes on, pocket", h)
    channel.seal(bytes([standing]) + claim + half)
    fifth = channel.open(ANSWER_SECONDS, SETTLING_BYTES)
    if len(fifth) != 64 or not hmac.compare_digest(fifth[:32], keyed(secret, "goes on, pc", h)):
        raise Refused("the PC does not go on where the last session ended")
    following = keyed(secret, "next session", h, fifth[32:], half)
    keys.keep_peer(noise.peer, pc, following, sessions + 1)
    channel.seal(b"\1")
    return channel


def pair(channel, keys, noise, half, pc, pc_name, ask):
    """Messages 5 to 9 of a pairing; `ask` shows a person the digits, nothing where none are."""
    theirs = channel.open(ANSWER_SECONDS, SETTLING_BYTES)
    if len(theirs) != 32:
        raise Refused("no half")
    channel.seal(half)
    is_same = True
    if ask:
        keys.note_pairing()
        digits = int.from_bytes(labelled("pairing digits", noise.hash, theirs, half)[:8], "big")
        is_same = ask("%06d" % (digits % 1_000_000), pc_name)
    channel.seal(b"\1" if is_same else b"\0")
    if channel.open(PERSON_SECONDS, SETTLING_BYTES) != b"\1" or not is_same:
        raise Refused("the digits differ")
    keys.keep_peer(noise.peer, pc, keyed(theirs + half, "continuity", noise.hash), 0)
    channel.send(b"")
    return channel
