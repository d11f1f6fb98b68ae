"""The link of LINK.md, as the pocket runs it: whole messages in order over a byte stream.

`BulkLink` is for what loses nothing (TCP, USB), `SerialLink` for lines that lose and damage.
"""
import select
import struct
import time

OPEN, OPENED, DATA, ACKNOWLEDGE, PROBE, CLOSE, CLOSED, RESET = range(8)
LAST, BUSY, POCKET = 0x08, 0x10, 0x80
VERSION = 1
MESSAGE_BYTES, WAITING_BYTES = 1_048_576, 2_097_152
REPEAT_SECONDS, PROBE_SECONDS, SILENCE_SECONDS = 0.25, 2.0, 8.0

TABLE = []
for byte in range(256):
    for _ in range(8):
        byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
    TABLE.append(byte)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ TABLE[(crc ^ byte) & 255]
    return crc ^ 0xFFFFFFFF


class SessionOver(Exception):
    """The session ended or a new one began: go back to `accept`."""


class LineGone(Exception):
    """The line itself ended: TCP was closed, the cable was pulled."""


class Link:
    """What both forms share: who speaks first, whether the PC lives, how it ends."""

    def __init__(self, read, write, fd):
        self.read, self.write, self.fd = read, write, fd
        self.state, self.epoch, self.born, self.accepted = "idle", None, 0, 0
        self.buffer = bytearray()
        self.renew()

    # For whoever uses it ----------------------------------------------------------------------

    def accept(self):
        """Waits, silent, until a host has begun a session."""
        while self.born == self.accepted:
            self.turn(60)
        self.accepted = self.born

    def receive(self, seconds):
        """The next message; ends the session where none comes in time."""
        end = time.monotonic() + seconds
        while True:
            self.require_same()
            if self.messages:
                return self.messages.pop(0)
            if self.state != "open":
                raise SessionOver("the PC is gone")
            if time.monotonic() > end:
                self.close()
                raise SessionOver("silence")
            self.turn(end - time.monotonic())

    def send(self, message):
        """Sends a message, as fast as the host takes it."""
        self.require_open()
        self.queue(message)
        while self.has_unsent():
            self.require_open()
            self.turn(0 if self.may_send() else 60)

    def close(self):
        """Ends the session in order, or without where nobody answers."""
        for _ in range(8):
            if self.state != "open" or self.born != self.accepted:
                return
            if not self.has_unsent():
                self.frame(CLOSE)
            self.turn(REPEAT_SECONDS)
        self.frame(RESET)
        self.state = "over"

    def require_same(self):
        if self.born != self.accepted:
            raise SessionOver("the PC began anew")

    def require_open(self):
        """What is left of a session must never be said in the one after it."""
        self.require_same()
        if self.state != "open":
            raise SessionOver("the PC is gone")

    # What comes and what is due ---------------------------------------------------------------

    def turn(self, seconds):
        """Sends what may go, waits for bytes at most so long, does what is due."""
        if self.state == "open":
            self.transmit()
        ready, _, _ = select.select([self.fd], [], [], max(0, min(seconds, self.patience())))
        if ready:
            data = self.read(1 << 16)
            if not data:
                raise LineGone()
            self.take(data)
        now = time.monotonic()
        if self.state in ("opening", "open") and now > self.heard + SILENCE_SECONDS:
            self.state = "over"
        elif self.state == "opening" and now > self.sent + REPEAT_SECONDS:
            self.frame(OPENED)
        elif self.state == "open" and now > self.sent + PROBE_SECONDS:
            self.frame(PROBE)

    def patience(self):
        if self.state == "opening":
            return max(0, self.sent + REPEAT_SECONDS - time.monotonic()) + 0.001
        if self.state == "open":
            return max(0, self.sent + PROBE_SECONDS - time.monotonic()) + 0.001
        return 60

    def control(self, kind, epoch, version):
        """Takes what is no data; true for a frame of the session that there is."""
        now = time.monotonic()
        if kind == OPEN:
            if self.state != "opening" or epoch != self.epoch:
                self.epoch, self.state = epoch, "opening"
                self.renew()
            self.heard = now
            self.frame(OPENED)
            if version != VERSION:
                self.state = "idle"
            return False
        if epoch != self.epoch or self.state == "idle":
            return False
        if self.state == "over":
            if kind == CLOSE:
                self.frame(CLOSED)
            return False
        self.heard = now
        if self.state == "opening":
            self.state = "open"
            self.born += 1
        if kind == CLOSE:
            self.frame(CLOSED)
        if kind in (CLOSE, CLOSED, RESET):
            self.state = "over"
        return True

    def fail(self):
        """The other side broke a rule of the link."""
        self.frame(RESET)
        self.state = "over"

    def whole(self, piece, is_last):
        self.piece += piece
        if is_last:
            self.messages.append(bytes(self.piece))
            self.piece = bytearray()

    def renew(self):
        """Everything of a session begins at zero."""
        self.sent = self.heard = time.monotonic()
        self.messages, self.piece, self.out = [], bytearray(), []


