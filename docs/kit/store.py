"""What the pocket holds, in one SQLite file: each `with store.step():` is on the disk as a whole
or not at all. Tables and columns are kept by name, so that a new schema moves nothing.
"""
import contextlib
import json
import os
import sqlite3
import time

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

import pocket_pb2
import wire
from channel import Refused

TABLES = """
CREATE TABLE IF NOT EXISTS fact(name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS change(number INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE IF NOT EXISTS image(tbl TEXT, row BLOB, body TEXT, PRIMARY KEY(tbl, row));
CREATE TABLE IF NOT EXISTS staged(tbl TEXT, row BLOB, body TEXT, PRIMARY KEY(tbl, row));
CREATE TABLE IF NOT EXISTS peer(key BLOB PRIMARY KEY, id BLOB, secret BLOB, sessions INTEGER);
"""
# The facts of a pocket that has met no farm; `merged` and so on count changes.
NEW = {
    "number": 0, "nonce": 0, "dropped": None, "merged": 0, "safe": 0, "prune": 0, "shown": 0,
    "hub": b"", "schema": b"", "cursor": [0, 1 << 32, b""], "applied": [0, 1 << 32, b""],
    "commits": [], "branch": [], "lost_after": None, "attempts": 0,
}


def pack(value):
    """A value as JSON; bytes stand as an object whose only key is no name of a column."""
    return json.dumps(value, default=lambda data: {"": data.hex()})


def unpack(text):
    return json.loads(
        text, object_hook=lambda found: bytes.fromhex(found[""]) if "" in found else found)


def number64():
    return int.from_bytes(os.urandom(8), "little") or 1


