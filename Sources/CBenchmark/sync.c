#define _GNU_SOURCE
#include "CBenchmark.h"

#include <stdatomic.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// The program's own fsync and fdatasync stand before the C library's, SQLite's calls included, so
// that the disk's share of a commit is known apart from ours.

static _Atomic uint64_t nanoseconds;

static int timed(long number, int descriptor) {
  struct timespec before, after;
  clock_gettime(CLOCK_MONOTONIC, &before);
  int result = (int)syscall(number, descriptor);
  clock_gettime(CLOCK_MONOTONIC, &after);
  atomic_fetch_add(
      &nanoseconds, (uint64_t)(after.tv_sec - before.tv_sec) * 1000000000u +
          (uint64_t)after.tv_nsec - (uint64_t)before.tv_nsec);
  return result;
}

int fsync(int descriptor) { return timed(SYS_fsync, descriptor); }

int fdatasync(int descriptor) { return timed(SYS_fdatasync, descriptor); }

double benchmark_sync_seconds(void) { return (double)atomic_load(&nanoseconds) / 1e9; }