class BulkLink(Link):
    BATCH_BYTES = 65_536
    HEADER = struct.Struct("<BBHII")

    def renew(self):
        super().renew()
        self.arrived, self.granted, self.gone, self.credit = 0, 0, 0, 0

    def frame(self, kind, payload=b"", count=0, is_last=False):
        waiting = sum(map(len, self.messages))
        self.granted = max(self.granted, self.arrived + max(0, WAITING_BYTES - waiting))
        header = self.HEADER.pack(
            kind | POCKET | (LAST if is_last else 0), VERSION if kind in (OPEN, OPENED) else 0,
            self.epoch, count, self.granted & 0xFFFFFFFF)
        self.write(header + struct.pack("<I", crc32c(header)) + payload)
        self.sent = time.monotonic()

    def queue(self, message):
        self.out.append(message)

    def has_unsent(self):
        return bool(self.out)

    def may_send(self):
        return self.gone + 16 < self.credit

    def transmit(self):
        while self.out and self.may_send():
            room = min(65_536, self.credit - self.gone - 16)
            piece, rest = self.out[0][:room], self.out[0][room:]
            self.out[:1] = [rest] if rest else []
            self.gone += 16 + len(piece)
            self.frame(DATA, piece, len(piece), is_last=not rest)
        waiting = sum(map(len, self.messages))
        if self.arrived + WAITING_BYTES - waiting >= self.granted + WAITING_BYTES // 4:
            self.frame(ACKNOWLEDGE, count=self.arrived & 0xFFFFFFFF)

    def header(self, data):
        """The fields of the header that these bytes are; nothing where they are none."""
        first, version, epoch, count, credit = self.HEADER.unpack_from(data)
        if first & 0x70 or crc32c(data[:12]) != int.from_bytes(data[12:16], "little"):
            return None
        return first, version, epoch, count, credit

    def take(self, data):
        self.buffer += data
        while len(self.buffer) >= 16:
            found = self.header(self.buffer[:16])
            if not found or found[0] & POCKET:
                del self.buffer[:1 if not found else 16]
                continue
            first, version, epoch, count, credit = found
            is_ours = epoch == self.epoch and self.state in ("opening", "open")
            is_data = first & 7 == DATA and is_ours
            if is_data and not self.admits(count):
                self.buffer.clear()
                return self.fail()
            size = 16 + (count if is_data else 0)
            if len(self.buffer) < size:
                tail = self.header(self.buffer[-16:]) if len(self.buffer) >= 32 else None
                if not tail or tail[0] != OPEN:
                    self.heard = time.monotonic()
                    return
                del self.buffer[:-16]
                continue
            payload = bytes(self.buffer[16:size])
            del self.buffer[:size]
            self.handle(first, version, epoch, credit, payload)

    def admits(self, count):
        return (count <= 65_536 and len(self.piece) + count <= MESSAGE_BYTES
                and self.arrived + 16 + count <= self.granted)

    def handle(self, first, version, epoch, credit, payload):
        kind = first & 7
        if not self.control(kind, epoch, version) and kind != OPEN:
            return
        self.credit += max(0, ((credit - self.credit + (1 << 31)) & 0xFFFFFFFF) - (1 << 31))
        if kind == DATA:
            self.arrived += 16 + len(payload)
            self.whole(payload, first & LAST)
        if kind == PROBE:
            self.frame(ACKNOWLEDGE, count=self.arrived & 0xFFFFFFFF)


