#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "disk.h"

int64_t simulated_disk_size(const simulated_disk *disk, const char *path) {
  file_node *node = disk_find(disk, path);
  return node ? node->size : -1;
}

int simulated_disk_get(
    const simulated_disk *disk, const char *path, void *bytes, int64_t count) {
  file_node *node = disk_find(disk, path);
  if (node == 0 || node->size < count) return 0;
  if (count > 0) memcpy(bytes, node->now, count);
  return 1;
}

int simulated_disk_put(
    simulated_disk *disk, const char *path, const void *bytes, int64_t count) {
  disk_unlink(disk, path);
  file_node *node = disk_create(disk, path);
  if (node == 0 || (count > 0 && node_write(node, bytes, count, 0) != SQLITE_OK)) return 0;
  node_sync(node);
  disk_sync_folder(disk);
  return 1;
}

void simulated_disk_remove(simulated_disk *disk, const char *path) {
  disk_unlink(disk, path);
  disk_sync_folder(disk);
}

static int allowed(simulated_disk *disk) {
  return disk_permit(disk, disk->actor, 1) == SQLITE_OK;
}

int simulated_disk_append(
    simulated_disk *disk, const char *path, const void *bytes, int64_t count) {
  if (!allowed(disk)) return EIO;
  file_node *node = disk_find(disk, path);
  if (node == 0) node = disk_create(disk, path);
  if (node == 0) return ENOMEM;
  return count == 0 || node_write(node, bytes, count, node->size) == SQLITE_OK ? 0 : ENOMEM;
}

int simulated_disk_truncate(simulated_disk *disk, const char *path, int64_t size) {
  if (!allowed(disk)) return EIO;
  file_node *node = disk_find(disk, path);
  if (node == 0) return ENOENT;
  disk_truncate(disk, node, size);
  return 0;
}

int simulated_disk_sync(simulated_disk *disk, const char *path) {
  if (!allowed(disk)) return EIO;
  file_node *node = disk_find(disk, path);
  if (node == 0) return ENOENT;
  node_sync(node);
  return 0;
}

int simulated_disk_sync_folder(simulated_disk *disk) {
  if (!allowed(disk)) return EIO;
  disk_sync_folder(disk);
  return 0;
}

int simulated_disk_rename(simulated_disk *disk, const char *from, const char *to) {
  if (!allowed(disk)) return EIO;
  return disk_rename(disk, from, to) ? 0 : ENOENT;
}
