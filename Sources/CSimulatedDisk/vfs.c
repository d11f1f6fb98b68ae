#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disk.h"

static sqlite3_vfs *real;
static sqlite3_vfs simulated;

static int permit(open_file *file, int writes) {
  return file->dead ? SQLITE_IOERR : disk_permit(file->disk, file->actor, writes);
}

static int file_close(sqlite3_file *handle) {
  open_file *file = (open_file *)handle;
  for (open_file **link = &file->disk->open; *link; link = &(*link)->next) {
    if (*link != file) continue;
    *link = file->next;
    break;
  }
  if (!file->dead) {
    node_forget_locks(file);
    node_forget_shared_memory(file);
  }
  node_release(file->node);
  free(file->path);
  handle->pMethods = 0;
  return SQLITE_OK;
}

static int file_read(sqlite3_file *handle, void *bytes, int count, sqlite3_int64 offset) {
  open_file *file = (open_file *)handle;
  int code = permit(file, 0);
  if (code != SQLITE_OK) return code;
  int64_t there = file->node->size - offset;
  if (there >= count) {
    memcpy(bytes, file->node->now + offset, count);
    return SQLITE_OK;
  }
  if (there < 0) there = 0;
  if (there > 0) memcpy(bytes, file->node->now + offset, there);
  memset((char *)bytes + there, 0, count - there);
  return SQLITE_IOERR_SHORT_READ;
}

static int file_write(
    sqlite3_file *handle, const void *bytes, int count, sqlite3_int64 offset) {
  open_file *file = (open_file *)handle;
  int code = permit(file, 1);
  if (code != SQLITE_OK) return code;
  int grows = offset + count > file->node->size;
  if (grows && !disk_has_room(file->disk, file->actor)) return SQLITE_FULL;
  return node_write(file->node, bytes, count, offset);
}

static int file_truncate(sqlite3_file *handle, sqlite3_int64 size) {
  open_file *file = (open_file *)handle;
  int code = permit(file, 1);
  if (code == SQLITE_OK) disk_truncate(file->disk, file->node, size);
  return code;
}

static int file_sync(sqlite3_file *handle, int flags) {
  open_file *file = (open_file *)handle;
  int code = permit(file, 1);
  if (code != SQLITE_OK) return code;
  node_sync(file->node);
  // As SQLite does on Unix: the first sync of a journal makes its name durable too.
  if (file->sync_folder) disk_sync_folder(file->disk);
  file->sync_folder = 0;
  (void)flags;
  return SQLITE_OK;
}

static int file_size(sqlite3_file *handle, sqlite3_int64 *size) {
  open_file *file = (open_file *)handle;
  *size = file->node->size;
  return permit(file, 0);
}

static int file_lock(sqlite3_file *handle, int level) {
  open_file *file = (open_file *)handle;
  file_node *node = file->node;
  int code = permit(file, 0);
  if (code != SQLITE_OK) return code;
  if (level <= file->level) return SQLITE_OK;
  if (file->level < SQLITE_LOCK_SHARED) {
    if (node->pending || node->exclusive) return SQLITE_BUSY;
    node->shared++;
    file->level = SQLITE_LOCK_SHARED;
  }
  if (level >= SQLITE_LOCK_RESERVED && file->level < SQLITE_LOCK_RESERVED) {
    // A hot journal is rolled back without a reserved lock; nobody else may hold one then.
    if (node->reserved && node->reserved != file) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_RESERVED) {
      node->reserved = file;
      file->level = SQLITE_LOCK_RESERVED;
      return SQLITE_OK;
    }
  }
  if (level < SQLITE_LOCK_EXCLUSIVE) return SQLITE_OK;
  if (node->pending && node->pending != file) return SQLITE_BUSY;
  node->pending = file;
  file->level = SQLITE_LOCK_PENDING;
  if (node->shared > 1) return SQLITE_BUSY;
  node->exclusive = file;
  file->level = SQLITE_LOCK_EXCLUSIVE;
  return SQLITE_OK;
}

static int file_unlock(sqlite3_file *handle, int level) {
  open_file *file = (open_file *)handle;
  file_node *node = file->node;
  if (file->dead || file->level <= level) return SQLITE_OK;
  if (node->reserved == file) node->reserved = 0;
  if (node->pending == file) node->pending = 0;
  if (node->exclusive == file) node->exclusive = 0;
  if (level == SQLITE_LOCK_NONE) node->shared--;
  file->level = level;
  return SQLITE_OK;
}

static int file_check_reserved(sqlite3_file *handle, int *answer) {
  file_node *node = ((open_file *)handle)->node;
  *answer = node->reserved != 0 || node->pending != 0 || node->exclusive != 0;
  return permit((open_file *)handle, 0);
}

static int file_control(sqlite3_file *handle, int operation, void *argument) {
  (void)handle;
  (void)operation;
  (void)argument;
  return SQLITE_NOTFOUND;
}

static int file_sector_size(sqlite3_file *handle) {
  (void)handle;
  return sector_bytes;
}

static int file_characteristics(sqlite3_file *handle) {
  (void)handle;
  return 0;
}

static int shm_map(
    sqlite3_file *handle, int region, int bytes, int extend, void volatile **memory) {
  open_file *file = (open_file *)handle;
  int code = permit(file, 0);
  *memory = 0;
  if (code != SQLITE_OK) return code;
  if (region >= shm_regions_maximum) return SQLITE_IOERR_SHMMAP;
  if (!file->has_shm) {
    file->has_shm = 1;
    file->node->shm_users++;
  }
  if (file->node->regions[region] == 0 && extend) {
    file->node->regions[region] = calloc(1, (size_t)bytes);
  }
  *memory = file->node->regions[region];
  return SQLITE_OK;
}