class Store:
    def __init__(self, folder, label):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        self.db = sqlite3.connect(os.path.join(folder, "pocket.sqlite"), isolation_level=None)
        self.db.execute("PRAGMA synchronous = FULL")
        self.db.executescript(TABLES)
        self.facts = {name: unpack(value) for name, value in self.db.execute("SELECT * FROM fact")}
        with self.step():
            self.facts = {
                **NEW, "device": wire.drawn(self.now(), os.urandom(10)), "incarnation": number64(),
                "label": label, "secret": os.urandom(32), **self.facts}
        self.device, self.label = self["device"], self["label"]

    def __getitem__(self, name):
        return self.facts[name]

    def __setitem__(self, name, value):
        self.facts[name] = value

    @staticmethod
    def now():
        return int(time.time() * 1000)

    @contextlib.contextmanager
    def step(self):
        """What is done inside is durable at its end, all of it, or none of it."""
        before = dict(self.facts)
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            for name, value in self.facts.items():
                if name not in before or before[name] != value or isinstance(value, list):
                    self.db.execute("REPLACE INTO fact VALUES(?, ?)", (name, pack(value)))
            self.db.execute("COMMIT")
        except BaseException:
            self.db.execute("ROLLBACK")
            self.facts = before
            raise

    # Keys of CHANNEL.md -----------------------------------------------------------------------

    def own(self):
        return X25519PrivateKey.from_private_bytes(self["secret"])

    def judge(self, key, pc):
        """Secret and sessions of a PC that is known; nothing for a stranger."""
        for known, name, secret, sessions in self.db.execute("SELECT * FROM peer"):
            if known == key and name == pc:
                return secret, sessions
            if known == key or name == pc:
                raise Refused("a known identity with another key, or the other way round")
        return None

    def keep_peer(self, key, pc, secret, sessions):
        with self.step():
            self.db.execute("REPLACE INTO peer VALUES(?, ?, ?, ?)", (key, pc, secret, sessions))
            self["attempts"] = 0

    def note_pairing(self):
        with self.step():
            self["attempts"] += 1

    def renew_after_failed_pairings(self):
        if self["attempts"] >= 3:
            with self.step():
                self["secret"], self["attempts"] = os.urandom(32), 0
                self.db.execute("DELETE FROM peer")

    # What is kept -----------------------------------------------------------------------------

    def schema(self):
        return pocket_pb2.Schema.FromString(self["schema"])

    def table(self, name):
        return next((table for table in self.schema().tables if table.name == name), None)

    def changes(self, after=0):
        query = "SELECT number, body FROM change WHERE number > ? ORDER BY number"
        return [(number, unpack(body)) for number, body in self.db.execute(query, (after,))]

    def first_number(self):
        return self.db.execute("SELECT min(number) FROM change").fetchone()[0] or self["number"] + 1

    def images(self, kind="image"):
        return {(table, row): unpack(body)
                for table, row, body in self.db.execute(f"SELECT * FROM {kind}")}

    def put(self, kind, table, row, body):
        self.db.execute(f"REPLACE INTO {kind} VALUES(?, ?, ?)", (table, row, pack(body)))

    def unstage(self, is_gone):
        for (table, row), body in self.images("staged").items():
            if is_gone(table, body):
                self.db.execute("DELETE FROM staged WHERE tbl = ? AND row = ?", (table, row))

    def put_change(self, number, body):
        self.db.execute("REPLACE INTO change VALUES(?, ?)", (number, pack(body)))

    def seen(self):
        """The last commit of the PC that was wholly applied."""
        sequence, _, row = self["applied"]
        return sequence - 1 if row else sequence

    def shown(self):
        """What the pocket shows: the PC's rows with its own changes on top."""
        rows = self.images()
        for number, change in self.changes(self["shown"]):
            place = change["table"], change["row"]
            rows[place] = after(rows.get(place), change)
        return {place: body["values"] for place, body in rows.items() if not body["deleted"]}

    # What the user does -----------------------------------------------------------------------

    def edit(self, kind, table, row, values):
        """One change of the user: 1 creates a row, 2 changes columns of it, 3 deletes it."""
        facts, old = self.table(table), self.shown().get((table, row), {})
        names = [column.name for column in facts.columns]
        if kind == 2:
            for group in facts.groups:
                together = [names[index] for index in group.columns]
                if any(name in values for name in together):
                    values = {**{name: old.get(name) for name in together}, **values}
            cells = {name: [old.get(name), value] for name, value in values.items()}
        else:
            cells = {name: [old.get(name), None] if kind == 3 else [None, values.get(name)]
                     for name in names}
        if row is None and facts.identity == 2:
            row = wire.natural(table, [values.get(names[index]) for index in facts.key])
        elif row is None:
            row = wire.drawn(self.now(), os.urandom(10))
        with self.step():
            self["number"], self["nonce"] = self["number"] + 1, number64()
            self.put_change(self["number"], {
                "nonce": self["nonce"], "kind": kind, "table": table, "row": row,
                "seen": self.seen(), "accepted": None, "cells": cells})
        return row

    # Steps of a session -----------------------------------------------------------------------

    def adopt(self, hub, welcome):
        """Keeps the PC's welcome: incarnation first, then schema, acks and commits."""
        if self["hub"] and self["hub"] != hub:
            self.forget_farm()
        if welcome.incarnation != self["incarnation"]:
            self.renumber(welcome.incarnation)
        self["hub"] = hub
        if welcome.HasField("schema"):
            self["schema"] = welcome.schema.SerializeToString()
            tables = {table.name for table in welcome.schema.tables}
            self.unstage(lambda table, body: table not in tables)
        commits = [[stamp.sequence, stamp.nonce] for stamp in welcome.commits]
        common = welcome.common_sequence
        if welcome.merged_number > self["merged"]:
            self.accept(welcome.merged_number, welcome.merged_commit, common)
        self["merged"], self["safe"] = welcome.merged_number, welcome.safe_number
        self["prune"], self["branch"] = welcome.prune_number, commits
        newest = self["commits"][-1][0] if self["commits"] else 0
        self["lost_after"] = common if newest > common else None
        if self["lost_after"] is None:
            self.extend_commits()
        self.drop_prunable()

    def forget_farm(self):
        for table in ("change", "image", "staged"):
            self.db.execute(f"DELETE FROM {table}")
        if self["number"]:
            self["dropped"] = [self["number"], self["nonce"]]
        for name in ("schema", "cursor", "applied", "commits", "branch", "lost_after"):
            self[name] = NEW[name]

    def renumber(self, incarnation):
        """Every change kept gets a new number from 1 and a new nonce, in the same order."""
        kept = self.changes()
        until = lambda old: sum(number <= old for number, _ in kept)
        self.db.execute("DELETE FROM change")
        self["nonce"] = 0
        for number, (_, change) in enumerate(kept, 1):
            self["nonce"] = change["nonce"] = number64()
            self.put_change(number, change)
        for (table, row), body in self.images("staged").items():
            self.put("staged", table, row, {**body, "merged": until(body["merged"])})
        self["shown"], self["number"], self["dropped"] = until(self["shown"]), len(kept), None
        self["merged"] = self["safe"] = self["prune"] = 0
        self["incarnation"] = incarnation

    def accept(self, through, commit, common):
        """Notes which commit took the changes; the first one stays that the PC still has."""
        for number, change in self.changes(self["merged"]):
            if number > through:
                break
            if not change["accepted"] or change["accepted"][0] > common:
                self.put_change(number, {**change, "accepted": [commit.sequence, commit.nonce]})

    def extend_commits(self):
        newest = self["commits"][-1][0] if self["commits"] else 0
        self["commits"] = self["commits"] + [one for one in self["branch"] if one[0] > newest]
        self["branch"] = []

    def merged(self, message):
        lost = self["lost_after"]
        common = (1 << 64) if lost is None else lost
        if message.HasField("commit"):
            self.accept(message.number, message.commit, common)
        self["merged"] = message.number
        self["branch"] = self["branch"] + [[one.sequence, one.nonce] for one in message.commits]
        if lost is None:
            return self.extend_commits()
        self.unstage(lambda table, body: body["sequence"] > lost)
        self["cursor"] = min(self["cursor"], [lost, 1 << 32, b""])

    def stage(self, table, rows, cursor):
        names = [column.name for column in table.columns]
        for row, sequence, deleted, values in rows:
            self.put("staged", table.name, row, {
                "sequence": sequence, "deleted": deleted, "merged": self["merged"],
                "values": dict(zip(names, values))})
        self["cursor"] = list(cursor)

    def apply(self, cursor):
        """At the end of the feed: what is staged, then what the PC took as it was."""
        lost = self["lost_after"]
        if lost is not None:
            self["commits"] = [one for one in self["commits"] if one[0] <= lost]
            for (table, row), body in self.images().items():
                if body["sequence"] > lost:
                    self.put("image", table, row, {**body, "sequence": lost})
            for number, change in self.changes():
                self.put_change(number, {**change, "seen": min(change["seen"], lost)})
            self["lost_after"] = None
            self.extend_commits()
        staged = self.images("staged")
        for (table, row), body in staged.items():
            self.put("image", table, row, body)
        images = self.images()
        for number, change in self.changes(self["shown"]):
            place = change["table"], change["row"]
            if number > self["merged"] or not change["accepted"]:
                continue
            if number > staged.get(place, {"merged": 0})["merged"]:
                images[place] = after(images.get(place), change)
                images[place]["sequence"] = max(images[place]["sequence"], change["accepted"][0])
                self.put("image", *place, images[place])
        self.db.execute("DELETE FROM staged")
        self["shown"], self["cursor"], self["applied"] = self["merged"], list(cursor), list(cursor)
        self.drop_prunable()

    def drop_prunable(self):
        """Drops what every copy holds, once the rows show it."""
        limit = min(self["prune"], self["shown"])
        gone = [one for one in self.changes() if one[0] <= limit]
        if gone:
            self["dropped"] = [gone[-1][0], gone[-1][1]["nonce"]]
            self.db.execute("DELETE FROM change WHERE number <= ?", (limit,))


def after(body, change):
    """A row after a change."""
    old = {} if not body or body["deleted"] else body["values"]
    new = {name: cell[1] for name, cell in change["cells"].items()}
    return {"sequence": body["sequence"] if body else 0, "deleted": int(change["kind"] == 3),
            "values": {**old, **new}}
