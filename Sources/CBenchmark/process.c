#define _GNU_SOURCE
#include "CBenchmark.h"

#include <malloc.h>
#include <spawn.h>

void benchmark_trim(void) { malloc_trim(0); }

int benchmark_close_from(void *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}