class SerialLink(Link):
    BATCH_BYTES = 32_768
    WINDOW, PAYLOAD_BYTES, MOST_TRIES = 8, 1_024, 12
    HEADER = struct.Struct("<BHHHBB")

    def renew(self):
        super().renew()
        self.next, self.held, self.echo = 0, {}, 0
        self.number, self.flight, self.tries, self.is_busy = 0, {}, 0, False
        self.round_trip = 0.5

    def frame(self, kind, payload=b"", number=0, is_last=False, transmission=0):
        if kind in (OPEN, OPENED):
            payload = bytes([VERSION])
        busy = BUSY if sum(map(len, self.messages)) > WAITING_BYTES else 0
        plain = self.HEADER.pack(
            kind | POCKET | busy | (LAST if is_last else 0), self.epoch, number, self.next,
            transmission, self.echo) + payload
        plain += struct.pack("<I", crc32c(plain))
        self.write(b"\0" + stuffed(plain) + b"\0")
        self.sent = time.monotonic()

    def queue(self, message):
        pieces = range(0, max(1, len(message)), self.PAYLOAD_BYTES)
        for start in pieces:
            piece = message[start:start + self.PAYLOAD_BYTES]
            self.out.append((piece, start == pieces[-1]))

    def has_unsent(self):
        return bool(self.out or self.flight)

    def may_send(self):
        return bool(self.out) and len(self.flight) < self.WINDOW and not self.is_busy

    def patience(self):
        return min(super().patience(), 0.02 if self.flight else 60)

    def transmit(self):
        while self.may_send():
            self.flight[self.number] = [*self.out.pop(0), 0, 0, 0.0]
            self.put(self.number)
            self.number = (self.number + 1) & 0xFFFF
        late = time.monotonic() - 2 * self.round_trip - 0.02
        for number in [n for n, f in self.flight.items() if f[4] < late][:1]:
            self.round_trip = min(2 * self.round_trip, 2.0)
            self.put(number)

    def put(self, number):
        """Sends a data frame, once more where it was lost."""
        frame = self.flight[number]
        self.tries += 1
        frame[2:] = frame[2] + 1, self.tries, time.monotonic()
        if frame[2] > self.MOST_TRIES:
            self.state = "over"
            return
        self.frame(DATA, frame[0], number, frame[1], self.tries & 255)

    def take(self, data):
        self.buffer += data
        *frames, rest = bytes(self.buffer).split(b"\0")
        self.buffer = bytearray(rest[-2_048:])
        for stuffed_frame in frames:
            plain = unstuffed(stuffed_frame)
            if 13 <= len(plain) <= 13 + self.PAYLOAD_BYTES and not plain[0] & (0x60 | POCKET):
                if crc32c(plain[:-4]) == int.from_bytes(plain[-4:], "little"):
                    self.handle(*self.HEADER.unpack_from(plain), plain[9:-4])

    def handle(self, first, epoch, number, missing, transmission, echo, payload):
        kind = first & 7
        if not self.control(kind, epoch, payload[0] if payload else 0):
            return
        self.is_busy = bool(first & BUSY)
        if kind in (DATA, ACKNOWLEDGE, PROBE):
            bits = int.from_bytes(payload, "little") if kind == ACKNOWLEDGE else 0
            self.acknowledged(missing, bits, echo)
        if kind == DATA:
            self.echo = transmission
        if kind == DATA and (number - self.next) & 0xFFFF <= 32:
            self.held.setdefault(number, (payload, first & LAST))
            while self.next in self.held:
                piece, is_last = self.held.pop(self.next)
                if len(self.piece) + len(piece) > MESSAGE_BYTES:
                    return self.fail()
                self.whole(piece, is_last)
                self.next = (self.next + 1) & 0xFFFF
        if kind in (DATA, PROBE):
            bits = sum(1 << ((held - self.next - 1) & 0xFFFF) for held in self.held)
            self.frame(ACKNOWLEDGE, struct.pack("<I", bits))

    def acknowledged(self, missing, bits, echo):
        newest = self.tries - ((self.tries - echo) & 255)
        for number, (_, _, _, transmission, when) in list(self.flight.items()):
            after = (number - missing) & 0xFFFF
            if after >= 0x8000 or 1 <= after <= 32 and bits >> (after - 1) & 1:
                if transmission == newest:
                    self.round_trip = time.monotonic() - when
                del self.flight[number]
            elif transmission < newest:
                self.put(number)


def stuffed(plain):
    """COBS: the bytes without a zero among them."""
    out, run = bytearray(), bytearray()
    for byte in plain:
        if byte:
            run.append(byte)
        if not byte or len(run) == 254:
            out += bytes([len(run) + 1]) + run
            run.clear()
    return bytes(out + bytes([len(run) + 1]) + run)


def unstuffed(data):
    out, place = bytearray(), 0
    while place < len(data):
        code = data[place]
        out += data[place + 1:place + code]
        place += code
        if code < 255 and place < len(data):
            out.append(0)
    return bytes(out) if place == len(data) else b""
