#define _GNU_SOURCE
#include "CFileSystem.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/vfs.h>
#include <unistd.h>

int pocket_rename_new(int folder, const char *from, const char *to) {
  return renameat2(folder, from, folder, to, RENAME_NOREPLACE);
}

int pocket_rename_exchange(const char *one, const char *other) {
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}

int pocket_sync_file_system(int descriptor) { return syncfs(descriptor); }

void pocket_write_out(int descriptor, int64_t offset, int64_t bytes, int wait) {
  unsigned flags = SYNC_FILE_RANGE_WRITE;
  if (wait) flags |= SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WAIT_AFTER;
  sync_file_range(descriptor, offset, bytes, flags);
}

int pocket_reserve(int descriptor, int64_t offset, int64_t bytes) {
  return fallocate(descriptor, FALLOC_FL_KEEP_SIZE, offset, bytes);
}

int64_t pocket_file_system_magic(int descriptor) {
  struct statfs facts;
  if (fstatfs(descriptor, &facts) != 0) return -1;
  return (uint32_t)facts.f_type;
}
