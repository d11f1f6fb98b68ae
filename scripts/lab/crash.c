// crash IMAGE LOG SEED: makes of IMAGE, the disk as it was, the disk after a power cut somewhere in
// LOG, what the kernel's dm-log-writes kept: everything up to the last flush before the cut is there,
// of what came later a part by SEED, in any order, and of one write perhaps only the first sectors.
// Prints where it cut, how many writes were lost, and the last mark before the cut.
#include <endian.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint64_t magic = 0x6a736677736872ULL;
enum { flush = 1, fua = 2, discard = 4, mark = 8 };

struct super { uint64_t magic, version, entries; uint32_t sector_bytes; } __attribute__((packed));
struct entry { uint64_t sector, sectors, flags, data_bytes; } __attribute__((packed));

static uint64_t state;

static uint64_t below(uint64_t limit) {
  uint64_t z = state += 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return limit ? (z ^ (z >> 31)) % limit : 0;
}

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void get(FILE *file, long at, void *bytes, size_t count) {
  if (fseek(file, at, SEEK_SET) || fread(bytes, 1, count, file) != count) die("log");
}

int main(int count, char **words) {
  if (count != 4) return 64;
  FILE *image = fopen(words[1], "r+"), *log = fopen(words[2], "r");
  if (!image || !log) die("open");
  state = strtoull(words[3], NULL, 10);
  struct super super;
  get(log, 0, &super, sizeof super);
  uint64_t unit = le32toh(super.sector_bytes), entries = le64toh(super.entries);
  if (le64toh(super.magic) != magic || unit < 512 || unit > 4096 || !entries) return 65;

  // Where each entry lies, and the last flush before it.
  long *places = calloc(entries, sizeof *places), at = unit;
  uint64_t *flushes = calloc(entries, sizeof *flushes), last = 0, cut = below(entries), lost = 0;
  char name[4096] = "start";
  for (uint64_t i = 0; i < entries; i++) {
    struct entry entry;
    get(log, at, &entry, sizeof entry);
    places[i] = at;
    uint64_t flags = le64toh(entry.flags);
    if (flags & flush) last = i;
    flushes[i] = last;
    if (i <= cut && flags & mark) {
      uint64_t length = le64toh(entry.data_bytes);
      if (length >= sizeof name) return 65;
      get(log, at + sizeof entry, name, length);
      name[length] = 0;
    }
    at += unit;
    if (!(flags & (discard | mark))) at += le64toh(entry.sectors) * unit;
  }

  uint64_t certain = flushes[cut], written = 0;
  for (uint64_t i = 0; i <= cut; i++) {
    struct entry entry;
    get(log, places[i], &entry, sizeof entry);
    uint64_t sectors = le64toh(entry.sectors), flags = le64toh(entry.flags);
    if (flags & (discard | mark) || !sectors) continue;
    written++;
    if (i >= certain && !(flags & fua)) {
      if (below(2)) {
        lost++;
        continue;
      }
      if (below(4) == 0) sectors = below(sectors + 1);
    }
    char *bytes = malloc(sectors * unit + 1);
    get(log, places[i] + unit, bytes, sectors * unit);
    if (fseek(image, le64toh(entry.sector) * unit, SEEK_SET) ||
        fwrite(bytes, 1, sectors * unit, image) != sectors * unit)
      die("image");
    free(bytes);
  }
  if (fclose(image)) die("image");
  printf("%" PRIu64 "/%" PRIu64 " lost %" PRIu64 "/%" PRIu64 " after %s\n", cut, entries, lost,
         written, name);
}
