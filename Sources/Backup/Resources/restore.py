#!/usr/bin/env python3
"""Restores a database from a Pocket-Sync copy, with nothing but Python 3 and the zstd command.

  python3 restore.py TARGET [GENERATION]    (without a number: the newest generation)

TARGET must not exist yet. The format is described in LISEZ-MOI.txt.
"""
import hashlib, json, os, re, struct, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))


def manifest(number):
    with open(os.path.join(HERE, "%06d.json" % number), "rb") as file:
        text = file.read()
    own = re.match(rb'\{\n  "selfSHA256" : "([0-9a-f]{64})"', text)
    if not own or hashlib.sha256(
        text[: own.start(1)] + b"0" * 64 + text[own.end(1) :]
    ).hexdigest().encode() != own.group(1):
        sys.exit("%06d.json: damaged" % number)
    found = json.loads(text.decode("utf-8"))
    if found["format"] > 1:
        sys.exit("%06d.json: written by a newer program" % number)
    return found


def unpack(files, write):
    for file in files:
        path = os.path.join(HERE, file["name"])
        digest = hashlib.sha256()
        with open(path, "rb") as stream:
            for block in iter(lambda: stream.read(1 << 20), b""):
                digest.update(block)
        if digest.hexdigest() != file["sha256"]:
            sys.exit(file["name"] + ": damaged")
        # The input is a pipe without a name, so that zstd does not judge it by its suffix.
        with open(path, "rb") as packed:
            zstd = subprocess.Popen(["zstd", "-dcq"], stdin=packed, stdout=subprocess.PIPE)
            for block in iter(lambda: zstd.stdout.read(1 << 20), b""):
                write(block)
            if zstd.wait() != 0:
                sys.exit(file["name"] + ": zstd failed")


class Records:
    """Takes the bytes of a delta in pieces of any size; puts its pages in place."""

    def __init__(self, target, size):
        self.target, self.size, self.rest, self.header = target, size, b"", None

    def write(self, block):
        self.rest += block
        at = 0
        if self.header is None:
            if len(self.rest) < 40:
                return
            self.header = struct.unpack("<8s4Q", self.rest[:40])
            if self.header[0] != b"PSDELTA1":
                sys.exit("not a delta")
            at = 40
        while len(self.rest) - at >= 4 + self.size:
            number = struct.unpack_from("<I", self.rest, at)[0]
            self.target.seek((number - 1) * self.size)
            self.target.write(self.rest[at + 4 : at + 4 + self.size])
            at += 4 + self.size
        self.rest = self.rest[at:]


def restore(wanted, target):
    size, count = wanted["pageSize"], wanted["pageCount"]
    full = manifest(wanted["base"]["generation"]) if "base" in wanted else wanted
    unpack(full["files"], target.write)
    if full is not wanted:
        target.truncate(count * size)
        unpack(wanted["files"], Records(target, size).write)
    target.seek(0)
    image = hashlib.sha256()
    for page in iter(lambda: target.read(size), b""):
        image.update(hashlib.sha256(page).digest()[:16])
    target.flush()
    os.fsync(target.fileno())
    if image.hexdigest() != wanted["imageSHA256"] or target.tell() != count * size:
        sys.exit("the restored database differs from the saved one")


def main():
    numbers = sorted(int(n[:6]) for n in os.listdir(HERE) if re.match(r"[0-9]{6}\.json$", n))
    chosen = sys.argv[2] if len(sys.argv) == 3 else str(max(numbers or [0]))
    if len(sys.argv) not in (2, 3) or not chosen.isdigit():
        sys.exit(__doc__)
    if int(chosen) not in numbers:
        sys.exit("no such generation; there are: %s" % ", ".join(map(str, numbers)))
    wanted = manifest(int(chosen))
    target = open(sys.argv[1], "x+b")
    try:
        with target:
            restore(wanted, target)
    except BaseException:
        os.remove(sys.argv[1])
        raise
    print(
        "%06d -> %s (%d pages, %s)"
        % (wanted["generation"], sys.argv[1], wanted["pageCount"], wanted["created"])
    )


try:
    main()
except OSError as error:
    sys.exit("%s: %s" % (error.filename, error.strerror))
