"""What PROTOCOL.md says of the bytes of one message: limits, shapes, columnar cells."""
import hashlib
import struct

from google.protobuf.message import DecodeError

import pocket_pb2

MESSAGE_BYTES, ROWS, CELLS, CELL_BYTES = 1_048_576, 4_096, 1_048_576, 524_288
PROBE_BYTES = 65_536
NULL, INTEGER, REAL, TEXT, BLOB, ABSENT = range(6)
IDENTITIES = {1: "own", 2: "natural", 3: "surrogate"}
DIRECTIONS = {1: "toPocket", 2: "both", 3: "fromPocket"}

# field: its limit, how much there may be, and the unit in bytes where it is no list.
LIMITS = {
    "Hello.farm_name": ("farmNameBytes", 255, 1), "Hello.program": ("programBytes", 128, 1),
    "Welcome.commits": ("commits", 4_096, 0), "Merged.commits": ("commits", 4_096, 0),
    "Schema.tables": ("tables", 512, 0), "Table.name": ("nameBytes", 255, 1),
    "Table.columns": ("columns", 1_024, 0), "Table.key": ("columns", 1_024, 0),
    "Table.groups": ("columns", 1_024, 0), "Group.columns": ("columns", 1_024, 0),
    "Column.name": ("nameBytes", 255, 1), "Column.declared_type": ("typeBytes", 64, 1),
    "Column.reference": ("nameBytes", 255, 1), "DownBatch.rows": ("batchRows", ROWS, 16),
    "DownBatch.sequences": ("batchRows", ROWS, 0), "DownBatch.deleted": ("batchRows", ROWS, 1),
    "DownBatch.columns": ("columns", 1_024, 0), "Cells.types": ("batchRows", ROWS, 1),
    "Cells.integers": ("batchRows", ROWS, 0), "Cells.reals": ("batchRows", ROWS, 0),
    "Cells.lengths": ("batchRows", ROWS, 0), "Farewell.note": ("noteBytes", 1_024, 1),
    "Refusal.detail": ("detailBytes", 1_024, 1), "Probe.padding": ("probeBytes", PROBE_BYTES, 1),
}


class Refuse(Exception):
    """Ends the session: a code of PROTOCOL.md and facts."""

    def __init__(self, code, detail=""):
        super().__init__(code, detail)
        self.code, self.detail = code, detail


MALFORMED, LIMIT, WRONG_STATE, VERSION, CONTRADICTION = 1, 2, 3, 4, 5
OTHER_FARM, TWIN = 19, 20


def require(condition, code, detail):
    if not condition:
        raise Refuse(code, detail)


def varint(data, place, name):
    value = shift = 0
    while True:
        require(place < len(data) and shift < 70, MALFORMED, name)
        value |= (data[place] & 127) << shift
        place, shift = place + 1, shift + 7
        if data[place - 1] < 128:
            return value, place


def check(data, descriptor):
    """Holds bytes against the limits before anything of them is decoded."""
    place, counts, name = 0, {}, descriptor.name
    while place < len(data):
        key, place = varint(data, place, name)
        field, wire, start = descriptor.fields_by_number.get(key >> 3), key & 7, place
        require(key >> 3 and wire in (0, 1, 2, 5), MALFORMED, name)
        if wire == 0:
            _, place = varint(data, place, name)
        elif wire == 2:
            length, start = varint(data, place, name)
            place = start + length
        else:
            place += 8 if wire == 1 else 4
        require(place <= len(data), MALFORMED, name)
        if field is None:
            continue
        content = data[start:place]
        if field.message_type is None and field.is_repeated and wire == 2:
            fixed = field.type in (field.TYPE_DOUBLE, field.TYPE_FIXED64)
            more = len(content) // 8 if fixed else sum(byte < 128 for byte in content)
        else:
            more = 1
        counts[field.name] = counts.get(field.name, 0) + more
        if field.message_type is not None:
            require(wire == 2, MALFORMED, field.message_type.name)
            require(field.is_repeated or counts[field.name] == 1, MALFORMED, field.name)
        limit, most, unit = LIMITS.get(f"{name}.{field.name}", (None, 0, 0))
        if limit:
            found = len(content) if unit else counts[field.name]
            require(found <= most * max(unit, 1), LIMIT,
                    f"{limit} {-(-found // max(unit, 1))} > {most}")
        if field.message_type is not None:
            check(content, field.message_type)


def decode(data):
    """One message of the PC: its name and itself."""
    require(len(data) <= MESSAGE_BYTES, LIMIT, f"messageBytes {len(data)} > {MESSAGE_BYTES}")
    check(data, pocket_pb2.ToPocket.DESCRIPTOR)
    try:
        message = pocket_pb2.ToPocket.FromString(data)
    except DecodeError:
        raise Refuse(MALFORMED, "ToPocket")
    name = message.WhichOneof("message")
    require(name, MALFORMED, "ToPocket.message")
    message = getattr(message, name)
    if name == "probe":
        require(message.answer_bytes <= PROBE_BYTES, LIMIT,
                f"probeBytes {message.answer_bytes} > {PROBE_BYTES}")
    return name, message


# Cells ----------------------------------------------------------------------------------------


