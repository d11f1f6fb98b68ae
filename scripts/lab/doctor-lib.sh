# What the doctor's scenario is made of, beside lib.sh.

# examine OPTIONS: the doctor of the yard `doctor` says in French what it finds, for $user.
examine() {
  env POCKET_SYNC_CONFIG=/tmp/doctor/config.json POCKET_SYNC_DATABASE=/tmp/doctor/farm.sqlite \
    su "$user" -c "pocket-sync doctor --language fr --pocket $1"
}

# red LINE: check and code of every finding that is worse than a notice.
red() {
  status=0
  examine "$1 --json" >/tmp/found || status=$?
  echo "$status" >/tmp/status
  sqlite3 :memory: "SELECT json_extract(value, '\$.check') || ' ' || json_extract(value, '\$.code')
    FROM json_each(readfile('/tmp/found'), '\$.findings')
    WHERE json_extract(value, '\$.verdict') IN ('warning', 'broken')"
}

# well LINE: nothing is red.
well() {
  found=$(red "$1")
  [ -z "$found" ] || fail "red where all is well: $found: $(cat /tmp/found)"
}

# ill FINDING LINE: exactly this is red, and it is noted as a person reads it.
ill() {
  found=$(red "$2")
  [ "$found" = "$1" ] || fail "wanted $1, found ${found:-nothing}: $(cat /tmp/found)"
  status=$(cat /tmp/status)
  [ "$status" -eq 21 ] || [ "$status" -eq 22 ] || fail "ended with $status: $(cat /tmp/found)"
  sqlite3 :memory: "SELECT json_extract(value, '\$.text')
    FROM json_each(readfile('/tmp/found'), '\$.findings')
    WHERE json_extract(value, '\$.verdict') IN ('warning', 'broken')" >/tmp/words
  note "${1#* }: $(cat /tmp/words)"
}

# mended CODE LINE: what would be done is shown and not done, for what is done next finds the same
# code still in the list; then nothing is red.
mended() {
  examine "$2 --mend $1" >/tmp/steps || fail "$1 has no mend: $(cat /tmp/steps)"
  grep -q "  \\$ " /tmp/steps || fail "$1 shows no step: $(cat /tmp/steps)"
  examine "$2 --mend $1 --do" >/tmp/steps 2>&1 || fail "$1 was not mended: $(cat /tmp/steps)"
  well "$2"
}

# only_a_person CODE LINE: the program itself does nothing against it.
only_a_person() {
  status=0
  examine "$2 --mend $1 --do" >/tmp/answer 2>&1 || status=$?
  [ "$status" -eq 22 ] && grep -q DOC-62 /tmp/answer || fail "$status: $(cat /tmp/answer)"
}
