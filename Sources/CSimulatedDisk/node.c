#include <stdlib.h>
#include <string.h>

#include "disk.h"

static int64_t sectors(int64_t bytes) { return (bytes + sector_bytes - 1) / sector_bytes; }

static int reserve(file_node *node, int64_t bytes) {
  if (bytes <= node->capacity) return 1;
  int64_t capacity = sectors(bytes < 16384 ? 16384 : bytes * 3 / 2) * sector_bytes;
  unsigned char *now = realloc(node->now, capacity);
  if (now == 0) return 0;
  node->now = now;
  unsigned char *durable = realloc(node->durable, capacity);
  if (durable == 0) return 0;
  node->durable = durable;
  unsigned char *dirty = realloc(node->dirty, sectors(capacity));
  if (dirty == 0) return 0;
  node->dirty = dirty;
  memset(now + node->capacity, 0, capacity - node->capacity);
  memset(durable + node->capacity, 0, capacity - node->capacity);
  memset(dirty + sectors(node->capacity), 0, sectors(capacity) - sectors(node->capacity));
  node->capacity = capacity;
  return 1;
}

void node_release(file_node *node) {
  if (node == 0 || --node->links > 0) return;
  for (int index = 0; index < shm_regions_maximum; index++) free(node->regions[index]);
  for (int index = 0; index < node->retired_count; index++) free(node->retired[index]);
  free(node->retired);
  free(node->now);
  free(node->durable);
  free(node->dirty);
  free(node);
}

static void mark(file_node *node, int64_t from, int64_t to) {
  if (from >= to) return;
  memset(node->dirty + from / sector_bytes, 1, sectors(to) - from / sector_bytes);
}

int node_write(file_node *node, const void *bytes, int64_t count, int64_t offset) {
  if (!reserve(node, offset + count)) return SQLITE_IOERR_NOMEM;
  memcpy(node->now + offset, bytes, count);
  mark(node, offset < node->size ? offset : node->size, offset + count);
  if (offset + count > node->size) node->size = offset + count;
  return SQLITE_OK;
}

void node_truncate(file_node *node, int64_t size) {
  if (size >= node->size) return;
  memset(node->now + size, 0, node->size - size);
  mark(node, size, node->size);
  node->size = size;
}

void node_sync(file_node *node) {
  int64_t count = sectors(node->size > node->durable_size ? node->size : node->durable_size);
  for (int64_t sector = 0; sector < count; sector++) {
    if (!node->dirty[sector]) continue;
    memcpy(
        node->durable + sector * sector_bytes, node->now + sector * sector_bytes, sector_bytes);
    node->dirty[sector] = 0;
  }
  node->durable_size = node->size;
}

void node_forget_locks(open_file *file) {
  file_node *node = file->node;
  if (node == 0) return;
  if (file->level >= SQLITE_LOCK_SHARED && node->shared > 0) node->shared--;
  if (node->reserved == file) node->reserved = 0;
  if (node->pending == file) node->pending = 0;
  if (node->exclusive == file) node->exclusive = 0;
  file->level = SQLITE_LOCK_NONE;
}

static void retire(file_node *node, int index) {
  if (node->regions[index] == 0) return;
  node->retired = realloc(node->retired, (size_t)(node->retired_count + 1) * sizeof(void *));
  node->retired[node->retired_count++] = node->regions[index];
  node->regions[index] = 0;
}

void node_forget_shared_memory(open_file *file) {
  file_node *node = file->node;
  for (int slot = 0; slot < shm_slots; slot++) {
    if (file->shm_shared_mask & (1 << slot)) node->shm_shared[slot]--;
    if (node->shm_exclusive[slot] == file) node->shm_exclusive[slot] = 0;
  }
  file->shm_shared_mask = 0;
  if (file->has_shm && --node->shm_users == 0) {
    for (int index = 0; index < shm_regions_maximum; index++) retire(node, index);
  }
  file->has_shm = 0;
}
