# What scenarios are made of; they run as `sh -eu` in the virtual machine.

cable=/sys/kernel/config/usb_gadget/pocket

fail() {
  echo "$*" >&2
  exit 1
}

# note TEXT: a line that is shown below the verdict.
note() { echo "note  $*"; }

# Hundredths of a second since the machine was switched on.
now() { sed 's/\([0-9]*\)\.\([0-9]*\) .*/\1\2/' /proc/uptime; }

# await WHAT COMMAND…: until it succeeds. Mind that an emulated processor may share a real one with
# twenty others: the scenario's own limit judges what is slow, this one only says what was awaited.
await_seconds=240
await() {
  what=$1
  shift
  latest=$(($(now) + await_seconds * 100))
  until "$@"; do
    [ "$(now)" -lt "$latest" ] || fail "waited in vain for $what"
    usleep 20000
  done
}

# gadget FUNCTION…: a USB device of this machine with these functions, not plugged in yet.
gadget() {
  modprobe -a libcomposite
  mkdir -p "$cable/strings/0x409" "$cable/configs/c.1/strings/0x409"
  echo 0x1d6b >"$cable/idVendor"
  echo 0x0104 >"$cable/idProduct"
  echo LAB1 >"$cable/strings/0x409/serialnumber"
  echo Pocket >"$cable/strings/0x409/product"
  for name in "$@"; do
    mkdir "$cable/functions/$name"
    ln -s "$cable/functions/$name" "$cable/configs/c.1/"
  done
}

# bulk_gadget: the same with a function that a program plays, by the files in $function.
function=/dev/ffs
bulk_gadget() {
  gadget ffs.pocket
  mkdir "$function"
  mount -t functionfs pocket "$function"
}

# The cable between the two halves of this machine; pulling it is sudden for both.
plug() { echo dummy_udc.0 >"$cable/UDC"; }
unplug() { echo >"$cable/UDC"; }

# on_bus VENDOR:PRODUCT, off_bus VENDOR:PRODUCT: whether the host sees such a device.
on_bus() { lsusb -d "$1" >/dev/null; }
off_bus() { ! on_bus "$1"; }

