# What the doctor's scenario is made of, beside lib.sh.

# examine OPTIONS: the doctor of the yard `doctor` says in French what it finds, for $user.
examine() {
  env POCKET_SYNC_CONFIG=/tmp/doctor/config.json POCKET_SYNC_DATABASE=/tmp/doctor/farm.sqlite \
    su "$user" -c "pocket-sync doctor --language fr --pocket $1"
}

# red LINE: check and code of every finding that is worse than a notice.
red() {
  examine "$1 --json" >/tmp/found || true
  sqlite3 :memory: "SELECT json_extract(value, '\$.check') || ' ' || json_extract(value, '\$.code')
    FROM json_each(readfile('/tmp/found'), '\$.findings')
    WHERE json_extract(value, '\$.verdict') IN ('warning', 'broken')"
}

# well LINE: nothing is red.
well() {
  found=$(red "$1")
  [ -z "$found" ] || fail "red where all is well: $found: $(cat /tmp/found)"
}

# ill FINDING LINE: exactly this is red, and its words, which are in /tmp/words, are noted.
ill() {
  found=$(red "$2")
  [ "$found" = "$1" ] || fail "wanted $1, found ${found:-nothing}: $(cat /tmp/found)"
  status=0
  examine "$2" >/tmp/words || status=$?
  [ "$status" -eq 21 ] || [ "$status" -eq 22 ] || fail "ended with $status: $(cat /tmp/words)"
  note "$(grep -E '^(!|✗) ' /tmp/words)"
}

# mended CODE LINE: what would be done is shown and changes nothing; done, nothing is red.
mended() {
  examine "$2 --mend $1" >/tmp/words || fail "$1 has no mend: $(cat /tmp/words)"
  grep -q "  \\$ " /tmp/words || fail "$1 shows no step: $(cat /tmp/words)"
  [ -n "$(red "$2")" ] || fail "$1 was mended by a dry run"
  examine "$2 --mend $1 --do" >/tmp/words 2>&1 || fail "$1 was not mended: $(cat /tmp/words)"
  well "$2"
}

# only_a_person CODE LINE: the program itself does nothing against it.
only_a_person() {
  status=0
  examine "$2 --mend $1 --do" >/tmp/answer 2>&1 || status=$?
  [ "$status" -eq 22 ] && grep -q DOC-62 /tmp/answer || fail "$status: $(cat /tmp/answer)"
}
