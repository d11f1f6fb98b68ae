// What the benchmark of the merge needs in C: its rows, bare SQLite as the limit of the machine,
// SQLite's session extension as a peer, and a clock around fsync. No product code uses it.
#ifndef POCKET_SYNC_CBENCHMARK_H
#define POCKET_SYNC_CBENCHMARK_H

#include <stdint.h>

enum { BENCHMARK_COLUMNS = 12, BENCHMARK_INTEGERS = 6, BENCHMARK_TEXTS = 5, BENCHMARK_TEXT_BYTES = 32 };

// One row of about 100 bytes: a time-ordered identity and 12 cells, by class.
struct benchmark_row {
  uint64_t index;
  uint8_t id[16];
  int64_t integers[BENCHMARK_INTEGERS];
  double real;
  char texts[BENCHMARK_TEXTS][BENCHMARK_TEXT_BYTES];
  // Length of each text; 0 for NULL.
  uint8_t lengths[BENCHMARK_TEXTS];
};

// Makes the row at `index`; `edit` other than 0 gives another note and dose, each edit its own.
void benchmark_row_make(uint64_t seed, uint64_t index, uint32_t edit, struct benchmark_row *row);

// The class of a column: 'i', 'r' or 't', and its place among those of its class.
char benchmark_column(int column, int *slot);

// Seconds and calls that this process spent in fsync and fdatasync so far.
double benchmark_sync_seconds(void);

// Opens `path`, runs `setup` untimed, then in one timed BEGIN IMMEDIATE … COMMIT runs `sql` for
// each row (?1 identity or, with `integer_key`, index + 1; ?2… the cells) and `after` once.
// Returns an SQLite result code.
int benchmark_write(
    const char *path, const char *setup, const char *sql, const char *after,
    const struct benchmark_row *rows, int64_t count, int integer_key, double *seconds);

// Runs `sql` on `path` and gives what the session extension recorded of table `record` meanwhile.
int benchmark_changeset_record(const char *path, const char *sql, void **bytes, int *count);

// Applies a changeset in one timed transaction; SQLITE_CONSTRAINT where anything conflicted.
int benchmark_changeset_apply(
    const char *path, const char *setup, const void *bytes, int count, double *seconds);

void benchmark_changeset_free(void *bytes);

// Gives memory that malloc keeps back to the system, so that what is left is in use.
void benchmark_trim(void);

// Makes a child that is spawned with `actions` (a posix_spawn_file_actions_t) close all files
// from `first` on; 0 or an errno.
int benchmark_close_from(void *actions, int first);

#endif
