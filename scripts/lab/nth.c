/* A filter of nbdkit: one request of a disk fails with EIO, or all of its kind from that one on, or
   any by chance. nth-armed=FILE: requests count while this file is there; two numbers in it are how
   many of 1,000 requests fail, and the seed that draws them. nth-kind=read|write|flush and nth=N:
   the one that fails; 0 for none. nth-lasting=true: so do all after it, armed or not.
   nth-tally=FILE gets how many reads, writes and flushes counted, and how many requests failed, at
   each failure and at the end. */
#include <errno.h>
#include <nbdkit-filter.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum kind { reading, writing, flushing, kinds };

static const char *const names[kinds] = {"read", "write", "flush"};
static char *armed, *tally;
static int kind = kinds, is_lasting;
static unsigned number;
/* As long as it is armed. */
static int is_armed, permille;
static struct drand48_data chances;
static long counts[kinds], failures;

static int config(
  nbdkit_next_config *next, nbdkit_backend *backend, const char *key, const char *value) {
  if (!strcmp(key, "nth-armed")) armed = nbdkit_absolute_path(value);
  else if (!strcmp(key, "nth-tally")) tally = nbdkit_absolute_path(value);
  else if (!strcmp(key, "nth-lasting")) is_lasting = nbdkit_parse_bool(value);
  else if (!strcmp(key, "nth")) return nbdkit_parse_unsigned("nth", value, &number);
  else if (!strcmp(key, "nth-kind")) {
    for (kind = 0; kind < kinds && strcmp(value, names[kind]); kind++) continue;
    if (kind == kinds) return nbdkit_error("nth-kind=%s", value), -1;
  } else return next(backend, key, value);
  return 0;
}

static int config_complete(nbdkit_next_config_complete *next, nbdkit_backend *backend) {
  if (!armed || !tally) return nbdkit_error("nth-armed and nth-tally are needed"), -1;
  return next(backend);
}

static int thread_model(void) { return NBDKIT_THREAD_MODEL_SERIALIZE_ALL_REQUESTS; }

/* Sees whether the file has come or gone, and what a new one says. */
static void look(void) {
  int was_armed = is_armed;
  long seed = 0;
  FILE *file;
  is_armed = !access(armed, F_OK);
  if (was_armed || !is_armed || !(file = fopen(armed, "r"))) return;
  if (fscanf(file, "%d %ld", &permille, &seed) < 2) permille = 0;
  fclose(file);
  srand48_r(seed, &chances);
}

/* Whether chance has it; each request that counts draws once, so a seed names its failures. */
static int is_drawn(void) {
  double drawn;
  drand48_r(&chances, &drawn);
  return drawn * 1000 < permille;
}

static int is_the_nth(enum kind now) {
  if (now != kind || !number) return 0;
  return is_lasting ? counts[now] >= number : counts[now] == number && !failures;
}

static void write_tally(void) {
  FILE *file = fopen(tally, "w");
  if (!file) return;
  fprintf(file, "%ld %ld %ld %ld\n", counts[reading], counts[writing], counts[flushing], failures);
  fclose(file);
}

static int fails(enum kind now, int *error) {
  look();
  if (is_armed) counts[now]++;
  else if (!failures || permille) return 0;
  if (!(permille ? is_drawn() : is_the_nth(now))) return 0;
  failures++;
  write_tally();
  *error = EIO;
  return 1;
}

static int nth_pread(
  nbdkit_next *next, void *handle, void *bytes, uint32_t count, uint64_t offset, uint32_t flags,
  int *error) {
  return fails(reading, error) ? -1 : next->pread(next, bytes, count, offset, flags, error);
}

static int nth_pwrite(
  nbdkit_next *next, void *handle, const void *bytes, uint32_t count, uint64_t offset,
  uint32_t flags, int *error) {
  return fails(writing, error) ? -1 : next->pwrite(next, bytes, count, offset, flags, error);
}

static int nth_flush(nbdkit_next *next, void *handle, uint32_t flags, int *error) {
  return fails(flushing, error) ? -1 : next->flush(next, flags, error);
}

static void cleanup(nbdkit_backend *backend) { write_tally(); }

static struct nbdkit_filter filter = {
  .name = "nth",
  .config = config,
  .config_complete = config_complete,
  .thread_model = thread_model,
  .pread = nth_pread,
  .pwrite = nth_pwrite,
  .flush = nth_flush,
  .cleanup = cleanup,
};

NBDKIT_REGISTER_FILTER(filter)
