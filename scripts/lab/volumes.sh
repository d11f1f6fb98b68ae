# What scenarios with disks are made of, beside lib.sh: a PC that runs from a disk, and its volumes.

# disk SERIAL: the node of the disk that this machine was given under the serial number.
disk() {
  await "disk $1" disk_is_there "$1"
  readlink -f "$found"
}
disk_is_there() {
  for found in /dev/disk/by-id/*"_$1" /dev/disk/by-id/*"_$1-0:0" /dev/disk/by-id/"virtio-$1"; do
    [ ! -b "$found" ] || return 0
  done
  return 1
}

# partitioned DISK: gives it one partition, whose node is printed.
partitioned() {
  printf 'o\nn\np\n1\n\n\nw\n' | fdisk "$1" >/dev/null 2>&1
  case $1 in *[0-9]) node=$1p1 ;; *) node=${1}1 ;; esac
  # udevd reads the table once more when it sees that the disk was written.
  sleep 2
  udevadm settle
  await "partition $node" test -b "$node"
  echo "$node"
}

# ext4 DEVICE LABEL: busybox has a command of its own by the program's name.
ext4() { /usr/bin/mke2fs -q -F -t ext4 -L "$2" "$1"; }

# locked DISK NAME: encrypts it and opens it as /dev/mapper/NAME.
locked() {
  printf hunter22 | cryptsetup luksFormat --batch-mode --pbkdf pbkdf2 \
    --pbkdf-force-iterations 1000 "$1" -
  printf hunter22 | cryptsetup open --key-file - "$1" "$2"
}

# The PC of most of these scenarios is a root of its own on the disk SYSTEM, so that "/" has a disk; its
# programs are those of this machine.
pc=/system
pc_with_system_disk() {
  # busybox's mount tries the file systems that the kernel has; it loads none.
  modprobe -a loop overlay ext4 vfat exfat nls_cp437 nls_ascii nls_utf8
  root=$(partitioned "$(disk SYSTEM)")
  ext4 "$root" SYSTEME
  mkdir -p "$pc"
  mount "$root" "$pc"
  mkdir -p "$pc"/etc "$pc"/var/tmp "$pc"/srv /srv /var/tmp
  cp /etc/passwd /etc/group "$pc/etc"
  for place in /*; do
    case $place in /etc | /var | /srv | /home | /init | "$pc") continue ;; esac
    if [ -L "$place" ]; then
      ln -s "$(readlink "$place")" "$pc$place"
    else
      mkdir -p "$pc$place"
      mount --rbind "$place" "$pc$place"
    fi
  done
}

# mount_at DEVICE PLACE: as that PC sees it.
mount_at() {
  mkdir -p "$pc$2"
  mount "$1" "$pc$2"
}

# on_pc COMMAND…: runs it there, with the farm's database in $database.
database=/srv/farm/farm.sqlite
on_pc() {
  ${pc:+chroot "$pc"} env POCKET_SYNC_CONFIG=/srv/farm/config.json POCKET_SYNC_DATABASE="$database" "$@"
}

# refused_copy CODE OPTION…: a copy ends with this code, and what it says is in /tmp/words.
refused_copy() {
  code=$1
  shift
  ended=0
  on_pc pocket-sync backup "$@" >/tmp/words 2>&1 || ended=$?
  [ "$ended" -eq 13 ] || fail "a copy $* ended with $ended: $(cat /tmp/words)"
  grep -q "$code" /tmp/words || fail "a copy $* without $code: $(cat /tmp/words)"
}

# proven_copy PLACE: what is there verifies, and what is restored from it is the farm as it is now.
proven_copy() {
  on_pc pocket-sync verify "$1" >/tmp/copied 2>&1 || fail "$1 does not verify: $(cat /tmp/copied)"
  rm -f /tmp/restored.sqlite
  on_pc pocket-sync restore "$1" /tmp/restored.sqlite >/tmp/copied 2>&1 ||
    fail "$1 is not restored: $(cat /tmp/copied)"
  sqlite3 "$pc$database" .dump >/tmp/one
  sqlite3 /tmp/restored.sqlite .dump >/tmp/other
  cmp /tmp/one /tmp/other || fail "$1 holds another farm"
}