# serial_on_bus SERIAL, serial_off_bus SERIAL: the same by what the device calls itself.
serial_on_bus() { grep -qx "$1" /sys/bus/usb/devices/*/serial; }
serial_off_bus() { ! serial_on_bus "$1"; }

# node_of VENDOR:PRODUCT: the path that programs open.
node_of() { lsusb -d "$1" | sed 's|Bus \([0-9]*\) Device \([0-9]*\).*|/dev/bus/usb/\1/\2|'; }

# What passes on every bus as usbmon tells it, a line an event, and a bulk transfer's end in it.
bus=/sys/kernel/debug/usb/usbmon/0u
bulk=' C B[io]:'

# unplug_after COUNT: pulls the cable once so many bulk transfers have ended from now on.
unplug_after() {
  grep -m "$1" "$bulk" "$bus" >/dev/null
  unplug
}

# unplug_at MICROSECONDS: pulls the cable so long after the first bulk transfer from now on.
unplug_at() {
  grep -m 1 "$bulk" "$bus" >/dev/null
  usleep "$1"
  unplug
}

# duration FILE: microseconds from the first to the last bulk transfer in what usbmon told.
duration() {
  grep "$bulk" "$1" | awk 'NR == 1 { first = $2 } END { print $2 - first }'
}

# A FunctionFS function that says what it is in the one write that the kernel wants: a vendor
# interface with bulk endpoint 1 out and 2 in, at full and at high speed.
bulk_descriptors() {
  head='\x03\0\0\0\x42\0\0\0\x03\0\0\0\x03\0\0\0\x03\0\0\0'
  face='\x09\x04\0\0\x02\xff\x50\x01\x01'
  full='\x07\x05\x01\x02\x40\0\0\x07\x05\x82\x02\x40\0\0'
  high='\x07\x05\x01\x02\0\x02\0\x07\x05\x82\x02\0\x02\0'
  printf "$head$face$full$face$high"
}
bulk_strings() { printf '\x02\0\0\0\x19\0\0\0\x01\0\0\0\x01\0\0\0\x09\x04Pocket\0'; }

# stick_image FILE: an empty stick of 48 MB called FERME, with the file system $system. busybox has
# commands of its own by some of these programs' names.
stick_image() {
  rm -f "$1"
  dd if=/dev/zero of="$1" bs=1M count=0 seek=48 2>/dev/null
  case $system in
    vfat) /usr/bin/mkfs.fat -F 32 -n FERME "$1" ;;
    exfat) /usr/bin/mkfs.exfat -L FERME "$1" ;;
    ext4) /usr/bin/mke2fs -q -F -t ext4 -L FERME "$1" ;;
  esac >/dev/null
}

# yard NAME: a farm with its pocket, both with work to exchange, always from the same start.
yard() {
  rm -rf "/tmp/$1"
  cp -r /lab/yard "/tmp/$1"
}

# same_as_docked NAME: the yard ended as it does over a pseudo-terminal, and something came.
same_as_docked() {
  rm -rf /tmp/docked
  cp -r /lab/docked /tmp/docked
  same docked "$1"
  changed "$1"
}

# pocket NAME OPTION…: the yard's pocket listens; its process is $pocket.
pocket() {
  yard=$1
  shift
  : >"/tmp/$yard/said"
  pocket-simulator --farm "/tmp/$yard/pocket" "$@" >"/tmp/$yard/said" 2>&1 &
  pocket=$!
  await "the pocket" grep -qE '^(pty|tcp|serial|functionfs) ' "/tmp/$yard/said"
}

# The pocket is put away; what it wrote to its line until then is on its way.
put_away() {
  kill "$pocket"
  wait "$pocket" || true
}

# dock NAME LINE: the PC of the yard takes the records over, for $user, within $patience seconds.
# With record=yes each session is recorded, for fixtures/recordings.
user=root
patience=${patience:-120}
docks=0
dock() {
  docks=$((docks + 1))
  work=
  if [ -n "${record:-}" ]; then
    # Whoever docks makes the file.
    chmod 1777 /run/lab
    work="record /run/lab/$scenario-$docks.pks --with-database"
  fi
  env POCKET_SYNC_CONFIG="/tmp/$1/config.json" POCKET_SYNC_DATABASE="/tmp/$1/farm.sqlite" \
    timeout "$patience" su "$user" -c "pocket-sync $work --pocket $2"
}

# refused STATUS CODE NAME LINE: a dock ends so, and what it says, with this code, is in /tmp/words.
refused() {
  ended=0
  dock "$3" "$4" >/tmp/words 2>&1 || ended=$?
  [ "$ended" -eq "$1" ] || fail "$4 ended with $ended: $(cat /tmp/words)"
  grep -q "$2" /tmp/words || fail "$4 without $2: $(cat /tmp/words)"
}

# dock_timed NAME LINE: the same with a note of how long it took, the program's start included.
dock_timed() {
  began=$(now)
  dock "$1" "$2"
  note "a dock over $2 took $(($(now) - began))0 ms"
}

# state NAME: everything that must not depend on the cable.
state() {
  sqlite3 "/tmp/$1/farm.sqlite" "SELECT name FROM sqlite_schema WHERE type = 'table'
    AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'sync%' ORDER BY name" >/tmp/tables
  while read -r table; do
    echo "$table"
    sqlite3 "/tmp/$1/farm.sqlite" ".mode quote" "SELECT * FROM \"$table\"" | sort
  done </tmp/tables
  sqlite3 "/tmp/$1/farm.sqlite" \
    "SELECT tbl, hex(gid), kind, columns, winner, loser FROM sync_conflict ORDER BY 1, 2, 4" \
    "SELECT tbl, hex(gid), reason FROM sync_quarantine ORDER BY 1, 2"
  pocket-simulator --farm "/tmp/$1/pocket" --show |
    grep -E '"(lastNumber|mergedNumber|pending|digest)"'
}

# changed NAME: the dock did something, so that `same` has something to compare.
changed() {
  yard untouched
  state untouched >/tmp/one
  state "$1" >/tmp/other
  ! cmp -s /tmp/one /tmp/other || fail "nothing changed in $1"
}

# same ONE OTHER: both yards ended alike.
same() {
  state "$1" >/tmp/one
  state "$2" >/tmp/other
  cmp -s /tmp/one /tmp/other || {
    diff /tmp/one /tmp/other | head -n 20
    fail "$1 and $2 ended differently"
  }
}

# farm_at_home NAME: the yard's farm lies where the unit's user has it, prepared and known to him.
farm_at_home() {
  yard "$1"
  home=/home/farmer
  settings=$home/.config/pocket-sync
  mkdir -p "$settings"
  echo "{\"database\": \"$home/farm.sqlite\", \"language\": \"fr\"}" >"$settings/config.json"
  mv "/tmp/$1/keys" "$settings"
  for file in "/tmp/$1"/farm.sqlite*; do
    mv "$file" "$home"
    ln -s "$home/${file##*/}" "$file"
  done
  chown -R farmer "$home"
  [ -z "${record:-}" ] || record_units
}

# record_units: the unit's runs are recorded as well, each in a file at the farmer's home.
record_units() {
  mkdir -p /etc/systemd/system/pocket-sync@.service.d
  start="/bin/sh -c 'exec pocket-sync record $home/$scenario-\$\$\$\$.pks --with-database --wait 3600"
  printf '%s\n' '[Service]' 'ExecStart=' "ExecStart=$start --pocket %f'" \
    >/etc/systemd/system/pocket-sync@.service.d/record.conf
  systemctl daemon-reload
}

# told WORDS: how often systemd's journal has a line about the unit that begins so.
told() { journalctl --quiet --identifier=systemd --output=cat | grep -cE "^$1 pocket-sync@" || true; }
begun() { [ "$(told Starting)" -ge "$1" ]; }
have_ended() { [ "$(($(told Finished) + $(told 'Failed to start')))" -ge "$1" ]; }

# runs GOOD FAILED [PULLED]: in all so many runs of the unit have ended so, and no other one began.
runs() {
  await "the end of run $(($1 + $2))" have_ended $(($1 + $2))
  udevadm settle
  counts="$(told Starting) begun, $(told Finished) good, $(told 'Failed to start') failed"
  [ "$counts" = "$(($1 + $2 + ${3:-0})) begun, $1 good, $2 failed" ] || {
    journalctl --no-pager | tail -n 40
    fail "wanted $1 good, $2 failed and ${3:-0} pulled runs: $counts"
  }
}
