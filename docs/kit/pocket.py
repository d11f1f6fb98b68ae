#!/usr/bin/env python3
"""A pocket in Python, written from PROTOCOL.md, LINK.md and CHANNEL.md alone: line and user.

    pocket.py --folder here --label Jean --printed-key XXXXX-XXXXX-XXXXX-XXXXX --tcp 7000

Its user is an example too: with `--records` somebody works in the field.
"""
import argparse
import hashlib
import json
import os
import random
import socket
import sys
import termios
import tty

from channel import answer, printed_key
from link import BulkLink, LineGone, SerialLink, SessionOver
from session import Session
from store import Store, pack


class Line:
    """A file descriptor as a link needs it; dies after so many bytes where it is asked to."""

    left = None

    def __init__(self, fd):
        self.fd = fd

    def passed(self, count):
        if Line.left is not None:
            Line.left -= count
            if Line.left <= 0:
                os._exit(137)

    def read(self, most):
        try:
            data = os.read(self.fd, most if Line.left is None else min(most, Line.left))
        except OSError:
            raise LineGone()
        self.passed(len(data))
        return data

    def write(self, data):
        while data:
            try:
                count = os.write(self.fd, data if Line.left is None else data[:Line.left])
            except OSError:
                raise LineGone()
            self.passed(count)
            data = data[count:]


def sessions(store, link, options):
    """Runs one session after the other on a line, until the line is gone."""
    psk = printed_key(options.printed_key) if options.printed_key else None
    while True:
        try:
            link.accept()
            channel = answer(link, store, psk, options.pair, ask)
            Session(store, channel).run()
            print("session synchronised", flush=True)
            work_on(store, options)
            options.sessions -= 1
        except SessionOver as end:
            print(f"session ended: {end}", flush=True)
        link.close()
        if options.sessions == 0:
            return


def ask(digits, pc):
    print(f"digits {digits} {pc}", flush=True)
    return sys.stdin.readline().strip() == "yes"


def serve(store, options):
    if options.tcp is not None:
        listener = socket.create_server(("127.0.0.1", options.tcp))
        print("tcp 127.0.0.1:%d" % listener.getsockname()[1], flush=True)
        while options.sessions:
            connection, _ = listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with connection:
                line = Line(connection.fileno())
                try:
                    sessions(store, BulkLink(line.read, line.write, line.fd), options)
                except LineGone:
                    pass
    elif options.pty or options.serial:
        if options.pty:
            fd, far = os.openpty()
        else:
            fd = os.open(options.serial, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(far if options.pty else fd, termios.TCSANOW)
        print("pty " + os.ttyname(far) if options.pty else "serial " + options.serial, flush=True)
        line = Line(fd)
        sessions(store, SerialLink(line.read, line.write, fd), options)


# An example of a user -------------------------------------------------------------------------


def work_on(store, options):
    """Works in the field as soon as there is a schema, where nothing was entered yet."""
    if options.records and not store.changes() and store["schema"]:
        work(store, options.records, random.Random(options.seed))


def work(store, count, chance):
    for number in range(count):
        tables = [table for table in store.schema().tables if table.direction != 1]
        table = chance.choice(tables)
        shown = store.shown()
        mine = sorted(row for name, row in shown if name == table.name)
        plain = [c for i, c in enumerate(table.columns) if not c.reference and i not in table.key]
        if number % 3 == 1 and mine and plain:
            column = chance.choice(plain)
            old = shown[table.name, mine[0]].get(column.name)
            store.edit(2, table.name, mine[0], {column.name: entered(column, chance, old)})
        elif number % 5 == 4 and mine:
            store.edit(3, table.name, mine[-1], {})
        else:
            parents = {name: row for name, row in sorted(shown)}
            values = {column.name: parents.get(column.reference) if column.reference
                      else entered(column, chance) for column in table.columns}
            store.edit(1, table.name, None, values)


def entered(column, chance, old=None):
    kind = column.declared_type.upper()
    if "INT" in kind:
        return chance.randrange(1, 1000)
    if "REAL" in kind:
        return chance.randrange(1, 1000) / 4
    return f"{old[:40]}." if isinstance(old, str) else "vu %d" % chance.randrange(1000)


def summary(store):
    shown = store.shown()
    lines = sorted(
        pack([table, row, sorted(values.items())]) for (table, row), values in shown.items())
    rows = {table.name: sum(name == table.name for name, _ in shown)
            for table in store.schema().tables}
    return {
        "lastNumber": store["number"], "mergedNumber": store["merged"],
        "pending": store["number"] - store["merged"], "rows": rows,
        "digest": hashlib.sha256("\n".join(lines).encode()).hexdigest()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", required=True, help="where the pocket keeps what it holds")
    parser.add_argument("--label", default="Pocket", help="the name of a new pocket")
    parser.add_argument("--tcp", type=int, help="listen on this port of the loopback; 0 for any")
    parser.add_argument("--pty", action="store_true", help="listen on a pseudo-terminal")
    parser.add_argument("--serial", help="listen on this serial device")
    parser.add_argument("--printed-key", help="the key that is printed on this pocket")
    parser.add_argument("--pair", action="store_true", help="its user asked to be paired")
    parser.add_argument("--records", type=int, default=0, help="work so much in the field")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sessions", type=int, default=-1, help="exit after so many sessions")
    parser.add_argument("--cut-after", type=int, help="die after so many bytes, both ways")
    parser.add_argument("--show", action="store_true", help="print what the pocket holds")
    options = parser.parse_args()
    store = Store(options.folder, options.label)
    Line.left = options.cut_after
    work_on(store, options)
    serve(store, options)
    if options.show:
        print(json.dumps(summary(store), indent=1, sort_keys=True))


if __name__ == "__main__":
    main()