def values_of(cells, count, field):
    """The values of one column; a cell that is absent is `...`."""
    types = cells.types * count if len(cells.types) == 1 else cells.types
    require(len(types) == count and max(types) <= ABSENT, MALFORMED, f"{field}.types")
    integers, reals, lengths = iter(cells.integers), iter(cells.reals), iter(cells.lengths)
    values, start = [], 0
    for kind in types:
        if kind in (NULL, ABSENT):
            values.append(None if kind == NULL else ...)
        elif kind in (INTEGER, REAL):
            value = next(integers if kind == INTEGER else reals, None)
            require(value is not None and value == value, MALFORMED,
                    f"{field}.{'integers' if kind == INTEGER else 'reals'}")
            values.append(value)
        else:
            length = next(lengths, None)
            require(length is not None, MALFORMED, f"{field}.lengths")
            require(length <= CELL_BYTES, LIMIT, f"cellBytes {length} > {CELL_BYTES}")
            piece, start = cells.bytes[start:start + length], start + length
            require(len(piece) == length, MALFORMED, f"{field}.lengths")
            try:
                values.append(piece.decode() if kind == TEXT else piece)
            except UnicodeDecodeError:
                raise Refuse(MALFORMED, f"{field}.bytes")
    rest = next(integers, None) is None and next(reals, None) is None
    require(rest and next(lengths, None) is None and start == len(cells.bytes), MALFORMED,
            f"{field}.lengths")
    return values


def cells_of(values):
    """The column that holds these values."""
    cells, types = pocket_pb2.Cells(), bytearray()
    for value in values:
        if value is ... or value is None:
            types.append(ABSENT if value is ... else NULL)
        elif isinstance(value, int):
            types.append(INTEGER)
            cells.integers.append(value)
        elif isinstance(value, float):
            types.append(REAL)
            cells.reals.append(value)
        else:
            data = value.encode() if isinstance(value, str) else value
            types.append(TEXT if isinstance(value, str) else BLOB)
            cells.lengths.append(len(data))
            cells.bytes += data
    cells.types = bytes(types[:1] if len(set(types)) == 1 else types)
    return cells


def rows_of(batch):
    """The rows of a DownBatch: identity, commit, whether deleted, values."""
    count = len(batch.rows) // 16
    require(count > 0 and len(batch.rows) == 16 * count, MALFORMED, "DownBatch.rows")
    require(len(batch.sequences) == count, MALFORMED, "DownBatch.sequences")
    require(len(batch.deleted) == count and max(batch.deleted) <= 1, MALFORMED, "DownBatch.deleted")
    found = count * len(batch.columns)
    require(found <= CELLS, LIMIT, f"batchCells {found} > {CELLS}")
    columns = [values_of(cells, count, "DownBatch.columns") for cells in batch.columns]
    for values in columns:
        for value, deleted in zip(values, batch.deleted):
            require(value is not ... and not (deleted and value is not None), MALFORMED,
                    "DownBatch.columns")
    for index in range(count):
        yield (batch.rows[16 * index:16 * index + 16], batch.sequences[index],
               batch.deleted[index], [values[index] for values in columns])


def place_of(cursor, field):
    """A cursor as something that can be compared: commit, table, row."""
    require(len(cursor.row) in (0, 16), MALFORMED, f"{field}.row")
    return (cursor.sequence, cursor.table, cursor.row) if cursor.row else (
        cursor.sequence, 1 << 32, b"")


# Schema ---------------------------------------------------------------------------------------


def fingerprint(schema):
    digest = hashlib.sha256()

    def add(*texts):
        for text in texts:
            digest.update(struct.pack("<I", len(text.encode())) + text.encode())

    for table in schema.tables:
        add("T", table.name, IDENTITIES[table.identity], DIRECTIONS[table.direction])
        for column in table.columns:
            add("C", column.name, column.declared_type, "1" if column.required else "0",
                column.reference)
        add("K", ",".join(map(str, table.key)))
        for group in table.groups:
            add("G", ",".join(map(str, group.columns)))
    return digest.digest()[:16]


def check_schema(schema, expected):
    for table in schema.tables:
        known = table.identity in IDENTITIES and table.direction in DIRECTIONS
        indices = list(table.key) + [index for group in table.groups for index in group.columns]
        require(known and all(index < len(table.columns) for index in indices), MALFORMED,
                "Welcome.schema")
    require(fingerprint(schema) == expected, MALFORMED, "Welcome.schema")


def natural(table, key):
    """The identity of a row whose key means something."""
    digest = hashlib.sha256(b"\x54" + struct.pack(">Q", len(table.encode())) + table.encode())
    for value in key:
        kind = [type(None), int, float, str, bytes].index(type(value))
        data = (b"" if value is None else struct.pack(">q" if kind == 1 else ">d", value)
                if kind in (1, 2) else value.encode() if kind == 3 else value)
        digest.update(bytes([kind]) + struct.pack(">Q", len(data)) + data)
    made = bytearray(digest.digest()[:16])
    made[6], made[8] = made[6] & 0x0F | 0x80, made[8] & 0x3F | 0x80
    return bytes(made)


def drawn(milliseconds, random):
    """A UUID of version 7."""
    made = bytearray(milliseconds.to_bytes(6, "big") + random[:10])
    made[6], made[8] = made[6] & 0x0F | 0x70, made[8] & 0x3F | 0x80
    return bytes(made)
