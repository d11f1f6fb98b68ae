#!/usr/bin/env python3
"""Restores a database from a Pocket-Sync copy, with nothing but Python 3 and the zstd command.

  python3 restore.py [--key FILE] TARGET [GENERATION]

Without a number it takes the newest whole copy that lacks no pocket. TARGET must not exist yet. A
sealed copy also needs the age command; without --key it asks for the passphrase. FILE holds the
recovery key (AGE-SECRET-KEY-1...). The format: LISEZ-MOI.txt.
"""
import hashlib, hmac, json, os, re, struct, subprocess, sys

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
    if found["format"] > 2:
        sys.exit("%06d.json: written by a newer program" % number)
    return found


def sound(number):
    """The manifest of a copy whose files are there, with those of the full below it."""
    wanted = manifest(number)
    full = manifest(wanted["base"]["generation"]) if wanted.get("base") else wanted
    for file in wanted["files"] + full["files"]:
        path = os.path.join(HERE, file["name"])
        if not os.path.isfile(path) or os.path.getsize(path) != file["bytes"]:
            sys.exit(file["name"] + ": missing or not whole")
    return wanted


def newest(numbers):
    """The newest sound copy of every pocket; a partial one where all are."""
    partial = None
    for number in reversed(numbers):
        try:
            found = sound(number)
        except (SystemExit, OSError) as fault:
            print("%06d is passed over: %s" % (number, fault), file=sys.stderr)
            continue
        if not found["certificate"]["isPartial"]:
            return found
        partial = partial or found
    return partial or sys.exit("no copy here is whole")


def missing(wanted):
    labels = ", ".join(one["label"] for one in wanted["certificate"]["facts"]["missing"])
    return "".join(c if c.isprintable() else "?" for c in labels)


def key_of(seal, key_file):
    if key_file:
        with open(key_file) as file:
            text = file.read()
    else:
        name = os.path.join(HERE, seal["identityFile"]["name"])
        text = subprocess.run(["age", "-d", name], stdout=subprocess.PIPE).stdout.decode()
    found = re.search(r"AGE-SECRET-KEY-1[0-9A-Z]+", text.upper())
    return found.group(0) if found else sys.exit("no key: wrong passphrase or wrong file")


def opened(path, key):
    if key is None:
        return None, open(path, "rb")
    # The key goes through a pipe: it lies in no file and in no list of processes.
    age = subprocess.Popen(
        ["age", "-d", "-i", "-", path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    age.stdin.write(key.encode() + b"\n")
    age.stdin.close()
    return age, age.stdout


def unpack(files, key, write):
    for file in files:
        path = os.path.join(HERE, file["name"])
        digest = hashlib.sha256()
        with open(path, "rb") as stream:
            for block in iter(lambda: stream.read(1 << 20), b""):
                digest.update(block)
        if digest.hexdigest() != file["sha256"]:
            sys.exit(file["name"] + ": damaged")
        # The input is a pipe without a name, so that zstd does not judge it by its suffix.
        age, packed = opened(path, key)
        with packed:
            zstd = subprocess.Popen(["zstd", "-dcq"], stdin=packed, stdout=subprocess.PIPE)
            for block in iter(lambda: zstd.stdout.read(1 << 20), b""):
                write(block)
            if zstd.wait() != 0:
                sys.exit(file["name"] + ": zstd failed")
        if age and age.wait() != 0:
            sys.exit(file["name"] + ": age failed")


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


def restore(wanted, key, target):
    size, count = wanted["pageSize"], wanted["pageCount"]
    full = manifest(wanted["base"]["generation"]) if "base" in wanted else wanted
    unpack(full["files"], key, target.write)
    if full is not wanted:
        target.truncate(count * size)
        unpack(wanted["files"], key, Records(target, size).write)
    target.seek(0)
    image = hashlib.sha256()
    for page in iter(lambda: target.read(size), b""):
        image.update(hashlib.sha256(page).digest()[:16])
    target.flush()
    os.fsync(target.fileno())
    proof = image.hexdigest()
    if key:
        message = b"pocket-sync image 1\n" + image.digest()
        proof = hmac.new(key.encode(), message, "sha256").hexdigest()
    if proof != wanted["imageSHA256"] or target.tell() != count * size:
        sys.exit("the restored database differs from the saved one")


def main():
    words, key_file = sys.argv[1:], None
    if words[:1] == ["--key"]:
        key_file, words = (words[1] if len(words) > 1 else sys.exit(__doc__)), words[2:]
    numbers = sorted(int(n[:6]) for n in os.listdir(HERE) if re.match(r"[0-9]{6}\.json$", n))
    if len(words) not in (1, 2) or not (words + ["0"])[1].isdigit():
        sys.exit(__doc__)
    if len(words) == 2 and int(words[1]) not in numbers:
        sys.exit("no such generation; there are: %s" % ", ".join(map(str, numbers)))
    wanted = manifest(int(words[1])) if len(words) == 2 else newest(numbers)
    key = key_of(wanted["seal"], key_file) if "seal" in wanted else None
    target = open(words[0], "x+b")
    try:
        with target:
            restore(wanted, key, target)
    except BaseException:
        os.remove(words[0])
        raise
    print(
        "%06d -> %s (%d pages, %s)"
        % (wanted["generation"], words[0], wanted["pageCount"], wanted["created"])
    )
    if wanted["certificate"]["isPartial"]:
        print("partial: missing " + missing(wanted))


try:
    main()
except OSError as error:
    sys.exit("%s: %s" % (error.filename, error.strerror))
