"""One session of PROTOCOL.md, as the pocket holds it: state by state, over a channel and a store."""
import time

import pocket_pb2
import wire
from link import SessionOver
from store import pack
from wire import CONTRADICTION, MALFORMED, OTHER_FARM, TWIN, VERSION, WRONG_STATE, Refuse, require


class Session:
    """One session with a PC, state by state as PROTOCOL.md has them."""

    def __init__(self, store, channel):
        self.store, self.channel = store, channel
        self.state = "waiting"

    def run(self):
        try:
            self.greet(self.expect("waiting", "hello"))
            welcome = self.expect("introduced", "welcome")
            self.adopt(welcome)
            if not welcome.deliver_only:
                self.offer(welcome)
                self.merge(self.expect("offered", "merged"))
                self.feed()
            self.say(farewell=pocket_pb2.Farewell())
            self.expect("closing", "farewell")
        except Refuse as refusal:
            self.say(refusal=pocket_pb2.Refusal(code=refusal.code, detail=refusal.detail[:1024]))
            raise SessionOver(f"refused: {refusal}")

    def say(self, **message):
        self.channel.send(pocket_pb2.ToPC(**message).SerializeToString())

    def expect(self, state, *names):
        """The next message, which must be one of these."""
        self.state = state
        name, message = wire.decode(self.channel.receive())
        if name == "refusal":
            raise SessionOver(f"the PC refuses: {message.code} {message.detail}")
        require(name in names, WRONG_STATE, f"{name} in {state}")
        return message if len(names) == 1 else (name, message)

    def greet(self, hello):
        require(0 < hello.oldest_version <= hello.newest_version, MALFORMED, "Hello.oldest_version")
        require(len(hello.session) == 16, MALFORMED, "Hello.session")
        require(len(hello.hub) == 16, MALFORMED, "Hello.hub")
        store, self.hub = self.store, hello.hub
        is_known = store["hub"] == hello.hub
        if store["hub"] and not is_known:
            require(store["number"] <= store["safe"], OTHER_FARM, store["hub"].hex())
        changes = store.changes()
        recent = [(number, change["nonce"]) for number, change in reversed(changes)]
        merged = [one for one in recent if one[0] <= store["merged"]][:1]
        recent = recent[:4_094] + [one for one in merged if one not in recent[:4_094]]
        if store["dropped"]:
            recent.append(store["dropped"])
        self.named = self.commits() if is_known else []
        self.known_schema = wire.fingerprint(store.schema()) if is_known else b""
        said = pocket_pb2.Introduction(
            oldest_version=1, newest_version=1, device=store.device, label=store.label,
            program="pocket.py 1", incarnation=store["incarnation"], last_number=store["number"],
            last_nonce=store["nonce"], hub=store["hub"] if is_known else b"",
            schema_fingerprint=self.known_schema, wall_milliseconds=store.now(),
            uptime_milliseconds=int(time.monotonic() * 1000),
            waiting=store["number"] - min(store["safe"], store["number"]),
            first_number=store["number"] + 1)
        if is_known or not store["hub"]:
            said.first_number = store.first_number()
        for number, nonce in recent:
            said.recent.add(number=number, nonce=nonce)
        for sequence, nonce in self.named:
            said.commits.add(sequence=sequence, nonce=nonce)
        if is_known:
            said.cursor.CopyFrom(self.cursor(store["cursor"]))
        self.last = store["number"]
        self.say(introduction=said)

    def commits(self):
        """The newest commits without a gap, then at growing distances, the first one too."""
        commits = self.store["commits"]
        if self.store["cursor"] > self.store["applied"]:
            commits = [one for one in commits[:-1] if one[0] <= self.store.seen()] + commits[-1:]
        picked, place, step = [], len(commits) - 1, 1
        while place >= 0:
            picked.append(commits[place])
            step = step * 2 if len(picked) >= 16 else 1
            place -= step
        if commits and commits[0] not in picked:
            picked.append(commits[0])
        return picked[::-1]

    @staticmethod
    def cursor(place):
        sequence, table, row = place
        return pocket_pb2.Cursor(sequence=sequence, table=table if row else 0, row=row)

    def adopt(self, welcome):
        named = [sequence for sequence, _ in self.named] + [0]
        is_same = welcome.incarnation == self.store["incarnation"]
        ordered = [0 if not welcome.commits else welcome.common_sequence]
        ordered += [stamp.sequence for stamp in welcome.commits]
        acks = max(welcome.safe_number, welcome.prune_number)
        require(welcome.version == 1, VERSION, f"{welcome.version}...{welcome.version}")
        require(welcome.incarnation, MALFORMED, "Welcome.incarnation")
        require(len(welcome.schema_fingerprint) == 16, MALFORMED, "Welcome.schema_fingerprint")
        require(acks <= welcome.merged_number <= welcome.received_number, MALFORMED,
                "Welcome.merged_number")
        require(not welcome.merged_number or welcome.HasField("merged_commit"), MALFORMED,
                "Welcome.merged_number")
        require(all(a < b for a, b in zip(ordered, ordered[1:])), MALFORMED, "Welcome.commits")
        if welcome.HasField("schema"):
            wire.check_schema(welcome.schema, welcome.schema_fingerprint)
        else:
            is_held = welcome.schema_fingerprint == self.known_schema
            require(is_held, CONTRADICTION, "Welcome.schema")
        require(welcome.received_number <= (self.last if is_same else 0), CONTRADICTION,
                "Welcome.received_number")
        require(welcome.common_sequence in named, CONTRADICTION, "Welcome.common_sequence")
        self.newest = max(welcome.common_sequence, *ordered)
        with self.store.step():
            self.store.adopt(self.hub, welcome)

    def offer(self, welcome):
        store, received = self.store, welcome.received_number
        require(store.first_number() <= received + 1, CONTRADICTION, "Welcome.received_number")
        own = {number: change["nonce"] for number, change in store.changes()}
        own.update([store["dropped"]] if store["dropped"] else [])
        require(own.get(received, welcome.received_nonce) == welcome.received_nonce, TWIN,
                "Welcome.received_nonce")
        self.tables = {table.name: index for index, table in enumerate(store.schema().tables)}
        if store["lost_after"] is not None:
            self.offer_lost(store["lost_after"])
        batch, size = [], 0
        for number, change in store.changes(received):
            length = len(pack(change))
            if batch and (size + length > self.channel.link.BATCH_BYTES or len(batch) >= wire.ROWS):
                self.say(up_batch=self.batch(batch))
                batch, size = [], 0
            batch.append((number, change))
            size += length
        if batch:
            self.say(up_batch=self.batch(batch))
        self.say(up_end=pocket_pb2.UpEnd(last_number=store["number"], last_nonce=store["nonce"]))

    def offer_lost(self, common):
        """Sends every row whose commit the PC lost, as the PC itself had sent it."""
        nonces = dict(self.store["commits"])
        rows = {**self.store.images(), **self.store.images("staged")}
        for name, index in self.tables.items():
            lost = sorted(
                ((row, body) for (table, row), body in rows.items()
                 if table == name and body["sequence"] > common), key=lambda one: one[0])
            for start in range(0, len(lost), 256):
                said = pocket_pb2.LostBatch(table=index)
                part = lost[start:start + 256]
                for row, body in part:
                    said.rows += row
                    said.sequences.append(body["sequence"])
                    said.nonces.append(nonces.get(body["sequence"], 0))
                    said.deleted += bytes([body["deleted"]])
                for column in self.store.table(name).columns:
                    said.columns.append(wire.cells_of(
                        [None if body["deleted"] else body["values"].get(column.name)
                         for _, body in part]))
                self.say(lost_batch=said)

    def batch(self, changes):
        said = pocket_pb2.UpBatch(first_number=changes[0][0], last_number=changes[-1][0])
        for name in dict.fromkeys(change["table"] for _, change in changes):
            mine = [(number, change) for number, change in changes if change["table"] == name]
            table = said.tables.add(table=self.tables.get(name, 0))
            table.name = "" if name in self.tables else name
            for number, change in mine:
                table.numbers.append(number)
                table.nonces.append(change["nonce"])
                table.kinds += bytes([change["kind"]])
                table.rows += change["row"]
                table.seen.append(change["seen"])
                table.accepted.append((change["accepted"] or [0, 0])[0])
                table.accepted_nonces.append((change["accepted"] or [0, 0])[1])
            places = {} if name not in self.tables else {
                column.name: index for index, column in enumerate(self.store.table(name).columns)}
            for column in dict.fromkeys(one for _, change in mine for one in change["cells"]):
                cells = [change["cells"].get(column, (..., ...)) for _, change in mine]
                table.columns.add(
                    column=places.get(column, 0), name="" if column in places else column,
                    base=wire.cells_of([cell[0] for cell in cells]),
                    new=wire.cells_of([cell[1] for cell in cells]))
        return said

    def merge(self, merged):
        require(merged.number == self.store["number"], CONTRADICTION, "Merged.number")
        ordered = [self.newest] + [stamp.sequence for stamp in merged.commits]
        require(all(a < b for a, b in zip(ordered, ordered[1:])), CONTRADICTION, "Merged.commits")
        with self.store.step():
            self.store.merged(merged)

    def feed(self):
        """Stages batches until the feed ends, then shows them all at once."""
        schema, place = self.store.schema(), None
        while True:
            name, message = self.expect("staging", "down_batch", "down_end")
            field = "DownBatch" if name == "down_batch" else "DownEnd"
            at = wire.place_of(message.cursor, f"{field}.cursor")
            require(place is None or at >= place, CONTRADICTION, f"{field}.cursor")
            place = at
            if name == "down_end":
                with self.store.step():
                    self.store.apply(at)
                self.say(down_applied=pocket_pb2.DownApplied(cursor=self.cursor(at)))
                return
            require(message.table < len(schema.tables), CONTRADICTION, "DownBatch.table")
            table = schema.tables[message.table]
            rows = list(wire.rows_of(message))
            require(len(message.columns) == len(table.columns), CONTRADICTION, "DownBatch.columns")
            with self.store.step():
                self.store.stage(table, rows, at)
