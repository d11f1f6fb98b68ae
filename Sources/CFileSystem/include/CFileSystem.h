// The GNU calls on files that Swift's Glibc module does not show.
#ifndef POCKET_SYNC_CFILESYSTEM_H
#define POCKET_SYNC_CFILESYSTEM_H

#include <stdint.h>

// Renames within one folder; EEXIST where the new name is taken. 0, or -1 with errno.
int pocket_rename_new(int folder, const char *from, const char *to);

// Two names change their files at once. 0, or -1 with errno.
int pocket_rename_exchange(const char *one, const char *other);

// Writes everything of the descriptor's file system to its device. 0, or -1 with errno.
int pocket_sync_file_system(int descriptor);

// Starts writing a range; with `wait` also waits for it. A hint: errors show at fsync.
void pocket_write_out(int descriptor, int64_t offset, int64_t bytes, int wait);

// Takes room for a range of a file that keeps its size. 0, or -1 with errno.
int pocket_reserve(int descriptor, int64_t offset, int64_t bytes);

// The file system's magic number, or -1 with errno.
int64_t pocket_file_system_magic(int descriptor);

#endif