static int shm_lock(sqlite3_file *handle, int offset, int count, int flags) {
  open_file *file = (open_file *)handle;
  file_node *node = file->node;
  if (file->dead) return (flags & SQLITE_SHM_UNLOCK) ? SQLITE_OK : SQLITE_IOERR;
  if (!(flags & SQLITE_SHM_UNLOCK)) {
    int code = permit(file, 0);
    if (code != SQLITE_OK) return code;
    for (int slot = offset; slot < offset + count; slot++) {
      int own = (file->shm_shared_mask >> slot) & 1;
      if (node->shm_exclusive[slot] && node->shm_exclusive[slot] != file) return SQLITE_BUSY;
      if ((flags & SQLITE_SHM_EXCLUSIVE) && node->shm_shared[slot] > own) return SQLITE_BUSY;
    }
  }
  for (int slot = offset; slot < offset + count; slot++) {
    if (flags & SQLITE_SHM_UNLOCK) {
      if (file->shm_shared_mask & (1 << slot)) node->shm_shared[slot]--;
      if (node->shm_exclusive[slot] == file) node->shm_exclusive[slot] = 0;
      file->shm_shared_mask &= ~(1 << slot);
    } else if (flags & SQLITE_SHM_EXCLUSIVE) {
      node->shm_exclusive[slot] = file;
    } else if (!(file->shm_shared_mask & (1 << slot))) {
      node->shm_shared[slot]++;
      file->shm_shared_mask |= 1 << slot;
    }
  }
  return SQLITE_OK;
}

static void shm_barrier(sqlite3_file *handle) { (void)handle; }

static int shm_unmap(sqlite3_file *handle, int remove) {
  open_file *file = (open_file *)handle;
  (void)remove;
  if (file->dead || !file->has_shm) return SQLITE_OK;
  node_forget_shared_memory(file);
  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock,
    file_unlock, file_check_reserved, file_control, file_sector_size, file_characteristics,
    shm_map, shm_lock, shm_barrier, shm_unmap, 0, 0};

static int vfs_open(
    sqlite3_vfs *vfs, const char *path, sqlite3_file *handle, int flags, int *given) {
  simulated_disk *disk = disk_of_path(path);
  (void)vfs;
  if (disk == 0) return real->xOpen(real, path, handle, flags, given);
  open_file *file = (open_file *)handle;
  memset(file, 0, sizeof *file);
  file_node *node = disk_find(disk, path);
  int creates = node == 0;
  if (creates && !(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
  int code = disk_permit(disk, disk->actor, creates);
  if (code != SQLITE_OK) return code;
  if (creates) node = disk_create(disk, path);
  if (node == 0) return SQLITE_NOMEM;
  node->links++;
  int journal = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
  file->base.pMethods = &methods;
  file->disk = disk;
  file->node = node;
  file->actor = disk->actor;
  // As on Unix: asked for by the flag, also where a journal of a killed program is there already.
  file->sync_folder = (flags & SQLITE_OPEN_CREATE) && (flags & journal);
  file->path = strdup(path);
  file->next = disk->open;
  disk->open = file;
  if (given) *given = flags;
  return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int sync_folder) {
  simulated_disk *disk = disk_of_path(path);
  (void)vfs;
  if (disk == 0) return real->xDelete(real, path, sync_folder);
  if (disk_find(disk, path) == 0) return SQLITE_IOERR_DELETE_NOENT;
  int code = disk_permit(disk, disk->actor, 1);
  if (code != SQLITE_OK) return code;
  disk_unlink(disk, path);
  if (!sync_folder) return SQLITE_OK;
  code = disk_permit(disk, disk->actor, 1);
  if (code == SQLITE_OK) disk_sync_folder(disk);
  return code;
}

static int vfs_access(sqlite3_vfs *vfs, const char *path, int flags, int *answer) {
  simulated_disk *disk = disk_of_path(path);
  (void)vfs;
  if (disk == 0) return real->xAccess(real, path, flags, answer);
  file_node *node = disk_find(disk, path);
  *answer = node != 0 && (flags != SQLITE_ACCESS_EXISTS || node->size > 0);
  return disk_permit(disk, disk->actor, 0);
}

static int vfs_full_path(sqlite3_vfs *vfs, const char *path, int count, char *out) {
  (void)vfs;
  if (disk_of_path(path) == 0) return real->xFullPathname(real, path, count, out);
  sqlite3_snprintf(count, out, "%s", path);
  return SQLITE_OK;
}

int simulated_disk_install(void) {
  if (real) return 0;
  // Counting every byte of every connection under one lock would hold the other runs up.
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  sqlite3_vfs *found = sqlite3_vfs_find(0);
  if (found == 0) return 0;
  simulated = *found;
  simulated.pNext = 0;
  simulated.zName = "simulated-disk";
  simulated.xOpen = vfs_open;
  simulated.xDelete = vfs_delete;
  simulated.xAccess = vfs_access;
  simulated.xFullPathname = vfs_full_path;
  if (simulated.szOsFile < (int)sizeof(open_file)) simulated.szOsFile = sizeof(open_file);
  real = found;
  return sqlite3_vfs_register(&simulated, 1) == SQLITE_OK;
}
